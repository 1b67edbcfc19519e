import type { Worker } from "node:worker_threads";
import { formatCount } from "../../core/formatNumber";
import type { ParameterChoice, StepInspection } from "../../core/inspection/stepInspection";
import type { PlanePath } from "../../core/landscape/pathTracing";
import type { FoundPlane } from "../../core/landscape/planeSearch";
import type { PlannedSchedule } from "../../core/plannedSchedule/plannedSchedule";
import type { FileContents } from "../../core/problems/recordingSpecification";
import type { OptimizerSpecification, RunSpecification } from "../../core/simulation/specification";
import type { NoStableRate, StableRate } from "../../core/stability/stableRate";
import type { PointOutcome } from "../../core/sweep/pointOutcome";
import type { RunFinding } from "../../diagnosis/run/runRule";
import { errorMessage, TimeoutError } from "../../protocol/connection";
import type {
  DiagnosisQuery,
  EvaluationQuery,
  GridQuery,
  LandscapeQuery,
  PathQuery,
  RunDescription,
  RunOutcome,
} from "../../protocol/worker";
import { WorkerThread } from "./workerThread";

/** Runs that take turns on one thread; more wait in a queue. */
const RUNS_PER_THREAD = 4;

/** Of these, as many as runs in the background leave free for those that someone waits for. */
const FOREGROUND_RUNS_PER_THREAD = 1;

/** A cancellation is answered between slices of 8 ms; a thread that has not answered by now is in a long step, or stuck. */
const CANCEL_TIMEOUT = 50;

/** How long a thread with a run that is not wanted may be in a step before it is ended at the cost of its other runs, in milliseconds. */
const STUCK_TIMEOUT = 2000;

const NO_FILES: FileContents = {};

/** Whether someone waits for a run: those that do not give way to those that do. */
export type Priority = "foreground" | "background";

/** Told what becomes of a run. */
export interface RunObserver {
  /** Rows of the trace that have arrived. */
  readonly rows: number;
  /** The run begins: what came before, from a thread that is no more, is void. */
  started(description: RunDescription): void;
  chunk(chunk: SharedArrayBuffer): void;
  progress(steps: number): void;
  finished(outcome: RunOutcome): void;
}

export interface WorkerPoolOptions {
  readonly createWorker: () => Worker;
  /** The most threads at a time. */
  readonly size: number;
  /** The most while points of a sweep are evaluated: the host has little to do meanwhile. As many as `size` if absent. */
  readonly sweepSize?: number;
  /** How long a thread without work is kept, in milliseconds. */
  readonly idleMilliseconds: number;
  /** Contents of files of a run's recording that a thread cannot read by their paths; null where there are none. */
  readonly contents: (specification: RunSpecification) => Promise<FileContents> | null;
  readonly log: (message: string) => void;
}

interface Job {
  readonly run: string;
  readonly specification: RunSpecification;
  readonly contents: FileContents;
  readonly observer: RunObserver;
  readonly priority: Priority;
  readonly probe: number | undefined;
}

/** One thread and what it is busy with. */
interface Seat {
  readonly thread: WorkerThread;
  readonly jobs: Map<string, Job>;
  /** Runs whose checkpoints the thread may still have. */
  readonly held: Set<string>;
  questions: number;
  idleTimer: ReturnType<typeof setTimeout> | undefined;
}

/** Shares runs and questions about them out among worker threads, which are made when they are needed and closed when they are not. */
export class WorkerPool {
  private readonly seats = new Set<Seat>();
  private readonly queue: Job[] = [];
  /** Who is told of runs whose files are still being read. */
  private readonly reading = new Map<string, RunObserver>();
  private disposed = false;

  constructor(private readonly options: WorkerPoolOptions) {}

  /** Number of threads that live. */
  get threads(): number {
    return this.seats.size;
  }

  /**
   * Simulates a run as soon as a thread has room for it.
   *
   * @param run unique among all runs there ever were, so that nothing late can be taken for another run's
   * @param probe position of the one parameter to follow; absent: all that a run records
   */
  run(
    run: string,
    specification: RunSpecification,
    observer: RunObserver,
    priority: Priority = "foreground",
    probe?: number,
  ): void {
    const begin = (contents: FileContents) => this.enqueue({ run, specification, contents, observer, priority, probe });
    const reading = this.options.contents(specification);
    if (reading === null) {
      begin(NO_FILES);
      return;
    }
    this.reading.set(run, observer);
    const wasWanted = () => this.reading.delete(run);
    reading.then(
      (contents) => wasWanted() && begin(contents),
      (error) => wasWanted() && observer.finished(outcome("failed", 0, errorMessage(error))),
    );
  }

  private enqueue(job: Job): void {
    const firstBehind = this.queue.findIndex(
      (other) => job.priority === "foreground" && other.priority === "background",
    );
    this.queue.splice(firstBehind < 0 ? this.queue.length : firstBehind, 0, job);
    this.startQueued();
  }

  /**
   * Ends a run within 50 ms: its thread is asked, and when that has not answered by then, the run counts as cancelled all the
   * same. The thread is ended then; where it has other runs, only if it does not answer for long, and these begin anew.
   */
  cancel(run: string): void {
    const reader = this.reading.get(run);
    if (reader) {
      this.reading.delete(run);
      reader.finished(outcome("cancelled", 0, null));
      return;
    }
    const queued = this.queue.findIndex((job) => job.run === run);
    if (queued >= 0) {
      const [job] = this.queue.splice(queued, 1);
      job.observer.finished(outcome("cancelled", 0, null));
      return;
    }
    const seat = this.seatOf(run);
    if (!seat) return;
    const late = setTimeout(() => this.giveUp(seat, run), CANCEL_TIMEOUT);
    seat.thread.connection
      .call("cancel", { run }, { timeout: STUCK_TIMEOUT })
      .catch((error) => {
        if (error instanceof TimeoutError) this.replace(seat);
      })
      .finally(() => clearTimeout(late));
  }

  /** @throws Error with the worker's message, or with the reason why it ended */
  async inspect(
    run: string,
    specification: RunSpecification,
    step: number,
    choice: ParameterChoice,
  ): Promise<StepInspection> {
    const seat = [...this.seats].find((candidate) => candidate.held.has(run)) ?? this.leastBusySeat();
    seat.held.add(run);
    return this.ask(seat, async ({ connection }) => {
      const reading = this.options.contents(specification);
      // Where nothing is to be read there is no pause, so that inspections arrive in the order in which they were asked for.
      const contents = reading === null ? NO_FILES : await reading;
      return connection.call("inspect", { run, specification, contents, step, choice });
    });
  }

  /** @throws Error with the worker's message, or with the reason why it ended */
  diagnose(query: DiagnosisQuery): Promise<readonly RunFinding[]> {
    return this.ask(this.leastBusySeat(), ({ connection }) => connection.call("diagnose", query));
  }

  /** Points of a sweep that are evaluated at a time. */
  get sweepThreads(): number {
    return this.options.sweepSize ?? this.options.size;
  }

  /** @throws Error with the worker's message, that it was cancelled, or the reason why the thread ended */
  evaluate(query: EvaluationQuery): Promise<PointOutcome> {
    return this.ask(this.leastBusySeat(this.sweepThreads), ({ connection }) => connection.call("evaluate", query));
  }

  /** The plane of a landscape. @throws Error with the worker's message, that it was cancelled, or the reason why the thread ended */
  findPlane(query: LandscapeQuery): Promise<FoundPlane> {
    return this.ask(this.leastBusySeat(), ({ connection }) => connection.call("findPlane", query));
  }

  /** Where a run went in it. @throws Error as `findPlane` does */
  tracePath(query: PathQuery): Promise<PlanePath> {
    return this.ask(this.leastBusySeat(), ({ connection }) => connection.call("tracePath", query));
  }

  /** The loss in it. @throws Error as `findPlane` does */
  evaluateGrid(query: GridQuery): Promise<Float64Array> {
    return this.ask(this.leastBusySeat(this.sweepThreads), ({ connection }) => connection.call("evaluateGrid", query));
  }

  /** Gives up all points or parts of a group, as soon as their threads hear of it. */
  cancelEvaluations(group: string): void {
    for (const { thread } of this.seats) {
      // A thread that has ended has given them up already.
      thread.connection.call("cancelEvaluations", { group }).catch(() => {});
    }
  }

  /** @throws Error with the worker's message, or with the reason why it ended */
  stableRate(specification: RunSpecification, guess: number): Promise<StableRate | NoStableRate> {
    return this.ask(this.leastBusySeat(), ({ connection }) => connection.call("stableRate", { specification, guess }));
  }

  /** @throws Error with the worker's message, or with the reason why it ended */
  planSchedule(optimizer: OptimizerSpecification, steps: number): Promise<PlannedSchedule | null> {
    return this.ask(this.leastBusySeat(), ({ connection }) => connection.call("planSchedule", { optimizer, steps }));
  }

  /** Asks a thread for something besides its runs, which keeps it alive meanwhile. */
  private async ask<Reply>(seat: Seat, question: (thread: WorkerThread) => Promise<Reply>): Promise<Reply> {
    seat.questions++;
    clearTimeout(seat.idleTimer);
    try {
      return await question(seat.thread);
    } finally {
      seat.questions--;
      this.rest(seat);
    }
  }

  /** Forgets a run; one that is under way ends without a word. */
  release(run: string): void {
    this.reading.delete(run);
    const queued = this.queue.findIndex((job) => job.run === run);
    if (queued >= 0) this.queue.splice(queued, 1);
    for (const seat of this.seats) {
      if (!seat.held.delete(run)) continue;
      const timeout = seat.jobs.delete(run) ? STUCK_TIMEOUT : undefined;
      seat.thread.connection.call("release", { run }, { timeout }).catch((error) => {
        // Else the thread has ended, and with it all that it held.
        if (error instanceof TimeoutError) this.replace(seat);
      });
      this.rest(seat);
    }
    this.startQueued();
  }

  dispose(): void {
    this.disposed = true;
    this.queue.length = 0;
    this.reading.clear();
    for (const seat of [...this.seats]) {
      seat.jobs.clear();
      seat.thread.terminate("The extension was deactivated");
    }
  }

  /** Takes a run away from a thread that is slow to answer. */
  private giveUp(seat: Seat, run: string): void {
    const job = seat.jobs.get(run);
    if (!job) return;
    seat.jobs.delete(run);
    if (seat.jobs.size === 0) this.replace(seat);
    job.observer.finished(outcome("cancelled", job.observer.rows, null));
    this.startQueued();
  }

  /** Ends a thread that is stuck; its runs begin anew on another. */
  private replace(seat: Seat): void {
    this.queue.unshift(...seat.jobs.values());
    seat.jobs.clear();
    seat.thread.terminate("The worker did not answer and was ended");
  }

  private startQueued(): void {
    for (let [job] = this.queue; job !== undefined; [job] = this.queue) {
      const seat = this.leastBusySeat();
      const reserved = job.priority === "background" ? FOREGROUND_RUNS_PER_THREAD : 0;
      if (seat.jobs.size >= RUNS_PER_THREAD - reserved) return;
      this.queue.shift();
      this.start(seat, job);
    }
  }

  private start(seat: Seat, job: Job): void {
    const { run, specification, contents, observer, probe } = job;
    seat.jobs.set(run, job);
    seat.held.add(run);
    clearTimeout(seat.idleTimer);
    seat.thread.connection.call("start", { run, specification, contents, probe }).then(
      (description) => {
        if (seat.jobs.get(run) === job) observer.started(description);
      },
      (error) => this.finish(seat, run, outcome("failed", 0, errorMessage(error))),
    );
  }

  private finish(seat: Seat, run: string, result: RunOutcome): void {
    const job = seat.jobs.get(run);
    if (!job) return;
    seat.jobs.delete(run);
    job.observer.finished(result);
    this.startQueued();
    this.rest(seat);
  }

  /** All runs on a thread that has ended have failed: which of them caused it cannot be known. */
  private end(seat: Seat, reason: string): void {
    this.seats.delete(seat);
    clearTimeout(seat.idleTimer);
    for (const { run, observer } of [...seat.jobs.values()]) {
      const { rows } = observer;
      const message = `${reason}, at step ${formatCount(rows)} of this run.`;
      this.options.log(`${run}: ${message}`);
      seat.jobs.delete(run);
      observer.finished(outcome("failed", rows, message));
    }
    if (!this.disposed) this.startQueued();
  }

  private leastBusySeat(most = this.options.size): Seat {
    const load = (seat: Seat) => seat.jobs.size + seat.questions;
    const [best] = [...this.seats].sort((a, b) => load(a) - load(b));
    if (best && (load(best) === 0 || this.seats.size >= most)) return best;
    return this.addSeat();
  }

  private addSeat(): Seat {
    if (this.disposed) throw new Error("The extension was deactivated.");
    const seat: Seat = {
      thread: new WorkerThread({
        worker: this.options.createWorker(),
        listeners: {
          chunk: ({ run, chunk }) => seat.jobs.get(run)?.observer.chunk(chunk),
          progress: ({ run, steps }) => seat.jobs.get(run)?.observer.progress(steps),
          finished: ({ run, outcome }) => this.finish(seat, run, outcome),
        },
        onEnd: (reason) => this.end(seat, reason),
        log: this.options.log,
      }),
      jobs: new Map(),
      held: new Set(),
      questions: 0,
      idleTimer: undefined,
    };
    this.seats.add(seat);
    return seat;
  }

  private rest(seat: Seat): void {
    if (seat.jobs.size > 0 || seat.questions > 0 || !this.seats.has(seat)) return;
    clearTimeout(seat.idleTimer);
    const close = () => seat.thread.terminate("The worker was idle");
    seat.idleTimer = setTimeout(close, this.options.idleMilliseconds);
  }

  private seatOf(run: string): Seat | undefined {
    return [...this.seats].find((seat) => seat.jobs.has(run));
  }
}

function outcome(status: RunOutcome["status"], steps: number, message: string | null): RunOutcome {
  return { status, steps, nonFinite: null, message };
}
