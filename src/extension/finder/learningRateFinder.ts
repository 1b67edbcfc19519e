import { randomUUID } from "node:crypto";
import { l10n } from "vscode";
import type { RunSpecification } from "../../core/simulation/specification";
import type { NoStableRate, StableRate } from "../../core/stability/stableRate";
import type { PointOutcome } from "../../core/sweep/pointOutcome";
import { coarseToFine, type RateSpan } from "../../core/sweep/rateGrid";
import { errorMessage } from "../../protocol/connection";
import type { FinderRequest, FinderState, SweepStatus } from "../../protocol/finder";
import { Emitter } from "../emitter";
import { loadSourceTools } from "../loadSourceTools";
import { evaluatePoints, type Point } from "../runs/evaluatePoints";
import type { RunPlan } from "../runs/runPlan";
import type { RunStore } from "../runs/runStore";
import type { WorkerPool } from "../runs/workerPool";
import type { ConfigurationSource, SweepPlan } from "./sweepPlan";

/** The rates of a curve, and of a heat map, whose points are many more. */
const CURVE_SPAN: RateSpan = { below: 3, above: 2, perDecade: 8 };
const MAP_SPAN: RateSpan = { below: 3, above: 2, perDecade: 4 };

export interface FinderServices {
  readonly store: RunStore;
  readonly pool: Pick<WorkerPool, "evaluate" | "cancelEvaluations" | "sweepThreads" | "stableRate">;
  /** The configuration of a run, where its source still says what the run was made of. */
  readonly sourceOf: (plan: RunPlan) => Promise<ConfigurationSource | null>;
}

/** A sweep, under way or over. */
interface Sweep {
  readonly id: string;
  readonly run: string;
  readonly runPlan: RunPlan;
  readonly source: ConfigurationSource | null;
  readonly span: RateSpan;
  readonly plan: SweepPlan;
  readonly outcomes: (PointOutcome | null)[];
  readonly abort: AbortController;
  status: SweepStatus;
  message: string | null;
  targetLoss: number | null;
  stable: StableRate | NoStableRate | null;
}

/** Sweeps the learning rate of one run at a time, and another hyperparameter besides where that is asked for. */
export class LearningRateFinder {
  private sweep: Sweep | null = null;
  /** Raised with every request for another sweep: one that is late gives way. */
  private requests = 0;
  private readonly changed = new Emitter<void>();

  readonly onDidChange = this.changed.event;

  constructor(private readonly services: FinderServices) {}

  get state(): FinderState | null {
    const { sweep } = this;
    const shown = sweep && this.services.store.runs.find(({ id }) => id === sweep.run);
    if (!sweep || !shown) return null;
    const { runPlan, plan, run, span, outcomes, status, message, targetLoss, stable } = sweep;
    const { rates, ownRate, second, choices } = plan;
    const { problem, specification } = runPlan;
    return {
      run,
      name: runPlan.name,
      problem,
      steps: specification.steps,
      isScheduled: specification.optimizer.schedule !== null,
      stale: numbersOf(shown.plan.specification) !== numbersOf(specification),
      ...{ status, message, span, rates, ownRate, second, choices, outcomes, targetLoss, stable },
    };
  }

  /** @throws Error where there is nothing to sweep, or no run to make */
  async handle(request: FinderRequest): Promise<void> {
    switch (request.kind) {
      case "open":
        return this.open(request.run, request.span, request.second ?? null);
      case "cancel":
        this.cancel();
        return;
      case "close":
        this.close();
        return;
      case "pick":
        return this.pick(request.rate, request.second);
      case "rangeTest":
        return this.rangeTest();
    }
  }

  dispose(): void {
    this.sweep?.abort.abort();
  }

  private async open(run: string, span: RateSpan | undefined, second: string | null): Promise<void> {
    const request = ++this.requests;
    const { store, sourceOf } = this.services;
    const runPlan = store.get(run).plan;
    if (runPlan.specification.recording !== undefined) {
      throw new Error(
        l10n.t(
          "A replay of recorded gradients has no loss to compare learning rates by; expected a run on a test problem.",
        ),
      );
    }
    const [source, { planSweep }] = await Promise.all([sourceOf(runPlan), loadSourceTools()]);
    if (request !== this.requests) return;
    const chosenSpan = span ?? (second === null ? CURVE_SPAN : MAP_SPAN);
    const plan = planSweep(runPlan, source, chosenSpan, second);
    this.sweep?.abort.abort();
    const sweep: Sweep = {
      id: randomUUID(),
      run,
      runPlan,
      source,
      span: chosenSpan,
      plan,
      outcomes: new Array<PointOutcome | null>(plan.rates.length * plan.rows.length).fill(null),
      abort: new AbortController(),
      status: "running",
      message: null,
      targetLoss: null,
      stable: null,
    };
    this.sweep = sweep;
    this.changed.fire();
    void this.evaluate(sweep);
    void this.findStableRate(sweep);
  }

  private async evaluate(sweep: Sweep): Promise<void> {
    const { withPeakRate } = await loadSourceTools();
    const { id, plan, outcomes, abort } = sweep;
    const { rates, ownRate, second, rows } = plan;
    const ownRow = second?.own ?? 0;
    const order = coarseToFine(rows.length, ownRow).flatMap((row) =>
      coarseToFine(rates.length, ownRate).map((rate) => ({ row, rate })),
    );
    function* points(indices: readonly (typeof order)[number][]): Generator<Point<number>> {
      for (const { row, rate } of indices) {
        yield { key: row * rates.length + rate, specification: withPeakRate(rows[row], rates[rate]) };
      }
    }
    const told = {
      signal: abort.signal,
      onOutcome: (key: number, outcome: PointOutcome) => {
        outcomes[key] = outcome;
        this.tell(sweep);
      },
    };
    const { pool } = this.services;
    try {
      // What the run itself reaches is what all others are measured by.
      await evaluatePoints(pool, id, points(order.slice(0, 1)), {}, told);
      const own = outcomes[ownRow * rates.length + ownRate];
      sweep.targetLoss = own !== null && own.divergedAt === null ? own.finalLoss : null;
      const question = sweep.targetLoss === null ? {} : { targetLoss: sweep.targetLoss };
      await evaluatePoints(pool, id, points(order), question, told);
      if (sweep.status === "running") sweep.status = "finished";
    } catch (error) {
      sweep.status = "failed";
      sweep.message = errorMessage(error);
    }
    this.tell(sweep);
  }

  private async findStableRate(sweep: Sweep): Promise<void> {
    const { specification } = sweep.runPlan;
    try {
      sweep.stable = await this.services.pool.stableRate(specification, sweep.plan.rates[sweep.plan.ownRate]);
    } catch {
      // The thread has ended; the sweep itself says so.
      sweep.stable = "noLimit";
    }
    this.tell(sweep);
  }

  private cancel(): void {
    const { sweep } = this;
    if (sweep?.status !== "running") return;
    sweep.status = "cancelled";
    sweep.abort.abort();
    this.tell(sweep);
  }

  private close(): void {
    this.requests++;
    this.sweep?.abort.abort();
    this.sweep = null;
    this.changed.fire();
  }

  private async pick(rate: number, row: number): Promise<void> {
    const { planPoint } = await loadSourceTools();
    const { runPlan, source, plan } = this.requireSweep();
    const { second } = plan;
    const chosen = second && { id: second.id, label: second.label, value: second.values[row] };
    this.services.store.simulate(planPoint(runPlan, source, { rate: plan.rates[rate], second: chosen }));
  }

  private async rangeTest(): Promise<void> {
    const { planRangeTest } = await loadSourceTools();
    const { runPlan, plan } = this.requireSweep();
    const [start, end] = [plan.rates[0], plan.rates[plan.rates.length - 1]];
    this.services.store.simulate(planRangeTest(runPlan, start, end));
  }

  private requireSweep(): Sweep {
    if (this.sweep === null) throw new Error(l10n.t("The learning-rate finder is closed."));
    return this.sweep;
  }

  private tell(sweep: Sweep): void {
    if (this.sweep === sweep) this.changed.fire();
  }
}

function numbersOf(specification: RunSpecification): string {
  return JSON.stringify({ ...specification, continuePastNonFinite: undefined });
}
