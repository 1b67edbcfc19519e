import type { PlanePath } from "../../src/core/landscape/pathTracing";
import type { PlanePoint } from "../../src/core/landscape/plane";
import type { PlaneWindow } from "../../src/core/landscape/planeWindow";
import type { PlotArea } from "../finder/plotArea";
import { placeOf } from "./planeView";

/** Points nearer to the last than this add nothing to see, in CSS pixels. */
const NEAR = 0.75;
/** Far outside, in widths of the plot: large numbers make lines that browsers draw wrongly. */
const FAR = 20;

/** A path as the data of an SVG path. */
export function pathShape(path: PlanePath, window: PlaneWindow, area: PlotArea): string {
  const parts: string[] = [];
  let last: PlanePoint | null = null;
  const reach = FAR * (area.right - area.left);
  const end = path.x.length - 1;
  for (let i = 0; i <= end; i++) {
    const { x, y } = placeOf({ x: path.x[i], y: path.y[i] }, window, area);
    if (last !== null && i < end && Math.abs(x - last.x) + Math.abs(y - last.y) < NEAR) continue;
    if (!(Math.abs(x) < reach && Math.abs(y) < reach)) {
      if (last !== null && Number.isFinite(x) && Number.isFinite(y)) parts.push(lineTo(towards(last, { x, y }, reach)));
      // What comes back from there begins anew.
      last = null;
      continue;
    }
    parts.push(`${last === null ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`);
    last = { x, y };
  }
  return parts.join("");
}

/** Position of the point of a path that is nearest to a step. */
export function pointOfStep({ steps }: PlanePath, step: number): number {
  const after = steps.findIndex((each) => each >= step);
  if (after < 0) return steps.length - 1;
  return after > 0 && step - steps[after - 1] < steps[after] - step ? after - 1 : after;
}

/** Position of the point of a path that lies nearest to a place on the screen, where that is within reach. */
export function pointNearPlace(
  path: PlanePath,
  place: PlanePoint,
  window: PlaneWindow,
  area: PlotArea,
  reach: number,
): number | null {
  let nearest: number | null = null;
  let least = reach * reach;
  for (let i = 0; i < path.x.length; i++) {
    const { x, y } = placeOf({ x: path.x[i], y: path.y[i] }, window, area);
    const distance = (x - place.x) ** 2 + (y - place.y) ** 2;
    if (distance > least) continue;
    least = distance;
    nearest = i;
  }
  return nearest;
}

/** The point on the way to another, no further than the reach. */
function towards(from: PlanePoint, to: PlanePoint, reach: number): PlanePoint {
  const share = Math.min(1, reach / Math.hypot(to.x - from.x, to.y - from.y));
  return { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
}

function lineTo({ x, y }: PlanePoint): string {
  return `L${x.toFixed(1)} ${y.toFixed(1)}`;
}
