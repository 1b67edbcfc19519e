import type { ParameterChoice, StepInspection } from "../core/inspection/stepInspection";
import type { GridPlaces } from "../core/landscape/lossGrid";
import type { PlanePath } from "../core/landscape/pathTracing";
import type { Plane } from "../core/landscape/plane";
import type { FoundPlane } from "../core/landscape/planeSearch";
import type { PlannedSchedule } from "../core/plannedSchedule/plannedSchedule";
import type { FileContents } from "../core/problems/recordingSpecification";
import type { NonFiniteEvent, OptimizerSpecification, RunSpecification } from "../core/simulation/specification";
import type { NoStableRate, StableRate } from "../core/stability/stableRate";
import type { PointOutcome, PointQuestion } from "../core/sweep/pointOutcome";
import type { RuleSettings } from "../diagnosis/ruleSettings";
import type { RunFinding } from "../diagnosis/run/runRule";
import type { Contract } from "./connection";

/** Messages between the extension host and a simulation worker. Calls have a reply; events have none. */

/** What is known of a run as soon as its specification has been accepted. */
export interface RunDescription {
  /** Names of the trace's columns. */
  readonly columns: readonly string[];
  readonly stateVectors: readonly string[];
  readonly tensors: readonly string[];
  readonly parameters: number;
  /** Name of the one parameter that is followed; absent where all are. */
  readonly probed?: string;
}

export interface RunOutcome {
  readonly status: "finished" | "cancelled" | "diverged" | "failed";
  readonly steps: number;
  readonly nonFinite: NonFiniteEvent | null;
  /** What failed, for `failed`. */
  readonly message: string | null;
}

/** A run to begin, or to go back to. */
export interface RunQuery {
  readonly run: string;
  readonly specification: RunSpecification;
  /** Files of its recording that the worker cannot read by their paths. */
  readonly contents: FileContents;
}

/** A run that is over, to be diagnosed. */
export interface DiagnosisQuery {
  readonly specification: RunSpecification;
  readonly columns: readonly string[];
  /** Of its trace, in order. */
  readonly chunks: readonly SharedArrayBuffer[];
  readonly nonFinite: NonFiniteEvent | null;
  readonly settings: RuleSettings;
}

/** A point to evaluate of which no trace is kept. */
export interface EvaluationQuery {
  /** What it is cancelled with. */
  readonly group: string;
  readonly specification: RunSpecification;
  readonly question: PointQuestion;
}

/** A part of a landscape to work out. */
export interface LandscapeQuery {
  /** What it is cancelled with. */
  readonly group: string;
  readonly specification: RunSpecification;
}

export interface PathQuery extends LandscapeQuery {
  readonly plane: Plane;
}

export interface GridQuery extends PathQuery {
  readonly places: GridPlaces;
}

/** What the host may ask of a worker. */
export interface WorkerCalls {
  /**
   * Begins a run and replies when its specification has been accepted; throws a message that names the bad value otherwise. With `probe`, the position
   * of a parameter, its trace is of that parameter alone: see `ParameterProbe`.
   */
  start(query: RunQuery & { readonly probe?: number }): RunDescription;
  /** Stops a run within 50 ms; `finished` follows. */
  cancel(query: { readonly run: string }): void;
  /** The arithmetic of one step. A run that the worker does not hold is simulated anew from its specification. */
  inspect(query: RunQuery & { readonly step: number; readonly choice: ParameterChoice }): StepInspection;
  /** What happened in a run and why; takes some tenths of a second where it simulates variants of the run. */
  diagnose(query: DiagnosisQuery): readonly RunFinding[];
  /** Simulates a point of a sweep, in slices beside the runs; throws where it cannot be simulated, or was cancelled. */
  evaluate(query: EvaluationQuery): PointOutcome;
  /** The plane in which a run is looked at, in shared memory; worked out in slices beside the runs; throws where it cannot be found, or was cancelled, as the two below do. */
  findPlane(query: LandscapeQuery): FoundPlane;
  /** Where a run went in a plane. */
  tracePath(query: PathQuery): PlanePath;
  /** The loss on a grid in a plane, row by row from below. */
  evaluateGrid(query: GridQuery): Float64Array;
  /** Gives up all points and parts of a group. */
  cancelEvaluations(query: { readonly group: string }): void;
  /** The largest learning rate with which an optimizer stays at the minimum, by its linear form. */
  stableRate(query: { readonly specification: RunSpecification; readonly guess: number }): StableRate | NoStableRate;
  /** What a schedule is to do over all of its steps; null where it follows the run. */
  planSchedule(query: { readonly optimizer: OptimizerSpecification; readonly steps: number }): PlannedSchedule | null;
  /** Forgets a run. */
  release(query: { readonly run: string }): void;
}

/** What a worker tells the host unasked. */
export interface WorkerEvents {
  /** A new chunk of the trace, in shared memory: it fills while the run goes on, and outlives the worker. */
  chunk: { readonly run: string; readonly chunk: SharedArrayBuffer };
  /** At most some 20 a second. */
  progress: { readonly run: string; readonly steps: number };
  finished: { readonly run: string; readonly outcome: RunOutcome };
}

/** The worker's end of the connection to the host; the host's end is silent. */
export interface WorkerContract extends Contract {
  readonly calls: WorkerCalls;
  readonly events: WorkerEvents;
}
