import { l10n } from "vscode";
import { peakRate } from "../../core/simulation/peakRate";
import type { ClippingSpecification, RunSpecification } from "../../core/simulation/specification";
import { drawRates } from "../../core/sweep/randomSearch";
import type { FairBudget } from "../../protocol/fairComparison";
import type { Run } from "../runs/run";

/** Seeds of every trial, and others for what is shown in the end, so that no optimizer is shown at the luck it was chosen for. */
const TUNING_SEEDS = 2;
const SEEDS = 5;
/** The search goes so far below the smallest of all learning rates, and above the largest. */
const REACH = 30;

/** An optimizer to be compared: its run, made with the problem and precision of the first, and the steps of the shortest. */
export interface FairRunner {
  readonly run: string;
  readonly name: string;
  readonly color: number;
  readonly specification: RunSpecification;
  /** Steps of its run: those of the comparison, or more. */
  readonly ownSteps: number;
  /** Peak learning rate of its source. */
  readonly rate: number;
}

export interface FairPlan {
  readonly runners: readonly FairRunner[];
  readonly budget: FairBudget;
  /** Peak learning rates to try: the same for all. */
  readonly rates: readonly number[];
  readonly tuningSeeds: readonly number[];
  readonly seeds: readonly number[];
  readonly problem: string;
  readonly steps: number;
  /** Names of runs that cannot be compared, each with the reason. */
  readonly leftOut: readonly string[];
}

/**
 * What is simulated to compare optimizers fairly. Runs that differ in their learning rate alone count as one.
 *
 * @throws Error where there are no two optimizers to compare
 */
export function planFairComparison(runs: readonly Run[], trials: number): FairPlan {
  const leftOut: string[] = [];
  const runners: FairRunner[] = [];
  const known = new Set<string>();
  const comparable = runs.filter(({ plan }) => plan.specification.recording === undefined);
  const [first] = comparable;
  // Some schedules cannot go on beyond the run that they are made for.
  const steps = Math.min(...comparable.map(({ plan }) => plan.specification.steps));
  for (const { id, color, name, plan } of runs) {
    const { specification: own } = plan;
    const refuse = (reason: string) => void leftOut.push(l10n.t("{0}: {1}", name, reason));
    if (own.recording !== undefined) {
      refuse(l10n.t("it replays recorded gradients, which have no loss."));
      continue;
    }
    const { problem, precision, seed, start } = first.plan.specification;
    const { curvature: _, instruments: __, continuePastNonFinite: ___, ...plain } = own;
    const specification = { ...plain, problem, steps, precision, seed, start };
    const rate = peakRate(own.optimizer, own.steps);
    const key = JSON.stringify({ ...own.optimizer, learningRate: 0, rateFactor: 1 });
    if (!(rate > 0)) refuse(l10n.t("it has no learning rate above 0 to begin from."));
    else if (known.has(key))
      refuse(l10n.t("it differs from another run in its learning rate alone, which is tuned anyway."));
    else {
      known.add(key);
      runners.push({ run: id, name, color, specification, ownSteps: own.steps, rate });
    }
  }
  if (runners.length < 2) {
    throw new Error(
      [l10n.t("A fair comparison needs two different optimizers on a test problem."), ...leftOut].join(" "),
    );
  }
  const { seed } = first.plan.specification;
  const rates = runners.map(({ rate }) => rate);
  const from = Number((Math.min(...rates) / REACH).toPrecision(3));
  const to = Number((Math.max(...rates) * REACH).toPrecision(3));
  const seedsFrom = (start: number, count: number) =>
    Array.from({ length: count }, (_, index) => (seed + start + index) >>> 0);
  return {
    runners,
    budget: { trials, tuningSeeds: TUNING_SEEDS, seeds: SEEDS, from, to },
    rates: drawRates({ from, to, trials, seed }).map((rate) => Number(rate.toPrecision(3))),
    tuningSeeds: seedsFrom(0, TUNING_SEEDS),
    seeds: seedsFrom(TUNING_SEEDS, SEEDS),
    problem: first.plan.problem.replace(/ · seed \d+$/, ""),
    steps,
    leftOut,
  };
}

/** How gradients are clipped, in words. */
export function describeClipping(clipping: ClippingSpecification | null): string | null {
  if (clipping === null) return null;
  return clipping.kind === "value"
    ? l10n.t("every entry to ±{0}", clipping.limit)
    : l10n.t("the norm to {0}", clipping.limit);
}
