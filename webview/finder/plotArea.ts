import { type Axis, linearAxis, logAxis } from "../charts/axis";

/** The inside of a drawing, in CSS pixels. */
export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Place of a value along an axis between two places. */
export function placeOnAxis(value: number, { scale, min, max }: Axis, from: number, to: number): number {
  const share = scale === "log" ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  return from + share * (to - from);
}

/** An axis for losses: logarithmic where all are above 0. */
export function lossAxis(losses: readonly number[]): Axis {
  const finite = losses.filter(Number.isFinite);
  if (finite.length === 0) return linearAxis(0, 1);
  const [min, max] = [Math.min(...finite), Math.max(...finite)];
  return min > 0 ? logAxis(min, max) : linearAxis(min, max);
}

/** A logarithmic axis that ends at its values and not at the next round numbers; its labels are round. */
export function tightLogAxis(min: number, max: number, intervals: number): Axis {
  if (!(max > min)) return logAxis(min, min * 1.0001, intervals);
  const round = logAxis(min, max, intervals);
  return { scale: "log", min, max, ticks: round.ticks.filter((tick) => tick >= min && tick <= max) };
}
