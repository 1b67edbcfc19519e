import type { PointOutcome } from "../../src/core/sweep/pointOutcome";
import type { Axis } from "../charts/axis";
import { lossAxis, type PlotArea, placeOnAxis, tightLogAxis } from "./plotArea";

/** Losses are drawn up to so many times the first one; higher ones lie on the edge. */
const HIGHEST = 10;

/** A point of the curve as it is drawn. */
export interface CurvePoint {
  /** Position of its learning rate. */
  readonly index: number;
  readonly x: number;
  readonly y: number;
  /** `above`: the loss is beyond the upper edge. */
  readonly kind: "inside" | "above" | "diverged";
}

export interface CurveLayout {
  readonly x: Axis;
  readonly y: Axis;
  /** Of the points that are known, in order. */
  readonly points: readonly CurvePoint[];
  /** Points that follow each other without one between them that diverged or lies above, as lines. */
  readonly lines: readonly (readonly CurvePoint[])[];
  /** Of a learning rate. */
  place(rate: number): number;
  /** The rate nearest to a place. */
  nearest(x: number): number;
}

/** Where the final losses of a row of learning rates lie. @param outcomes null where a point is not known yet */
export function layOutCurve(
  rates: readonly number[],
  outcomes: readonly (PointOutcome | null)[],
  area: PlotArea,
): CurveLayout {
  const x = tightLogAxis(rates[0], rates[rates.length - 1], Math.max(2, Math.floor((area.right - area.left) / 80)));
  const first = outcomes.find((outcome) => outcome !== null)?.firstLoss ?? Number.NaN;
  const ceiling = first > 0 ? first * HIGHEST : Number.POSITIVE_INFINITY;
  const isDrawn = (outcome: PointOutcome) => outcome.divergedAt === null && outcome.finalLoss <= ceiling;
  const y = lossAxis(outcomes.flatMap((outcome) => (outcome && isDrawn(outcome) ? [outcome.finalLoss] : [])));
  const place = (rate: number) => placeOnAxis(rate, x, area.left, area.right);
  const points = outcomes.flatMap((outcome, index): CurvePoint[] => {
    if (outcome === null) return [];
    if (!isDrawn(outcome)) {
      const kind = outcome.divergedAt === null ? "above" : "diverged";
      return [{ index, x: place(rates[index]), y: area.top, kind }];
    }
    const own = placeOnAxis(outcome.finalLoss, y, area.bottom, area.top);
    return [{ index, x: place(rates[index]), y: own, kind: "inside" }];
  });
  const lines: CurvePoint[][] = [];
  for (const [position, point] of points.entries()) {
    if (point.kind !== "inside") continue;
    if (points[position - 1]?.kind === "inside") lines[lines.length - 1].push(point);
    else lines.push([point]);
  }
  const nearest = (to: number) =>
    rates.reduce(
      (best, rate, index) => (Math.abs(place(rate) - to) < Math.abs(place(rates[best]) - to) ? index : best),
      0,
    );
  return { x, y, points, lines, place, nearest };
}
