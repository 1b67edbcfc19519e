import type { Precision } from "../../src/core/floatArray";

/** Numbers over all parameters, one row for each recorded update. */
type Rows = readonly (readonly number[])[];

/** The number that a recording means, which writes null for NaN. */
export const exactly: Readonly<Record<Precision, (recorded: number | null) => number>> = {
  float64: (recorded) => recorded ?? Number.NaN,
  // The decimals of a float32 are those that tell it from its neighbors, no more.
  float32: (recorded) => Math.fround(recorded ?? Number.NaN),
};

/** Largest deviation of parameters from the framework's numbers, relative to the largest value of the same parameter. */
export function worstDeviation(ours: Rows, theirs: Rows): number {
  const largest = theirs[0].map((_, column) => Math.max(...theirs.map((row) => Math.abs(row[column]) || 0)));
  const deviations = theirs.map((row, step) =>
    row.map((value, column) => deviation(ours[step][column], value, largest[column])),
  );
  return Math.max(...deviations.flat());
}

/** Of equal numbers, and of two NaN, 0; of one NaN, infinite. */
export function deviation(ours: number, theirs: number, unit: number): number {
  if (Object.is(ours, theirs) || ours === theirs) return 0;
  const relative = Math.abs((ours - theirs) / unit);
  return Number.isNaN(relative) ? Infinity : relative;
}

/** Largest deviation in units in the last place of the framework's float32. */
export function worstUnits(ours: readonly number[], theirs: readonly number[]): number {
  return Math.max(...theirs.map((value, i) => deviation(ours[i], value, float32Spacing(value))));
}

/** From a float32 to its next neighbor away from 0. */
function float32Spacing(value: number): number {
  return 2 ** Math.max(-149, Math.floor(Math.log2(Math.abs(value))) - 23);
}
