import type { Envelope } from "../../src/core/trace/envelope";

/** A point as Chart.js draws it; NaN interrupts the line. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * One line through first value, minimum and maximum of every bucket, so that no spike is lost however many steps fall on a
 * pixel. A bucket of a single value gives a single point: zoomed in, the line goes through the true steps.
 *
 * Of minimum and maximum the one nearer to where the next bucket begins is visited last, which keeps the line from
 * crossing itself.
 *
 * @param place maps a finite value to where it is drawn, for example no lower than the edge of a logarithmic axis
 */
export function polyline(envelope: Envelope, place: (value: number) => number = (value) => value): Point[] {
  const { steps, values, minimum, maximum } = envelope;
  const points: Point[] = [];
  for (let bucket = 0; bucket < steps.length; bucket++) {
    const x = steps[bucket];
    const first = values[bucket];
    points.push({ x, y: Number.isFinite(first) ? place(first) : Number.NaN });
    const low = minimum[bucket];
    const high = maximum[bucket];
    if (low > high || (low === high && low === first)) continue;
    const next = values[bucket + 1] ?? first;
    const downLast = Math.abs(next - low) < Math.abs(next - high);
    const extremes = downLast ? [high, low] : [low, high];
    for (const extreme of extremes) {
      if (extreme !== points[points.length - 1].y) points.push({ x, y: place(extreme) });
    }
  }
  return points;
}

/**
 * A line through some of the values themselves, each at its step: every `stride`th bucket's first. What lies between is for
 * the band behind it to show; the last bucket is drawn whole, so that the line ends where the series does.
 */
export function sampledLine(
  envelope: Envelope,
  stride: number,
  place: (value: number) => number = (value) => value,
): Point[] {
  const { steps, values } = envelope;
  const points: Point[] = [];
  for (let bucket = 0; bucket < steps.length - 1; bucket++) {
    const value = values[bucket];
    const hasValue = Number.isFinite(value);
    if (bucket % stride !== 0 && hasValue) continue;
    points.push({ x: steps[bucket], y: hasValue ? place(value) : Number.NaN });
  }
  const last: Envelope = {
    steps: steps.subarray(-1),
    values: values.subarray(-1),
    minimum: envelope.minimum.subarray(-1),
    maximum: envelope.maximum.subarray(-1),
  };
  return [...points, ...polyline(last, place)];
}

/** A line through averages, each at the step where its bucket begins. */
export function averageLine(
  steps: Float64Array,
  averages: Float64Array,
  place: (value: number) => number = (value) => value,
): Point[] {
  return Array.from(steps, (x, bucket) => {
    const average = averages[bucket];
    return { x, y: Number.isFinite(average) ? place(average) : Number.NaN };
  });
}

/** One edge of a band: the extreme of every bucket. */
export function edge(
  envelope: Envelope,
  side: "minimum" | "maximum",
  place: (value: number) => number = (value) => value,
): Point[] {
  return Array.from(envelope.steps, (x, bucket) => {
    const extreme = envelope[side][bucket];
    return { x, y: Number.isFinite(extreme) ? place(extreme) : Number.NaN };
  });
}
