import type { NoStableRate, StableRate } from "../core/stability/stableRate";
import type { PointOutcome } from "../core/sweep/pointOutcome";
import type { RateSpan } from "../core/sweep/rateGrid";

/** How far the work on a question is. */
export type SweepStatus = "running" | "finished" | "cancelled" | "failed";

/** A hyperparameter that a sweep can go through besides the learning rate. */
export interface SecondChoice {
  /** `betas[1]`, as `adjustables` names it. */
  readonly id: string;
  /** `β₂` */
  readonly label: string;
  readonly documentation: string;
}

/** The rows of a heat map. */
export interface SecondAxis extends SecondChoice {
  /** In rising order. */
  readonly values: readonly (number | boolean)[];
  /** Position of the run's own value. */
  readonly own: number;
}

/** All that the learning-rate finder shows. */
export interface FinderState {
  /** The run whose learning rate is looked for. */
  readonly run: string;
  readonly name: string;
  /** Problem, size and seed. */
  readonly problem: string;
  readonly steps: number;
  readonly status: SweepStatus;
  /** What failed, for `failed`. */
  readonly message: string | null;
  /** Whether the run has other numbers by now than those that were swept. */
  readonly stale: boolean;
  readonly span: RateSpan;
  /** Peak learning rates, in rising order. */
  readonly rates: readonly number[];
  /** Position of the run's own rate. */
  readonly ownRate: number;
  /** Whether a schedule moves the learning rate, so that a rate is that of its peak. */
  readonly isScheduled: boolean;
  readonly second: SecondAxis | null;
  /** What can be swept besides; empty where the source is gone. */
  readonly choices: readonly SecondChoice[];
  /** Rows of all rates, one a value of the second hyperparameter; null where a point is not evaluated yet. */
  readonly outcomes: readonly (PointOutcome | null)[];
  /** The final loss of the run's own point, which the others are asked when they reach; null before it is known, or where it diverged. */
  readonly targetLoss: number | null;
  /** Null until it is known. */
  readonly stable: StableRate | NoStableRate | null;
}

/** What the panel asks of the finder; news of it comes as `FinderState`. */
export type FinderRequest =
  | { readonly kind: "open"; readonly run: string; readonly span?: RateSpan; readonly second?: string | null }
  | { readonly kind: "cancel" }
  | { readonly kind: "close" }
  /** Makes a run of a point. @param rate and `second` are positions */
  | { readonly kind: "pick"; readonly rate: number; readonly second: number }
  /** Makes a run whose learning rate grows from the smallest rate of the sweep to the largest. */
  | { readonly kind: "rangeTest" };
