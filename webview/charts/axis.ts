/** Whether an axis counts differences or ratios. */
export type Scale = "linear" | "log";

/** Bounds of an axis and the values that it labels, in rising order. */
export interface Axis {
  readonly scale: Scale;
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

/** Mantissas that people read without effort, and the next power of ten. */
const NICE_STEPS = [1, 2, 5, 10];
/** The same with 2.5, for axes of values, where a quarter is as good as a fifth. */
const NICE_VALUE_STEPS = [1, 2, 2.5, 5, 10];

/** Values are taken to be the same when they differ by less than this share: no label could tell them apart. */
const SAME = 1e-9;
/** Values are taken to be 0 when they are smaller: quarters of them may not exist as numbers. */
const TINY = 1e-300;
/** Decades below which a logarithmic axis has labels as a linear one. */
const SHORT = 0.5;

/** More labels than these stand too close. */
const MOST_TICKS = 6;

/** The smallest nice number that is not below `least`. */
function niceStep(least: number, mantissas: readonly number[]): number {
  const power = 10 ** Math.floor(Math.log10(least));
  // The quotient of two powers of ten may come out a hair above a mantissa.
  const mantissa = mantissas.find((candidate) => candidate >= (least / power) * (1 - 1e-9)) ?? 10;
  return mantissa * power;
}

/** Multiples of `step` from `min` to `max`, rounded to what they are meant to be: 0.3, not 0.30000000000000004. */
function multiples(min: number, max: number, step: number): number[] {
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

/**
 * A linear axis around finite values from `min` to `max`, widened to nice numbers so that it grows in steps. It begins at 0
 * where the values come near enough, and leaves room around values that are all the same.
 */
export function linearAxis(min: number, max: number, intervals = 4): Axis {
  return { scale: "linear", ...niceBounds(min, max, intervals, min >= 0 ? min < 0.4 * max : max > 0.4 * min) };
}

function niceBounds(min: number, max: number, intervals: number, withZero: boolean): Omit<Axis, "scale"> {
  let low = min;
  let high = max;
  const size = Math.max(Math.abs(min), Math.abs(max));
  if (high - low <= SAME * size || size < TINY) {
    const room = size < TINY ? 1 : size / 2;
    low -= room;
    high += room;
  }
  if (withZero) {
    low = Math.min(low, 0);
    high = Math.max(high, 0);
  }
  // Values that are all the same leave room on both sides, but not across 0; above, where they are 0.
  if (min >= 0) low = Math.max(low, 0);
  if (max <= 0 && min < 0) high = Math.min(high, 0);
  const step = niceStep((high - low) / intervals, NICE_VALUE_STEPS);
  const from = Math.floor(low / step + 1e-9) * step;
  const to = Math.ceil(high / step - 1e-9) * step;
  const ticks = multiples(from, to, step);
  return { min: ticks[0], max: ticks[ticks.length - 1], ticks };
}

/**
 * A logarithmic axis around positive values from `min` to `max`, widened to powers of ten; to 1, 2 and 5 times powers of ten
 * where it spans no two of them; and to evenly spaced numbers where it is so short that it is hardly bent.
 */
export function logAxis(min: number, max: number, intervals = 4): Axis {
  const decades = Math.log10(max) - Math.log10(min);
  if (decades > 0 && decades < SHORT) {
    const bounds = niceBounds(min, max, intervals, false);
    if (bounds.min > 0) return { scale: "log", ...bounds };
  }
  if (decades < 2) {
    const all = mantissaTicks(min, max);
    const ticks = all.length > MOST_TICKS ? all.filter((tick) => !tick.toExponential().startsWith("2")) : all;
    return { scale: "log", min: all[0], max: all[all.length - 1], ticks };
  }
  const from = Math.floor(Math.log10(min) + 1e-9);
  const to = Math.ceil(Math.log10(max) - 1e-9);
  const step = Math.max(1, Math.ceil((to - from) / intervals));
  const ticks: number[] = [];
  for (let exponent = to; exponent >= from; exponent -= step) ticks.unshift(powerOfTen(exponent));
  return { scale: "log", min: powerOfTen(from), max: powerOfTen(to), ticks };
}

/** 1, 2 and 5 times powers of ten from the last not above `min` to the first not below `max`. */
function mantissaTicks(min: number, max: number): number[] {
  const first = Math.floor(Math.log10(min)) - 1;
  const last = Math.ceil(Math.log10(max)) + 1;
  const all: number[] = [];
  for (let exponent = first; exponent <= last; exponent++) {
    for (const mantissa of [1, 2, 5]) all.push(Number(`${mantissa}e${exponent}`));
  }
  const from = all.findLastIndex((tick) => tick <= min);
  const to = Math.max(
    from + 1,
    all.findIndex((tick) => tick >= max),
  );
  return all.slice(from, to + 1);
}

/** Exact for every exponent, which `10 ** exponent` is not. */
function powerOfTen(exponent: number): number {
  return Number(`1e${exponent}`);
}

/** Nice whole steps to label between `from` and `to`. */
export function stepTicks(from: number, to: number, intervals: number): number[] {
  const step = Math.max(1, niceStep(Math.max(to - from, 1e-9) / Math.max(1, intervals), NICE_STEPS));
  return multiples(from, to, step);
}

/** Powers of ten to label on a logarithmic axis of steps, and step 0 where it begins; as `stepTicks` where it spans less than two. */
export function logStepTicks(from: number, to: number, intervals: number): number[] {
  const first = Math.ceil(Math.log10(Math.max(1, from)) - 1e-9);
  const last = Math.floor(Math.log10(Math.max(1, to)) + 1e-9);
  if (last - first < 1) return stepTicks(from, to, intervals);
  const stride = Math.ceil((last - first + 1) / Math.max(1, intervals));
  const ticks: number[] = [];
  for (let exponent = last; exponent >= first; exponent -= stride) ticks.unshift(powerOfTen(exponent));
  return from <= 0 && stride === 1 ? [0, ...ticks] : ticks;
}

/**
 * The labels of an axis: plain between 0.001 and 99,999, else `1e-4`, without digits that say nothing. On a linear axis all
 * are of one form, that of the largest.
 */
export function tickLabels({ scale, ticks }: Pick<Axis, "scale" | "ticks">): string[] {
  const largest = Math.max(...ticks.map(Math.abs));
  return ticks.map((tick) => tickLabel(tick, isPlain(scale === "linear" ? largest : Math.abs(tick))));
}

/** Made once: making one takes longer than drawing a chart's labels. */
const plainNumber = new Intl.NumberFormat("en-US", { maximumFractionDigits: 7 });

function isPlain(size: number): boolean {
  return size >= 0.001 && size < 100_000;
}

function tickLabel(value: number, plain: boolean): string {
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (size === 0) return "0";
  const rounded = Number(size.toPrecision(4));
  if (plain) return sign + plainNumber.format(rounded);
  return sign + rounded.toExponential().replace("e+", "e");
}
