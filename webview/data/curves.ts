import type { Envelope } from "../../src/core/trace/envelope";
import type { WindowQuery, WindowReply } from "../../src/protocol/panel";

/** Curves of one run at the resolution of the screen. */
export interface Curves {
  readonly columns: readonly string[];
  /** Those that are smoothed; absent without any. */
  readonly smoothed?: readonly string[];
  /** The steps asked for, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** Rows of the trace when they were read. */
  readonly rows: number;
  readonly points: number;
  /** As in `WindowReply`. */
  readonly data: Float64Array;
}

const ARRAYS_PER_COLUMN = 4;

/**
 * Puts a reply together with the query that it answers.
 *
 * @throws Error when the reply is not of the size that it claims
 */
export function curvesFromReply(query: WindowQuery, reply: WindowReply): Curves {
  const { columns, from, to } = query;
  const smoothed = query.smoothing?.columns ?? [];
  const data = new Float64Array(reply.data);
  const expected = (columns.length * ARRAYS_PER_COLUMN + smoothed.length) * reply.points;
  if (data.length !== expected) {
    const series = `${columns.length} series${smoothed.length > 0 ? `, ${smoothed.length} of them smoothed,` : ""}`;
    throw new Error(`Curves of ${series} with ${reply.points} points are ${expected} numbers; got ${data.length}.`);
  }
  return { columns, smoothed, from, to, rows: reply.rows, points: reply.points, data };
}

/** The series of one column; null where it was not asked for. */
export function envelopeOf(curves: Curves, column: string): Envelope | null {
  const index = curves.columns.indexOf(column);
  if (index < 0) return null;
  const { points, data } = curves;
  const block = (array: number) => {
    const start = (index * ARRAYS_PER_COLUMN + array) * points;
    return data.subarray(start, start + points);
  };
  return { steps: block(0), values: block(1), minimum: block(2), maximum: block(3) };
}

/** A column's average where each bucket begins; null where it is not smoothed. */
export function smoothedOf({ columns, smoothed = [], points, data }: Curves, column: string): Float64Array | null {
  const index = smoothed.indexOf(column);
  if (index < 0) return null;
  const start = (columns.length * ARRAYS_PER_COLUMN + index) * points;
  return data.subarray(start, start + points);
}

/** Index of the last bucket that begins at or before `step`; −1 before the first. */
export function bucketAt(steps: Float64Array, step: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (steps[middle] <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The value at a step, where a bucket begins there and so the value is known; else null. */
export function valueAt(curves: Curves, column: string, step: number): number | null {
  const envelope = envelopeOf(curves, column);
  if (envelope === null) return null;
  const bucket = bucketAt(envelope.steps, step);
  return bucket >= 0 && envelope.steps[bucket] === step ? envelope.values[bucket] : null;
}

/** The last step whose values are known; null without any. */
export function lastKnownStep(curves: Curves | undefined): number | null {
  return curves === undefined || curves.points === 0 ? null : curves.data[curves.points - 1];
}

/** The step nearest to a place on the x axis among those whose values are known; null without any. */
export function nearestKnownStep(curves: Curves, place: number): number | null {
  if (curves.points === 0) return null;
  const steps = curves.data.subarray(0, curves.points);
  const before = bucketAt(steps, place);
  if (before < 0) return steps[0];
  if (before + 1 === steps.length) return steps[before];
  return place - steps[before] <= steps[before + 1] - place ? steps[before] : steps[before + 1];
}
