import { bucketStarts } from "../../src/core/trace/bucketStarts";
import { smoothedAt } from "../../src/core/trace/smoothed";
import type { WindowQuery, WindowReply } from "../../src/protocol/panel";
import type { ReportCurves } from "../../src/protocol/report";
import { bucketAt } from "../data/curves";
import { bytesOf } from "./downloads";

/** One column at the points of a report. */
interface Series {
  readonly values: Float64Array;
  readonly minimum: Float64Array;
  readonly maximum: Float64Array;
  /** Null where there is none among the points. */
  readonly average: Float64Array | null;
}

/** The curves of a run as a report page holds them, answering what the charts ask of a trace. */
export class ReportedCurves {
  /** Whether every row of the trace is a point. */
  readonly isWhole: boolean;
  private readonly steps: Float64Array;
  private readonly series: ReadonlyMap<string, Series>;

  /** @throws Error where there are not as many numbers as the report claims */
  constructor(private readonly curves: ReportCurves) {
    const { columns, points, rows, smoothing } = curves;
    this.isWhole = points === rows;
    const arrays = this.isWhole ? 1 : smoothing === null ? 3 : 4;
    const bytes = bytesOf(curves.data);
    const expected = (1 + arrays * columns.length) * points * Float64Array.BYTES_PER_ELEMENT;
    if (bytes.length !== expected) {
      throw new Error(
        `Curves of ${columns.length} series at ${points} points are ${expected} bytes; got ${bytes.length}.`,
      );
    }
    const data = new Float64Array(bytes.buffer);
    const block = (index: number) => data.subarray(index * points, (index + 1) * points);
    this.steps = block(0);
    this.series = new Map(
      columns.map((name, column) => {
        const first = 1 + column * arrays;
        const values = block(first);
        if (this.isWhole) return [name, { values, minimum: values, maximum: values, average: null }];
        const average = smoothing === null ? null : block(first + 3);
        return [name, { values, minimum: block(first + 1), maximum: block(first + 2), average }];
      }),
    );
  }

  /** Values of all columns at a step, in the order of the columns. @throws RangeError where no point is there */
  row(step: number): readonly number[] {
    const point = bucketAt(this.steps, step);
    if (this.steps[point] !== step) throw new RangeError(`This page has no values of step ${step}.`);
    return [...this.series.values()].map(({ values }) => values[point]);
  }

  /** As `windowReply` answers from a trace, at the points that there are. @throws RangeError where there is no such column or average */
  window({ run, columns, from, to, buckets, spacing = "linear", smoothing }: WindowQuery): WindowReply {
    const { rows } = this.curves;
    const groups = this.groups(from, Math.min(to, rows), buckets, spacing);
    const blocks = columns.flatMap((name) => {
      const { values, minimum, maximum } = this.get(name);
      return [
        groups.map(([first]) => this.steps[first]),
        groups.map(([first]) => values[first]),
        groups.map(([first, end]) => extreme(minimum, first, end, Math.min, Number.POSITIVE_INFINITY)),
        groups.map(([first, end]) => extreme(maximum, first, end, Math.max, Number.NEGATIVE_INFINITY)),
      ];
    });
    for (const name of smoothing?.columns ?? []) {
      const averages = this.averages(name, groups, smoothing?.timeConstant ?? 1);
      blocks.push([...averages]);
    }
    return { run, rows, points: groups.length, data: Float64Array.from(blocks.flat()).buffer };
  }

  /** Stretches of points, `end` exclusive: those whose buckets reach into the window, no more than there are buckets. */
  private groups(from: number, to: number, buckets: number, spacing: "linear" | "log"): (readonly [number, number])[] {
    const first = Math.max(0, bucketAt(this.steps, from));
    const end = bucketAt(this.steps, to - 1) + 1;
    if (end - first <= buckets)
      return Array.from({ length: end - first }, (_, point) => [first + point, first + point + 1]);
    const starts = bucketStarts(this.steps[first], to, buckets, spacing);
    const groups: [number, number][] = [];
    for (let point = first, bucket = 0; point < end; point++) {
      if (groups.length > 0 && this.steps[point] < starts[bucket]) {
        groups[groups.length - 1][1] = point + 1;
        continue;
      }
      groups.push([point, point + 1]);
      while (bucket < starts.length - 1 && starts[bucket] <= this.steps[point]) bucket++;
    }
    return groups;
  }

  private averages(name: string, groups: readonly (readonly [number, number])[], timeConstant: number): Float64Array {
    const { values, average } = this.get(name);
    const points = Float64Array.from(groups, ([first]) => first);
    if (this.isWhole)
      return smoothedAt({ column: (_, from, to) => values.subarray(from, to) }, 0, points, timeConstant);
    if (average === null || timeConstant !== this.curves.smoothing) {
      throw new RangeError(`This page has no average of ${name} over ${timeConstant} steps.`);
    }
    return points.map((point) => average[point]);
  }

  private get(name: string): Series {
    const series = this.series.get(name);
    if (series === undefined) throw new RangeError(`This page has no series ${name}.`);
    return series;
  }
}

/** The smallest or largest finite value of some points. */
function extreme(
  of: Float64Array,
  first: number,
  end: number,
  choose: (one: number, other: number) => number,
  none: number,
): number {
  return of.subarray(first, end).reduce((best, value) => (Number.isFinite(value) ? choose(best, value) : best), none);
}
