import { GridEvaluation } from "../core/landscape/lossGrid";
import { PathTracing } from "../core/landscape/pathTracing";
import { PlaneSearch } from "../core/landscape/planeSearch";
import { plannedSchedule } from "../core/plannedSchedule/plannedSchedule";
import type { SlicedWork } from "../core/slicedWork";
import { stableRate } from "../core/stability/stableRate";
import { PointEvaluation } from "../core/sweep/pointEvaluation";
import { Connection, type Silent, type Transport } from "../protocol/connection";
import type { RunOutcome, WorkerContract } from "../protocol/worker";
import { ActiveRun } from "./activeRun";
import { diagnoseFinished } from "./diagnoseFinished";
import { Inspectors } from "./inspectors";
import { LatestInspection } from "./latestInspection";
import { SlicedTasks } from "./slicedTasks";

/** Least time between two reports of a run's progress, in milliseconds. */
const PROGRESS_INTERVAL = 50;

/**
 * Serves the worker's end of the protocol: several runs, an inspection, and points of sweeps or parts of landscapes take turns, and messages get in between, so that a
 * cancellation waits for three slices at most.
 */
export function serveSimulations(transport: Transport, onProtocolError: (message: string) => void): void {
  const active = new Map<string, ActiveRun>();
  const lastProgress = new Map<string, number>();
  const inspectors = new Inspectors();
  const inspection = new LatestInspection();
  const tasks = new SlicedTasks();
  let scheduled = false;

  const connection = new Connection<Silent, WorkerContract>(transport, {
    answers: {
      start({ run, specification, contents, probe }) {
        if (active.has(run)) throw new Error(`Run ${run} is under way already.`);
        const started = new ActiveRun(specification, contents, probe);
        active.set(run, started);
        if (started.checkpoints !== null) inspectors.keep(run, started.checkpoints);
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
      evaluate: ({ group, specification, question }) => begin(group, new PointEvaluation(specification, question)),
      findPlane: ({ group, specification }) =>
        begin(group, new PlaneSearch(specification, (bytes) => new SharedArrayBuffer(bytes))),
      tracePath: ({ group, specification, plane }) => begin(group, new PathTracing(specification, plane)),
      evaluateGrid: ({ group, specification, plane, places }) =>
        begin(group, new GridEvaluation(specification, plane, places)),
      cancelEvaluations: ({ group }) => tasks.cancel(group),
      stableRate: ({ specification, guess }) => stableRate(specification, guess),
      planSchedule: ({ optimizer, steps }) => plannedSchedule(optimizer, steps),
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

  function begin<Outcome>(group: string, work: SlicedWork<Outcome>): Promise<Outcome> {
    const begun = tasks.begin(group, work);
    schedule();
    return begun;
  }

  function schedule(): void {
    if (scheduled || (active.size === 0 && !inspection.isPending && !tasks.isPending)) return;
    scheduled = true;
    setImmediate(turn);
  }

  /** Gives the inspection, the run that has waited longest and a point or part of a landscape a slice each; then messages are let in. */
  function turn(): void {
    scheduled = false;
    inspection.advance();
    const longestWaiting = active.entries().next().value;
    if (longestWaiting !== undefined) advanceRun(...longestWaiting);
    tasks.advance();
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
