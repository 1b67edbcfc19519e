/** What is kept of a run that keeps no trace: one point of a sweep, or one trial of a search. */
export interface PointOutcome {
  /** Updates made: fewer than asked for where the run met infinity or NaN. */
  readonly steps: number;
  readonly firstLoss: number;
  /** Mean over the last tenth of the steps asked for, since the loss of one batch says little; NaN or ∞ where it became so. */
  readonly finalLoss: number;
  /** The smallest loss of any step; NaN where there was none. */
  readonly bestLoss: number;
  /** The step from which on the loss was never again as low as at the start, or became infinite or NaN; null where the run did not diverge. */
  readonly divergedAt: number | null;
  /** The first step with a loss as low as the one that was asked for; null where it was not reached, or none was asked for. */
  readonly reachedAt: number | null;
  /** Means of the loss over stretches of `curveStride` steps; absent where no curve was asked for. */
  readonly curve?: Float64Array;
}

/** What to take note of while a point is evaluated. */
export interface PointQuestion {
  /** The loss whose first step is wanted. */
  readonly targetLoss?: number;
  /** The most points of a curve; absent for none. */
  readonly curvePoints?: number;
}

/** Steps that one point of a curve stands for. */
export function curveStride(steps: number, curvePoints: number): number {
  return Math.max(1, Math.ceil(steps / curvePoints));
}
