import { bucketStarts } from "../core/trace/bucketStarts";
import { smoothedAt } from "../core/trace/smoothed";
import type { Trace } from "../core/trace/trace";
import type { ReportCurves } from "../protocol/report";

/** Numbers that the curves of all runs of a report may have together: 12 megabytes, a third more in the page's text. */
const MOST_NUMBERS = 1_500_000;

/** Points of a run where not all of its rows have room: no more than anyone sees, and enough to see the shape however many runs there are. */
const MOST_POINTS = 4096;
const FEWEST_POINTS = 64;

/** How the rows of a report's runs are shared out among points. */
export interface ReportGrid {
  /** Numbers that a run may have. */
  readonly share: number;
  /** First rows of the buckets of runs that are reduced, by number of points. */
  readonly startsOf: (points: number) => readonly number[];
}

/**
 * Half of the points are evenly spaced, half of them on a logarithmic axis of steps; runs of different lengths have theirs at
 * the same steps, so that they can be read beside each other.
 *
 * @param steps that are points of their own in any case
 */
export function reportGrid(traces: readonly Trace[], steps: readonly number[]): ReportGrid {
  const rows = Math.max(0, ...traces.map((trace) => trace.rows));
  const ends = traces.map((trace) => Math.max(0, trace.rows - 1));
  const grids = new Map<number, readonly number[]>();
  return {
    share: MOST_NUMBERS / Math.max(1, traces.length),
    startsOf: (points) => {
      const known = grids.get(points);
      if (known !== undefined) return known;
      const half = Math.ceil(points / 2);
      const all = [...bucketStarts(0, rows, half, "linear"), ...bucketStarts(0, rows, half, "log"), ...ends, ...steps];
      const starts = [...new Set(all)].sort((one, other) => one - other);
      grids.set(points, starts);
      return starts;
    },
  };
}

/** @param smoothing time constant of the averages that are drawn; null without */
export function reportCurves(trace: Trace, grid: ReportGrid, smoothing: number | null): ReportCurves {
  // Where the run goes on, there are more from one moment to the next.
  const { rows, columns } = trace;
  const isWhole = rows * (columns.length + 1) <= grid.share;
  const starts = isWhole ? Array.from({ length: rows }, (_, row) => row) : reducedStarts(rows, columns.length, grid);
  const points = starts.length;
  const blocks: Float64Array[] = [Float64Array.from(starts)];
  columns.forEach((_, column) => {
    if (isWhole) {
      blocks.push(trace.column(column, 0, rows));
      return;
    }
    const { steps, values, minimum, maximum } = trace.envelopeAt(column, [...starts, rows]);
    blocks.push(values, minimum, maximum);
    if (smoothing !== null) blocks.push(smoothedAt(trace, column, steps, smoothing));
  });
  const data = Buffer.concat(
    blocks.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  );
  return { rows, points, columns, smoothing: isWhole ? null : smoothing, data: data.toString("base64") };
}

function reducedStarts(rows: number, columns: number, { share, startsOf }: ReportGrid): number[] {
  const room = Math.floor(share / (1 + 4 * columns));
  const points = Math.min(MOST_POINTS, Math.max(FEWEST_POINTS, room));
  const starts = startsOf(points).filter((row) => row < rows - 1);
  return [...starts, rows - 1];
}
