/** The middle of some values, of which infinite ones and NaN are left out; NaN of none. */
export function median(values: ArrayLike<number>): number {
  const finite = Float64Array.from(values).filter(Number.isFinite).sort();
  if (finite.length === 0) return Number.NaN;
  const middle = finite.length >> 1;
  return finite.length % 2 === 1 ? finite[middle] : (finite[middle - 1] + finite[middle]) / 2;
}

/** At most so many values of a window are looked at, evenly spread. */
const MOST_SAMPLES = 2000;

/** The median over a part of a series, by shares of its length: from 0.9 to 1 is its last tenth, and at least one value. */
export function medianOfShare(series: Float64Array, from: number, to: number): number {
  const end = Math.max(1, Math.round(to * series.length));
  const begin = Math.min(end - 1, Math.floor(from * series.length));
  const stride = Math.ceil((end - begin) / MOST_SAMPLES);
  const samples = [];
  for (let i = begin; i < end; i += stride) samples.push(series[i]);
  return median(samples);
}

/** The longest stretch of entries that are as they should be: its first and the one after its last. */
export function longestStretch(length: number, holds: (index: number) => boolean): { from: number; to: number } {
  let longest = { from: 0, to: 0 };
  let from = 0;
  for (let i = 0; i <= length; i++) {
    if (i < length && holds(i)) continue;
    if (i - from > longest.to - longest.from) longest = { from, to: i };
    from = i + 1;
  }
  return longest;
}

/** How many entries are as they should be, and the first; -1 where there is none. */
export function countWhere(series: Float64Array, holds: (value: number) => boolean): { count: number; first: number } {
  let count = 0;
  let first = -1;
  for (let i = 0; i < series.length; i++) {
    if (!holds(series[i])) continue;
    if (count === 0) first = i;
    count++;
  }
  return { count, first };
}
