/** Whether buckets are equally long, or equally long on a logarithmic axis of steps. */
export type BucketSpacing = "linear" | "log";

/**
 * First rows of the buckets among which the rows `from` to `to` (exclusive) are shared out, and `to` at the end. Where there
 * are no more rows than buckets, every row is a bucket of its own. On a logarithmic axis, which begins at row 0 and counts
 * `row + 1`, early buckets would be shorter than a row: they are single rows, and there are fewer than `buckets`.
 */
export function bucketStarts(from: number, to: number, buckets: number, spacing: BucketSpacing): number[] {
  const rows = to - from;
  const points = Math.min(rows, buckets);
  if (spacing === "linear" || points === rows) {
    return Array.from({ length: points + 1 }, (_, bucket) => from + Math.floor((bucket * rows) / Math.max(1, points)));
  }
  const ratio = Math.log((to + 1) / (from + 1)) / points;
  const starts: number[] = [];
  for (let bucket = 0, next = from; bucket < points && next < to; bucket++) {
    const start = Math.floor((from + 1) * Math.exp(ratio * bucket)) - 1;
    if (start < next) continue;
    starts.push(start);
    next = start + 1;
  }
  return [...starts, to];
}
