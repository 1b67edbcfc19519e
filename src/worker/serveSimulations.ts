import { stableRate } from "../core/stability/stableRate";
import { Connection, type Silent, type Transport } from "../protocol/connection";
import type { RunOutcome, WorkerContract } from "../protocol/worker";
import { ActiveRun } from "./activeRun";
import { diagnoseFinished } from "./diagnoseFinished";
import { Evaluations } from "./evaluations";
import { Inspectors } from "./inspectors";
import { LatestInspection } from "./latestInspection";

/** Least time between two reports of a run's progress, in milliseconds. */
const PROGRESS_INTERVAL = 50;

/**
 * Serves the worker's end of the protocol: several runs, an inspection and points of sweeps take turns, and messages get in between, so that a
 * cancellation waits for three slices at most.
 */
export function serveSimulations(transport: Transport, onProtocolError: (message: string) => void): void {
  const active = new Map<string, ActiveRun>();
  const lastProgress = new Map<string, number>();
  const inspectors = new Inspectors();
  const inspection = new LatestInspection();
  const evaluations = new Evaluations();
  let scheduled = false;

  const connection = new Connection<Silent, WorkerContract>(transport, {
    answers: {
      start({ run, specification, contents }) {
        if (active.has(run)) throw new Error(`Run ${run} is under way already.`);
        const started = new ActiveRun(specification, contents);
        active.set(run, started);
        inspectors.keep(run, started.checkpoints);
        schedule();
        return started.description;
      },
      cancel({ run }) {
        const cancelled = active.get(run);
        if (cancelled) finish(run, cancelled.cancelled());
      },
      inspect({ run, specification, contents, step, choice }) {
        const begun = inspection.begin(run, inspectors.inspector(run, specification, contents), step, choice);
        schedule();
        return begun;
      },
      diagnose: diagnoseFinished,
      evaluate(query) {
        const begun = evaluations.begin(query);
        schedule();
        return begun;
      },
      cancelEvaluations: ({ group }) => evaluations.cancel(group),
      stableRate: ({ specification, guess }) => stableRate(specification, guess),
      release({ run }) {
        active.delete(run);
        lastProgress.delete(run);
        inspectors.forget(run);
        inspection.forget(run);
      },
    },
    listeners: {},
    onProtocolError,
  });

  function schedule(): void {
    if (scheduled || (active.size === 0 && !inspection.isPending && !evaluations.isPending)) return;
    scheduled = true;
    setImmediate(turn);
  }

  /** Gives the inspection, the run that has waited longest and a point a slice each; then messages are let in. */
  function turn(): void {
    scheduled = false;
    inspection.advance();
    const longestWaiting = active.entries().next().value;
    if (longestWaiting !== undefined) advanceRun(...longestWaiting);
    evaluations.advance();
    schedule();
  }

  function advanceRun(id: string, run: ActiveRun): void {
    active.delete(id);
    active.set(id, run);
    const outcome = run.advance();
    for (const chunk of run.takeNewChunks()) connection.tell("chunk", { run: id, chunk });
    if (outcome) finish(id, outcome);
    else reportProgress(id, run.steps);
  }

  function reportProgress(run: string, steps: number): void {
    const now = performance.now();
    if (now - (lastProgress.get(run) ?? 0) < PROGRESS_INTERVAL) return;
    lastProgress.set(run, now);
    connection.tell("progress", { run, steps });
  }

  function finish(run: string, outcome: RunOutcome): void {
    active.delete(run);
    lastProgress.delete(run);
    connection.tell("finished", { run, outcome });
  }
}
