/** Share of the points below the lowest level: what single points come down to depends on where they happen to lie. */
const BELOW_ALL = 0.002;
const MOST_COUNTED = 5000;
/** Decades that are told apart above a minimum that is known, and above one that is only the smallest loss seen, which the next look may undercut. */
const KNOWN_DECADES = 8;
const SEEN_DECADES = 4;
/** From this ratio of the largest to the smallest height on, levels are spaced by ratios. */
const WIDE = 30;
/** Numbers of evenly spaced levels to aim at. */
const INTERVALS = 12;
const NICE = [1, 2, 5, 10];

/** The losses at which contours are drawn. */
export interface ContourLevels {
  /** In rising order. */
  readonly levels: readonly number[];
  /** The loss that they are logarithmic above; null where they are evenly spaced. */
  readonly base: number | null;
}

/**
 * Round levels for some losses: by ratios of their height above the minimum where that spans much, else evenly.
 *
 * @param minimum the smallest loss that there is, where it is known
 */
export function contourLevels(losses: ArrayLike<number>, minimum: number | null): ContourLevels {
  let lowest = Infinity;
  let highest = -Infinity;
  for (let i = 0; i < losses.length; i++) {
    if (!Number.isFinite(losses[i])) continue;
    lowest = Math.min(lowest, losses[i]);
    highest = Math.max(highest, losses[i]);
  }
  if (!(highest > lowest)) return { levels: [], base: null };
  const base = minimum ?? lowest;
  const isSigned = minimum === null && lowest < 0 && highest > 0;
  if (!isSigned) {
    const height = highest - base;
    const floor = height * 10 ** -(minimum === null ? SEEN_DECADES : KNOWN_DECADES);
    const smallest = Math.max(floor, lowHeight(losses, base));
    if (height > WIDE * smallest) return { levels: roundBetween(smallest, height).map((level) => base + level), base };
  }
  return { levels: evenly(lowest, highest), base: null };
}

/** Position of a loss among the levels: the number of those that are not above it. */
export function bandOf(loss: number, levels: readonly number[]): number {
  let low = 0;
  let high = levels.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (levels[middle] <= loss) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The height above which all but the lowest points lie, by some of many. */
function lowHeight(losses: ArrayLike<number>, base: number): number {
  const heights: number[] = [];
  const stride = Math.max(1, Math.floor(losses.length / MOST_COUNTED));
  for (let i = 0; i < losses.length; i += stride) {
    if (losses[i] > base && losses[i] < Infinity) heights.push(losses[i] - base);
  }
  return Float64Array.from(heights).sort()[Math.floor(BELOW_ALL * heights.length)] ?? Infinity;
}

/** Powers of ten, and round numbers between them where there are few. */
function roundBetween(from: number, to: number): number[] {
  const decades = Math.log10(to / from);
  const mantissas = decades > 6 ? [1] : decades > 3 ? [1, 3] : [1, 2, 5];
  const levels: number[] = [];
  for (let exponent = Math.floor(Math.log10(from)); exponent <= Math.ceil(Math.log10(to)); exponent++) {
    for (const mantissa of mantissas) levels.push(Number(`${mantissa}e${exponent}`));
  }
  return levels.filter((level) => level > from && level < to);
}

function evenly(from: number, to: number): number[] {
  const least = (to - from) / INTERVALS;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * (NICE.find((mantissa) => mantissa * power >= least * (1 - 1e-9)) ?? 10);
  const levels: number[] = [];
  for (let k = Math.floor(from / step) + 1; k * step < to; k++) levels.push(Number((k * step).toPrecision(12)));
  return levels;
}
