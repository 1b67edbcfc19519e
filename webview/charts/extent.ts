import type { Envelope } from "../../src/core/trace/envelope";
import type { StepRange } from "./stepRange";

/** What an axis has to hold of some series. */
export interface Extent {
  readonly min: number;
  readonly max: number;
  /** Smallest value above 0; +∞ without one. */
  readonly minPositive: number;
  /** How far down a logarithmic axis reaches to show what is of interest; +∞ without a value above 0. */
  readonly reach: number;
  /** Whether some value is 0 or less. */
  readonly hasNonPositive: boolean;
}

export const EMPTY_EXTENT: Extent = {
  min: Infinity,
  max: -Infinity,
  minPositive: Infinity,
  reach: Infinity,
  hasNonPositive: false,
};

/**
 * A logarithmic axis reaches this far below the largest value of a series, but as far as where the series begins. A loss
 * that falls to 1e-302 would otherwise be a straight line with all that is of interest in its first pixels.
 */
const FARTHEST = 1e20;

/** The extent with the finite values of a series between two steps. */
export function widen(extent: Extent, { steps, values, minimum, maximum }: Envelope, range: StepRange): Extent {
  let { min, max, minPositive, hasNonPositive } = extent;
  let first = Infinity;
  let ownMax = -Infinity;
  let ownMinPositive = Infinity;
  for (let bucket = 0; bucket < steps.length; bucket++) {
    if (steps[bucket] < range.from - 1 || steps[bucket] > range.to + 1) continue;
    const low = minimum[bucket];
    const high = maximum[bucket];
    if (low > high) continue;
    if (low < min) min = low;
    if (high > ownMax) ownMax = high;
    if (low <= 0) hasNonPositive = true;
    if (first === Infinity && values[bucket] > 0) first = values[bucket];
    // A bucket that reaches below 0 hides how small its positive values are; its first and its largest are known.
    for (const value of [low, values[bucket], high]) {
      if (value > 0 && value < ownMinPositive) ownMinPositive = value;
    }
  }
  max = Math.max(max, ownMax);
  minPositive = Math.min(minPositive, ownMinPositive);
  const reach = Math.min(extent.reach, first, Math.max(ownMinPositive, ownMax / FARTHEST));
  return { min, max, minPositive, reach, hasNonPositive };
}

/** The extent without what is larger than a magnitude. */
export function within(extent: Extent, largest: number): Extent {
  if (isEmpty(extent)) return extent;
  return {
    ...extent,
    min: Math.min(largest, Math.max(extent.min, -largest)),
    max: Math.max(-largest, Math.min(extent.max, largest)),
    minPositive: extent.minPositive === Infinity ? Infinity : Math.min(extent.minPositive, largest),
    // A series that begins at 1 and ends at 1e300 reaches down to where it begins.
    reach: extent.reach === Infinity ? Infinity : Math.min(extent.reach, largest),
  };
}

/** Whether there is anything finite to show. */
export function isEmpty(extent: Extent): boolean {
  return extent.min > extent.max;
}
