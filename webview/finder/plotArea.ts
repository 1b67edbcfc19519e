import { type Axis, linearAxis, logAxis } from "../charts/axis";

/** The inside of a drawing, in CSS pixels. */
export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Place of a value along an axis between two places; what lies beyond its ends is at them. */
export function placeOnAxis(value: number, { scale, min, max }: Axis, from: number, to: number): number {
  const share = scale === "log" ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  return from + Math.min(1, Math.max(0, share)) * (to - from);
}

/** Smaller losses count as 0: parts of them may not exist as numbers. */
const TINY = 1e-300;

/** An axis for losses: logarithmic where none is below 0, with those that are 0 at its lower end. */
export function lossAxis(losses: readonly number[]): Axis {
  const finite = losses.filter(Number.isFinite);
  if (finite.length === 0) return linearAxis(0, 1);
  const positive = finite.filter((loss) => loss > TINY);
  if (positive.length === 0 || finite.some((loss) => loss < 0))
    return linearAxis(Math.min(...finite), Math.max(...finite));
  return logAxis(Math.min(...positive), Math.max(...positive));
}

/** A logarithmic axis that ends at its values and not at the next round numbers; its labels are round. */
export function tightLogAxis(min: number, max: number, intervals: number): Axis {
  if (!(max > min)) return logAxis(min, min * 1.0001, intervals);
  const round = logAxis(min, max, intervals);
  return { scale: "log", min, max, ticks: round.ticks.filter((tick) => tick >= min && tick <= max) };
}
