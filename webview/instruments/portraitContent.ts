import type { RunSummary } from "../../src/protocol/panel";
import { type Axis, linearAxis } from "../charts/axis";
import type { ChartSettings } from "../charts/chartContent";
import { stretchOf } from "../compare/alignment";
import { type Curves, envelopeOf } from "../data/curves";
import type { PortraitAxes } from "./portraitAxes";

/** Where the path is at one step. */
export interface PathPoint {
  readonly step: number;
  readonly x: number;
  readonly y: number;
}

/** A path through the plane of two series. */
export interface PortraitContent {
  readonly axes: PortraitAxes;
  readonly x: Axis;
  readonly y: Axis;
  /** True steps, the first of each bucket, in order; those with values that are not finite are left out. */
  readonly points: readonly PathPoint[];
}

/** The path of a followed parameter over the steps that the charts show. */
export function portraitContent(
  run: RunSummary | undefined,
  axes: PortraitAxes,
  curves: Readonly<Record<string, Curves>>,
  { range, places }: Pick<ChartSettings, "range" | "places">,
): PortraitContent {
  const own = run && curves[run.id];
  const horizontal = own && envelopeOf(own, axes.x);
  const vertical = own && envelopeOf(own, axes.y);
  const points: PathPoint[] = [];
  if (run && horizontal && vertical) {
    const stretch = stretchOf(places, run);
    horizontal.steps.forEach((step, bucket) => {
      const point = { step, x: horizontal.values[bucket], y: vertical.values[bucket] };
      const isShown = step * stretch >= range.from && step * stretch <= range.to;
      if (isShown && Number.isFinite(point.x) && Number.isFinite(point.y)) points.push(point);
    });
  }
  return { axes, points, x: axisOf(points.map(({ x }) => x)), y: axisOf(points.map(({ y }) => y)) };
}

/** Axes end short of what a double can hold, where differences of their bounds would overflow. */
const LARGEST = 1e300;

function axisOf(values: readonly number[]): Axis {
  if (values.length === 0) return linearAxis(0, 1);
  const bounded = values.map((value) => Math.min(LARGEST, Math.max(-LARGEST, value)));
  return linearAxis(
    bounded.reduce((least, value) => Math.min(least, value)),
    bounded.reduce((most, value) => Math.max(most, value)),
  );
}

/** The point that is nearest to a step; null without any. */
export function pointAt(points: readonly PathPoint[], step: number): PathPoint | null {
  return points.reduce<PathPoint | null>(
    (best, point) => (best === null || Math.abs(point.step - step) < Math.abs(best.step - step) ? point : best),
    null,
  );
}
