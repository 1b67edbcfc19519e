/** Points along each side of the grids that follow one another, coarse first: twice as dense each time. */
const SIZES = [17, 33, 65, 129, 257] as const;
/** A grid that is expected to take no longer comes at once, in milliseconds; one that takes longer than the second does not come at all. */
const AT_ONCE = 60;
const TOO_LONG = 20_000;

/** The size of the first grid for another window. @param pace milliseconds a point took last; null where none was evaluated yet */
export function firstGridSize(pace: number | null): number {
  if (pace === null) return SIZES[0];
  return SIZES.findLast((size) => size * size * pace <= AT_ONCE) ?? SIZES[0];
}

/** The size of the grid after one; null where there is none, or it would take too long. */
export function nextGridSize(size: number, pace: number | null): number | null {
  const next = SIZES.find((each) => each > size) ?? null;
  return next !== null && next * next * (pace ?? 0) <= TOO_LONG ? next : null;
}
