/** What the learning rate does over a stretch of a schedule. */
export interface RatePhase {
  /**
   * `warmup`: the first rise, or the lower level before the first leap; `stairs`: levels one below (or above) the other; `cycles`: more
   * rises and falls than anyone would tell apart.
   */
  readonly kind: "warmup" | "plateau" | "decay" | "rise" | "stairs" | "cycles";
  /** Updates from `from` to `to` (exclusive). */
  readonly from: number;
  readonly to: number;
  /** The learning rate at the first of them, and the one that it comes to: that of the next phase's first, unless it leaps there. */
  readonly first: number;
  readonly last: number;
  /** Whether it leaps up to its first learning rate, out of a decay. */
  readonly isRestart: boolean;
  /** Number of levels, or of cycles; 1 of all else. */
  readonly count: number;
}

/** Rates are taken to be the same when they differ by less than this share: rounding moves them by less. */
const SAME = 1e-13;
/** A rest of a smaller share of all steps within a slope is none: one of tiny steps has them, for want of digits. */
const SHORT_REST = 0.01;
/** Fewer levels than these are phases of their own. */
const FEWEST_STAIRS = 4;
/** More cycles than these are told as one. */
const MOST_CYCLES = 3;
/** More phases than these are told as cycles too. */
const MOST_PHASES = 16;
/** A later rise whose length is that of the first within this share makes it the rise of a cycle and no warm-up. */
const SAME_LENGTH = 0.1;

/** A stretch of samples in which the rate rises, falls or stays, with how it leaps there: 1 up, −1 down, 0 where it does not. */
interface Stretch {
  readonly direction: Direction;
  readonly from: number;
  readonly to: number;
  readonly leap: Direction;
  /** Number of levels, of stairs. */
  readonly levels: number;
}

type Direction = -1 | 0 | 1;

/**
 * Finds the phases of a learning rate by the shape of its curve.
 *
 * @param rates at even distances, from update 0 on
 * @param stride updates from one of them to the next
 * @param joins samples at which one schedule is known to hand over to another: a phase ends there
 */
export function ratePhases(rates: Float64Array, stride: number, joins: readonly number[] = []): RatePhase[] {
  const stretches = joinStairs(splitAt(stretchesOf(rates), joins));
  const phases = stretches.map((stretch, index): RatePhase => {
    const { from, to, levels } = stretch;
    return {
      kind: kindOf(stretches, index),
      from: from * stride,
      to: to * stride,
      first: rates[from],
      last: rates[stretches[index + 1]?.leap === 0 ? to : to - 1],
      isRestart: isRestart(stretches, index),
      count: levels,
    };
  });
  return joinRest(joinCycles(phases));
}

/** The largest of some learning rates and the update at which it first is. */
export function peakOf(rates: Float64Array, stride: number): { readonly update: number; readonly rate: number } {
  let peak = 0;
  for (let sample = 1; sample < rates.length; sample++) if (rates[sample] > rates[peak]) peak = sample;
  return { update: peak * stride, rate: rates[peak] };
}

/** Cuts the curve where it turns. A change between two samples that is none of a slope is a leap, with which the next stretch begins. */
function stretchesOf(rates: Float64Array): Stretch[] {
  const slopes = withoutShortRests(slopesOf(rates), rates.length);
  const isLeap = ({ direction, from, to }: Slope, index: number) => {
    if (direction === 0 || to - from > 1 || slopes.length === 1) return false;
    // The first step up is the shortest warm-up there is.
    return index > 0 || direction < 0;
  };
  const stretches: Stretch[] = [];
  let leap: Direction = 0;
  const add = (direction: Direction, from: number, to: number) => {
    if (to > from) stretches.push({ direction, from, to, leap, levels: 1 });
    leap = 0;
  };
  let next = 0;
  slopes.forEach((slope, index) => {
    const follower = slopes[index + 1];
    if (isLeap(slope, index)) {
      // What lies alone between two leaps is a level.
      if (next <= slope.from) add(0, next, slope.to);
      leap = slope.direction;
      next = slope.to;
      if (follower === undefined) add(0, next, rates.length);
      return;
    }
    const to = follower === undefined ? rates.length : isLeap(follower, index + 1) ? slope.to + 1 : slope.to;
    add(slope.direction, slope.from, to);
    next = to;
  });
  return stretches;
}

/** Steps between samples `from` to `to` in one direction. */
interface Slope {
  readonly direction: Direction;
  readonly from: number;
  readonly to: number;
}

function slopesOf(rates: Float64Array): Slope[] {
  const slopes: { direction: Direction; from: number; to: number }[] = [];
  for (let sample = 0; sample + 1 < rates.length; sample++) {
    const change = rates[sample + 1] - rates[sample];
    const isSame = Math.abs(change) <= SAME * Math.max(Math.abs(rates[sample]), Math.abs(rates[sample + 1]));
    // Infinities and what is no number are no slopes.
    const direction = isSame || !Number.isFinite(change) ? 0 : change > 0 ? 1 : -1;
    const last = slopes.at(-1);
    if (last?.direction === direction) last.to++;
    else slopes.push({ direction, from: sample, to: sample + 1 });
  }
  return slopes.length > 0 ? slopes : [{ direction: 0, from: 0, to: 1 }];
}

/** Makes short rests within a slope part of it, and those of a single step beside one. */
function withoutShortRests(slopes: readonly Slope[], samples: number): Slope[] {
  const isRamp = (slope: Slope | undefined): slope is Slope =>
    slope !== undefined && slope.direction !== 0 && slope.to - slope.from > 1;
  const directed = slopes.map((slope, index): Slope => {
    const ramps = [slopes[index - 1], slopes[index + 1]].filter(isRamp);
    const isWithin = ramps.length === 2 && ramps[0].direction === ramps[1].direction;
    const isShort = slope.to - slope.from <= (isWithin ? Math.max(1, SHORT_REST * samples) : 1);
    if (slope.direction !== 0 || !isShort || ramps.length === 0) return slope;
    return { ...slope, direction: ramps[0].direction };
  });
  const joined: Slope[] = [];
  for (const slope of directed) {
    const last = joined.at(-1);
    if (last?.direction === slope.direction) joined.splice(-1, 1, { ...last, to: slope.to });
    else joined.push(slope);
  }
  return joined;
}

function splitAt(stretches: readonly Stretch[], joins: readonly number[]): Stretch[] {
  return stretches.flatMap((stretch) => {
    const { direction, from, to } = stretch;
    // Levels are told apart by their heights alone.
    const inside = direction === 0 ? [] : joins.filter((join) => join > from && join < to).sort((a, b) => a - b);
    return [from, ...inside].map((start, index) => ({
      ...stretch,
      from: start,
      to: inside[index] ?? to,
      leap: index === 0 ? stretch.leap : 0,
    }));
  });
}

/** Makes one of many levels that leap in the same direction. */
function joinStairs(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = [];
  for (let first = 0; first < stretches.length; ) {
    const direction = stretches[first + 1]?.leap ?? 0;
    let end = first + 1;
    const isLevel = (index: number) => stretches[index]?.direction === 0;
    if (direction !== 0 && isLevel(first)) {
      while (isLevel(end) && stretches[end].leap === direction) end++;
    }
    if (end - first < FEWEST_STAIRS) end = first + 1;
    const { from, leap } = stretches[first];
    const isJoined = end - first > 1;
    joined.push(
      isJoined ? { direction, from, to: stretches[end - 1].to, leap, levels: end - first } : stretches[first],
    );
    first = end;
  }
  return joined;
}

function kindOf(stretches: readonly Stretch[], index: number): RatePhase["kind"] {
  const { direction, levels } = stretches[index];
  if (levels > 1) return "stairs";
  const isFirst = index === 0 && stretches.length > 1;
  if (isFirst && direction === 1 && !isRepeated(stretches)) return "warmup";
  if (isFirst && direction === 0 && stretches[1].leap === 1) return "warmup";
  return direction === 0 ? "plateau" : direction === 1 ? "rise" : "decay";
}

/** Whether the first rise comes again. */
function isRepeated([first, ...others]: readonly Stretch[]): boolean {
  const length = first.to - first.from;
  return others.some(
    ({ direction, from, to }) => direction === 1 && Math.abs(to - from - length) <= Math.max(1, SAME_LENGTH * length),
  );
}

function isRestart(stretches: readonly Stretch[], index: number): boolean {
  return index > 0 && stretches[index].leap === 1 && stretches[index - 1].direction === -1;
}

/** Makes one phase of many cycles: of what begins with a restart, or with a rise out of a decay. */
function joinCycles(phases: readonly RatePhase[]): RatePhase[] {
  const begins = (phase: RatePhase, index: number) =>
    phase.isRestart || (phase.kind === "rise" && (index === 0 || phases[index - 1].kind !== "rise"));
  const starts = phases.flatMap((phase, index) => (begins(phase, index) ? [index] : []));
  // Ahead of the first restart there is the first cycle, whose decay begins at the start or behind the warm-up.
  const isBehindDecay = starts.length > 0 && phases[starts[0] - 1]?.kind === "decay";
  const firsts = isBehindDecay ? [starts[0] - 1, ...starts] : starts;
  if (firsts.length <= MOST_CYCLES) return [...phases];
  return joinFrom(phases, firsts[0]);
}

/** Makes one phase of all behind the warm-up where nothing else has brought order into them. */
function joinRest(phases: readonly RatePhase[]): RatePhase[] {
  if (phases.length <= MOST_PHASES) return [...phases];
  return joinFrom(phases, phases[0].kind === "warmup" ? 1 : 0);
}

/** Every cycle comes down once. */
function joinFrom(phases: readonly RatePhase[], first: number): RatePhase[] {
  const { to, last } = phases[phases.length - 1];
  const isDown = ({ kind, last: rate }: RatePhase, index: number) =>
    kind === "decay" || (index > 0 && rate < phases[index - 1].last);
  const count = phases.filter((phase, index) => index >= first && isDown(phase, index)).length;
  const cycles: RatePhase = { ...phases[first], kind: "cycles", to, last, isRestart: false, count };
  return [...phases.slice(0, first), cycles];
}
