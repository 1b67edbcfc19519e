import { smoothedAt } from "../core/trace/smoothed";
import type { Trace } from "../core/trace/trace";
import type { WindowQuery, WindowReply } from "./panel";

/** More buckets than any screen has pixels; a reply is kept from growing without bound. */
const MAXIMUM_BUCKETS = 16_384;

/**
 * Curves for the panel, from memory that a worker may still be writing to. Steps beyond the rows that there are come back as
 * fewer points.
 *
 * @throws RangeError when the trace has no such column, or the query no such window or smoothing
 */
export function windowReply(trace: Trace, query: WindowQuery): WindowReply {
  const { run, columns, buckets, spacing, smoothing } = query;
  if (!Number.isInteger(buckets) || buckets < 1 || buckets > MAXIMUM_BUCKETS) {
    throw new RangeError(`A window has 1 to ${MAXIMUM_BUCKETS} buckets; asked for ${buckets}.`);
  }
  const rows = trace.rows;
  const to = clamp(query.to, 0, rows);
  const from = clamp(query.from, 0, to);
  const blocks: Float64Array[] = [];
  // The same for all columns.
  let steps: Float64Array = new Float64Array(0);
  for (const name of columns) {
    const envelope = trace.envelope(trace.columnIndex(name), from, to, buckets, spacing);
    blocks.push(envelope.steps, envelope.values, envelope.minimum, envelope.maximum);
    steps = envelope.steps;
  }
  for (const name of smoothing?.columns ?? []) {
    blocks.push(smoothedAt(trace, trace.columnIndex(name), steps, smoothing?.timeConstant ?? 1));
  }
  const points = steps.length;
  const data = new Float64Array(points * blocks.length);
  blocks.forEach((block, position) => {
    data.set(block, position * points);
  });
  return { run, rows, points, data: data.buffer };
}

function clamp(value: number, lowest: number, highest: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`A window's limits are numbers of steps; got ${value}.`);
  return Math.min(Math.max(Math.floor(value), lowest), highest);
}
