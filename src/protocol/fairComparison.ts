import type { Spread, TuningResult } from "../core/sweep/rateTuning";
import type { SweepStatus } from "./finder";

/** What every optimizer of a fair comparison is given, the same for all. */
export interface FairBudget {
  /** Learning rates that are drawn and tried. */
  readonly trials: number;
  /** Seeds for each of them. */
  readonly tuningSeeds: number;
  /** Other seeds, with which the best is then made again. */
  readonly seeds: number;
  /** Ends of the log-uniform search. */
  readonly from: number;
  readonly to: number;
}

/** Some seeds of an optimizer with one learning rate. */
export interface FairRuns {
  readonly rate: number;
  /** Seeds that diverged, which are not in the numbers below. */
  readonly diverged: number;
  readonly finalLoss: Spread;
  readonly bestLoss: Spread;
  /** Means of the loss over stretches of `FairComparisonState.stride` steps. */
  readonly curve: readonly Spread[];
}

/** One optimizer of a fair comparison. */
export interface FairEntry {
  readonly run: string;
  readonly name: string;
  readonly color: number;
  /** How it clips gradients, in words; null where it does not. */
  readonly clipping: string | null;
  /** Steps that its run has by itself: those of the comparison, or more. */
  readonly ownSteps: number;
  readonly tuning: TuningResult | null;
  /** With the learning rate that it has in its source; null until it is known. */
  readonly own: FairRuns | null;
  /** With the best that was found; null until it is known, or where all diverged. */
  readonly tuned: FairRuns | null;
}

export interface FairComparisonState {
  readonly status: SweepStatus;
  readonly message: string | null;
  readonly budget: FairBudget;
  readonly problem: string;
  readonly steps: number;
  readonly stride: number;
  /** Simulations that are done, and all that there will be. */
  readonly done: number;
  readonly total: number;
  /** In the order of the runs. */
  readonly entries: readonly FairEntry[];
  /** Names of runs that were left out, each with the reason. */
  readonly leftOut: readonly string[];
}

/** What the panel asks; news comes as `FairComparisonState`. */
export type FairRequest =
  | { readonly kind: "start"; readonly runs: readonly string[]; readonly trials: number }
  | { readonly kind: "cancel" }
  | { readonly kind: "close" }
  /** Makes a run of an optimizer with its tuned learning rate. */
  | { readonly kind: "pick"; readonly run: string };
