/** A run's losses, one a step: the loss where the step's gradient was taken, which is before its update. */
export interface LossSeries {
  /** Number of steps that there are. */
  readonly rows: number;
  /** The losses of the steps `from` to `to` (exclusive). */
  block(from: number, to: number): Float64Array;
}

/** How well a run did, in numbers that compare it with others on the same problem. */
export interface LossMeasures {
  /** The loss of the last step; NaN or ±∞ where that is not finite. */
  readonly final: number;
  /** The smallest finite loss, and the first step that has it; null where none is finite. */
  readonly best: { readonly loss: number; readonly step: number } | null;
  /** Number of updates after which the loss is at or below the target for the first time; null where it never is. */
  readonly stepsToTarget: number | null;
  /**
   * Area under the curve of the loss from step 0 to the last step that all compared runs have, by the trapezoidal rule: the sum of
   * (lossₜ + lossₜ₊₁) / 2. NaN or infinite where one of these losses is; 0 for a single step.
   */
  readonly area: number;
}

export interface LossQuestion {
  /** The loss to be reached; null asks for none. */
  readonly target: number | null;
  /** Number of steps, from the first on, that all compared runs have: the area is that under these. */
  readonly sharedRows: number;
}

/** Losses that are looked at together. */
const BLOCK = 65_536;

/** The measures of a run's losses, from one pass over them; null where there are none. */
export function lossMeasures(series: LossSeries, { target, sharedRows }: LossQuestion): LossMeasures | null {
  const { rows } = series;
  if (rows === 0) return null;
  let best: LossMeasures["best"] = null;
  let stepsToTarget: number | null = null;
  let area = 0;
  let last = Number.NaN;
  for (let from = 0; from < rows; from += BLOCK) {
    const losses = series.block(from, Math.min(rows, from + BLOCK));
    for (let index = 0; index < losses.length; index++) {
      const step = from + index;
      const loss = losses[index];
      if (step > 0 && step < sharedRows) area += (last + loss) / 2;
      if (Number.isFinite(loss) && (best === null || loss < best.loss)) best = { loss, step };
      if (stepsToTarget === null && target !== null && loss <= target) stepsToTarget = step;
      last = loss;
    }
  }
  return { final: last, best, stepsToTarget, area };
}
