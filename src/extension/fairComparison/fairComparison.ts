import { randomUUID } from "node:crypto";
import { l10n } from "vscode";
import { withRateFactor } from "../../core/simulation/rateFactor";
import type { RunSpecification } from "../../core/simulation/specification";
import { curveStride, type PointOutcome } from "../../core/sweep/pointOutcome";
import { chooseTrial, summarizeSeeds, type TuningResult } from "../../core/sweep/rateTuning";
import { errorMessage } from "../../protocol/connection";
import type { FairComparisonState, FairEntry, FairRequest, FairRuns } from "../../protocol/fairComparison";
import type { SweepStatus } from "../../protocol/finder";
import { Emitter } from "../emitter";
import type { ConfigurationSource } from "../finder/sweepPlan";
import { loadSourceTools } from "../loadSourceTools";
import { evaluatePoints, type Point } from "../runs/evaluatePoints";
import type { RunPlan } from "../runs/runPlan";
import type { RunStore } from "../runs/runStore";
import type { WorkerPool } from "../runs/workerPool";
import { describeClipping, type FairPlan, type FairRunner, planFairComparison } from "./fairPlan";

/** The most points of a curve. */
const CURVE_POINTS = 120;

export interface FairServices {
  readonly store: RunStore;
  readonly pool: Pick<WorkerPool, "evaluate" | "cancelEvaluations" | "sweepThreads">;
  /** The configuration of a run, where its source still says what the run was made of. */
  readonly sourceOf: (plan: RunPlan) => Promise<ConfigurationSource | null>;
}

interface Comparison {
  readonly id: string;
  readonly plan: FairPlan;
  readonly abort: AbortController;
  readonly results: Map<FairRunner, { tuning: TuningResult | null; own: FairRuns | null; tuned: FairRuns | null }>;
  done: number;
  status: SweepStatus;
  message: string | null;
}

/** Compares optimizers each with the best learning rate that the same search finds for it, over several seeds. */
export class FairComparison {
  private comparison: Comparison | null = null;
  private readonly changed = new Emitter<void>();

  readonly onDidChange = this.changed.event;

  constructor(private readonly services: FairServices) {}

  get state(): FairComparisonState | null {
    if (this.comparison === null) return null;
    const { plan, results, done, status, message } = this.comparison;
    const { runners, budget, problem, steps, leftOut } = plan;
    const simulations = budget.trials * budget.tuningSeeds + 2 * budget.seeds;
    return {
      ...{ status, message, budget, problem, steps, done, leftOut },
      stride: curveStride(steps, CURVE_POINTS),
      // Where no trial survived there is nothing to make again.
      total: runners.reduce((total, runner) => {
        const isLost = results.get(runner)?.tuning?.best === null;
        return total + simulations - (isLost ? budget.seeds : 0);
      }, 0),
      entries: runners.map((runner): FairEntry => {
        const { run, name, color, specification, ownSteps } = runner;
        const result = results.get(runner) ?? { tuning: null, own: null, tuned: null };
        const clipping = describeClipping(specification.optimizer.clipping);
        return { run, name, color, clipping, ownSteps, ...result };
      }),
    };
  }

  /** @throws Error where there is nothing to compare, or no run to make */
  async handle(request: FairRequest): Promise<void> {
    switch (request.kind) {
      case "start":
        this.start(request.runs, request.trials);
        return;
      case "cancel":
        this.cancel();
        return;
      case "close":
        this.comparison?.abort.abort();
        this.comparison = null;
        this.changed.fire();
        return;
      case "pick":
        return this.pick(request.run);
    }
  }

  dispose(): void {
    this.comparison?.abort.abort();
  }

  private start(ids: readonly string[], trials: number): void {
    const plan = planFairComparison(
      ids.map((id) => this.services.store.get(id)),
      trials,
    );
    this.comparison?.abort.abort();
    const comparison: Comparison = {
      id: randomUUID(),
      plan,
      abort: new AbortController(),
      results: new Map(),
      done: 0,
      status: "running",
      message: null,
    };
    this.comparison = comparison;
    this.changed.fire();
    void this.carryOut(comparison);
  }

  private async carryOut(comparison: Comparison): Promise<void> {
    const { plan, abort, results } = comparison;
    try {
      for (const runner of plan.runners) {
        if (abort.signal.aborted) return;
        const trials = await this.tune(comparison, runner);
        if (trials === null) return;
        const tuning = chooseTrial(trials);
        const result = { tuning, own: null as FairRuns | null, tuned: null as FairRuns | null };
        results.set(runner, result);
        result.own = await this.repeat(comparison, runner, runner.rate);
        if (tuning.best !== null) result.tuned = await this.repeat(comparison, runner, trials[tuning.best].rate);
        this.tell(comparison);
      }
      if (comparison.status === "running") comparison.status = "finished";
    } catch (error) {
      comparison.status = "failed";
      comparison.message = errorMessage(error);
    }
    this.tell(comparison);
  }

  /** @returns null where it was cancelled */
  private async tune(comparison: Comparison, runner: FairRunner) {
    const { rates, tuningSeeds } = comparison.plan;
    const outcomes = await this.evaluate(
      comparison,
      rates.flatMap((rate) => tuningSeeds.map((seed) => specificationOf(runner, rate, seed))),
    );
    return (
      outcomes &&
      rates.map((rate, index) => ({
        rate,
        outcomes: outcomes.slice(index * tuningSeeds.length, (index + 1) * tuningSeeds.length),
      }))
    );
  }

  private async repeat(comparison: Comparison, runner: FairRunner, rate: number): Promise<FairRuns | null> {
    const specifications = comparison.plan.seeds.map((seed) => specificationOf(runner, rate, seed));
    const outcomes = await this.evaluate(comparison, specifications, CURVE_POINTS);
    if (outcomes === null) return null;
    const { diverged, finalLoss, bestLoss, curve } = summarizeSeeds(outcomes);
    return { rate, diverged, finalLoss, bestLoss, curve };
  }

  /** @returns null where it was cancelled */
  private async evaluate(
    comparison: Comparison,
    specifications: readonly RunSpecification[],
    curvePoints?: number,
  ): Promise<readonly PointOutcome[] | null> {
    const { id, abort } = comparison;
    const outcomes: PointOutcome[] = [];
    const points = specifications.map((specification, key): Point<number> => ({ key, specification }));
    await evaluatePoints(this.services.pool, id, points, curvePoints === undefined ? {} : { curvePoints }, {
      signal: abort.signal,
      onOutcome: (key, outcome) => {
        outcomes[key] = outcome;
        comparison.done++;
        this.tell(comparison);
      },
    });
    return abort.signal.aborted ? null : outcomes;
  }

  private cancel(): void {
    const { comparison } = this;
    if (comparison?.status !== "running") return;
    comparison.status = "cancelled";
    comparison.abort.abort();
    this.tell(comparison);
  }

  private async pick(run: string): Promise<void> {
    const { comparison } = this;
    const runner = comparison?.plan.runners.find((each) => each.run === run);
    const rate = runner && comparison?.results.get(runner)?.tuned?.rate;
    if (rate === undefined) throw new Error(l10n.t("No tuned learning rate of this run is known."));
    const { store, sourceOf } = this.services;
    const { plan } = store.get(run);
    const [{ planPoint }, source] = await Promise.all([loadSourceTools(), sourceOf(plan)]);
    store.simulate(planPoint(plan, source, { rate, second: null }));
  }

  private tell(comparison: Comparison): void {
    if (this.comparison === comparison) this.changed.fire();
  }
}

function specificationOf({ specification, rate: own }: FairRunner, rate: number, seed: number): RunSpecification {
  return { ...specification, seed, optimizer: withRateFactor(specification.optimizer, rate / own) };
}
