/** The percentiles that are recorded of a quantity of many parameters: names as in the trace's columns, and shares of the parameters. */
export const PERCENTILES = [
  { name: "min", share: 0 },
  { name: "p5", share: 0.05 },
  { name: "p25", share: 0.25 },
  { name: "p50", share: 0.5 },
  { name: "p75", share: 0.75 },
  { name: "p95", share: 0.95 },
  { name: "max", share: 1 },
] as const;

/**
 * Writes the `PERCENTILES` of the first `count` values to `into`, from `at` on. Each is one of the values, the one of nearest rank, and exact; NaN
 * counts as larger than all. Runs at every step, so it allocates nothing.
 *
 * @param values in any order; reordered
 * @param count at least 1
 */
export function percentilesOf(values: Float64Array, count: number, into: Float64Array, at: number): void {
  const numbers = moveNaNsLast(values, count);
  selectRanks(values, count, 0, PERCENTILES.length - 1, 0, numbers - 1);
  for (let index = 0; index < PERCENTILES.length; index++) {
    const rank = rankOf(index, count);
    into[at + index] = rank < numbers ? values[rank] : Number.NaN;
  }
}

function rankOf(percentile: number, count: number): number {
  return Math.round(PERCENTILES[percentile].share * (count - 1));
}

/** Puts the values of the percentiles from `first` to `last` in their places, the middle one first: it halves the work for those on its sides. */
function selectRanks(
  values: Float64Array,
  count: number,
  first: number,
  last: number,
  left: number,
  right: number,
): void {
  if (first > last || left >= right) return;
  const middle = (first + last) >> 1;
  const rank = rankOf(middle, count);
  if (rank >= left && rank <= right) select(values, left, right, rank);
  selectRanks(values, count, first, middle - 1, left, Math.min(right, rank - 1));
  selectRanks(values, count, middle + 1, last, Math.max(left, rank + 1), right);
}

/** @returns the number of values that are no NaN */
function moveNaNsLast(values: Float64Array, count: number): number {
  let numbers = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i];
    if (Number.isNaN(value)) continue;
    values[i] = values[numbers];
    values[numbers++] = value;
  }
  return numbers;
}

/** Reorders the values from `left` to `right` so that the one of rank `place` stands there, with no larger before and no smaller behind it (Hoare 1961, "Find"). */
function select(values: Float64Array, left: number, right: number, place: number): void {
  while (left < right) {
    const pivot = median(values[left], values[(left + right) >> 1], values[right]);
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i > j) break;
      const value = values[i];
      values[i++] = values[j];
      values[j--] = value;
    }
    if (place <= j) right = j;
    else if (place >= i) left = i;
    else return;
  }
}

function median(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
