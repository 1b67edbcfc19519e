import { l10n } from "vscode";
import type { NonFiniteEvent, RunSpecification } from "../../core/simulation/specification";
import { Trace } from "../../core/trace/trace";
import { columnSummaries } from "../../protocol/columnSummaries";
import type { ComparedRun } from "../../protocol/compareRuns";
import {
  PLAIN_LABELS,
  type ProbeSummary,
  type RunLabels,
  type RunStatus,
  type RunSummary,
  type TrialSummary,
} from "../../protocol/panel";
import type { DiagnosisQuery, RunDescription, RunOutcome } from "../../protocol/worker";
import type { RunPlan } from "./runPlan";
import { sourceLabel } from "./sourceLabel";
import type { RunObserver } from "./workerPool";

/** A run as the host knows it: what it is, how far it is, and its trace in memory shared with the worker. */
export class Run implements RunObserver {
  status: RunStatus = "running";
  message: string | null = null;
  /** Whether the source says something else by now. */
  stale = false;
  /** Why it shows an older version of its source while live simulation follows that; null where it does not. */
  held: string | null = null;
  /** Whether it is under way for the eyes only: no worker goes on with it. */
  isAbandoned = false;
  /** What the user has made of it. */
  labels: RunLabels = PLAIN_LABELS;
  /** When it was begun, later than every run before it: its place among them across reloads. */
  created = 0;
  /** The run as its source says, while other values are tried in this one. */
  original: Run | null = null;
  /** One parameter of this run, followed over all steps; null for none. */
  probe: Run | null = null;
  /** Of a probe: position of the parameter that it follows. */
  probed: number | undefined = undefined;
  /** Memory of the trace. */
  bytes = 0;
  private chunks: SharedArrayBuffer[] = [];
  private description: RunDescription | null = null;
  private trace: Trace | null = null;
  private steps = 0;
  private nonFinite: NonFiniteEvent | null = null;

  constructor(
    readonly id: string,
    /** How often another version of its source had the same place in the panel before. */
    readonly revision: number,
    public plan: RunPlan,
    readonly color: number,
    /** Number of updates after which it was cancelled before the window was reloaded; null for every other run. */
    readonly cancelledAfter: number | null,
    /** Told when something but the curves has changed, and when the curves have. */
    private readonly notify: { readonly changed: () => void; readonly progressed: () => void },
  ) {}

  /** Its name among the workers' runs: unlike its id, no other run has ever had it. */
  get job(): string {
    return this.revision === 0 ? this.id : `${this.id}.${this.revision}`;
  }

  /** What is simulated: of a run that was cancelled, no more than there was. */
  get specification(): RunSpecification {
    const { specification } = this.plan;
    return this.cancelledAfter === null ? specification : { ...specification, steps: this.cancelledAfter };
  }

  /** As it is shown. */
  get name(): string {
    return this.labels.givenName ?? this.plan.name;
  }

  /** Under which the panel asks for its curves where it is the original of another: unlike its job, no other run's id. */
  get originalId(): string {
    return `original of ${this.job}`;
  }

  get rows(): number {
    return this.trace?.rows ?? 0;
  }

  /** Number of updates made, as far as the host has heard. */
  get stepsDone(): number {
    return this.steps;
  }

  /** @throws Error while the run has not begun, or when it could not */
  get recorded(): Trace {
    if (this.trace === null) throw new Error(this.message ?? l10n.t("{0} has no data yet.", this.name));
    return this.trace;
  }

  /** What a diagnosis looks at; null while the run goes on, and where there is nothing of it. */
  get diagnosable(): Omit<DiagnosisQuery, "settings"> | null {
    if (this.trace === null || this.rows === 0 || this.status === "running") return null;
    const { specification, chunks, nonFinite } = this;
    return { specification, columns: this.trace.columns, chunks, nonFinite };
  }

  /** Values of all columns at one step. @throws Error when there is no such step, or no data yet */
  row(step: number): readonly number[] {
    const trace = this.recorded;
    const row = new Float64Array(trace.columns.length);
    trace.readRow(step, row);
    return Array.from(row);
  }

  /** What a comparison needs of it. */
  compared(): ComparedRun {
    const { title, gist, problem, specification } = this.plan;
    const { precision, steps } = specification;
    return { title, gist, problem, precision, steps, specification, trace: this.trace };
  }

  started(description: RunDescription): void {
    this.description = description;
    this.trace = new Trace(description.columns);
    this.steps = 0;
    this.bytes = 0;
    this.chunks = [];
    this.notify.changed();
  }

  chunk(chunk: SharedArrayBuffer): void {
    this.trace?.addChunk(chunk);
    this.bytes += chunk.byteLength;
    this.chunks.push(chunk);
  }

  progress(steps: number): void {
    this.steps = steps;
    this.notify.progressed();
  }

  /** Comes to its end where it is. */
  stop(): void {
    this.finished({ status: "cancelled", steps: this.steps, nonFinite: null, message: null });
  }

  finished(outcome: RunOutcome): void {
    this.status = outcome.status === "finished" && this.cancelledAfter !== null ? "cancelled" : outcome.status;
    this.steps = outcome.steps;
    this.nonFinite = outcome.nonFinite;
    this.message = outcome.message;
    this.notify.changed();
  }

  summary(): RunSummary {
    const { plan, description, trace } = this;
    return {
      id: this.id,
      revision: this.revision,
      name: this.name,
      labels: this.labels,
      title: plan.title,
      gist: plan.gist,
      source: plan.source && sourceLabel(plan.source),
      problem: plan.problem,
      isReplay: plan.specification.recording !== undefined,
      precision: plan.specification.precision,
      steps: plan.specification.steps,
      curvatureInterval: plan.specification.curvature?.every ?? null,
      instruments: plan.specification.instruments ?? [],
      stepsDone: this.steps,
      status: this.status,
      message: this.message,
      nonFinite: this.nonFinite,
      columns: trace === null ? [] : columnSummaries(trace),
      stateVectors: description?.stateVectors ?? [],
      tensors: description?.tensors ?? [],
      parameters: description?.parameters ?? 0,
      probe: this.probe?.probeSummary() ?? null,
      color: this.color,
      stale: this.stale,
      held: this.held,
      trial: this.trialSummary(),
      dropped: plan.dropped ?? null,
    };
  }

  private probeSummary(): ProbeSummary {
    const { id, revision, trace, description, probed = 0, status, message } = this;
    return {
      id,
      revision,
      index: probed,
      parameter: description?.probed ?? null,
      columns: trace === null ? [] : columnSummaries(trace),
      stepsDone: this.steps,
      status,
      message,
    };
  }

  private trialSummary(): TrialSummary | null {
    const { trial } = this.plan;
    if (trial === undefined) return null;
    const { changes, start = null } = trial;
    const words = [trial.words, start ?? ""].filter((part) => part !== "").join(", ");
    const { original } = this;
    const begun = original !== null &&
      original.rows > 0 && {
        id: original.originalId,
        columns: original.recorded.columns,
        stepsDone: original.stepsDone,
        isRunning: original.status === "running",
      };
    return { changes, words, start, original: begun || null };
  }
}
