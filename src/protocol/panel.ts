import type { DifferingSetting } from "../core/comparison/differingSettings";
import type { LossMeasures } from "../core/comparison/lossMeasures";
import type { ParameterChoice, StepInspection } from "../core/inspection/stepInspection";
import type { Instrument } from "../core/instruments/instrument";
import type { Control } from "../core/numberControl";
import type { PlannedSchedule } from "../core/plannedSchedule/plannedSchedule";
import type { NonFiniteEvent } from "../core/simulation/specification";
import type { BucketSpacing } from "../core/trace/bucketStarts";
import type { Contract } from "./connection";
import type { FairComparisonState, FairRequest } from "./fairComparison";
import type { FinderRequest, FinderState } from "./finder";
import type { LandscapeCalls } from "./landscape";
import type { ReportQuery } from "./report";

/** Messages between the extension host and the panel's webview. Calls have a reply; events have none. */

/** `kept`: known from a session before, with no numbers until someone wants to see them. */
export type RunStatus = "kept" | "running" | "finished" | "cancelled" | "diverged" | "failed";

/** What the user has made of a run, apart from its numbers. */
export interface RunLabels {
  /** The name given by hand; null for that of the source. */
  readonly givenName: string | null;
  readonly note: string;
  /** Whether it stays when the history is full. */
  readonly isPinned: boolean;
  /** Whether its curves are left out of the charts. */
  readonly isHidden: boolean;
}

export const PLAIN_LABELS: RunLabels = { givenName: null, note: "", isPinned: false, isHidden: false };

/** A value shown in the quiet line below the optimizer's name: `lr` `3e-4`. */
export interface LabelledValue {
  readonly label: string;
  readonly value: string;
  /** Where it comes from: `default of --lr, line 24`. */
  readonly origin?: string;
  /** Whether a place in a file spells it out, which `revealValue` shows. */
  readonly hasPlace?: boolean;
}

/** One series of a run's trace. */
export interface ColumnSummary {
  /** As in the CSV: `loss`, `v.rms`, `gradientNorm[weight 1]`. */
  readonly name: string;
  /** Step at which the series was first infinite or NaN; null while it never was. */
  readonly firstNonFinite: number | null;
  /** Its value at that step: NaN or ±∞; null while it was always finite. */
  readonly firstNonFiniteValue: number | null;
}

/** Values of hyperparameters other than a source's, by the hyperparameters' ids. */
export type ChangedValues = Readonly<Record<string, number | boolean>>;

/** Values that are tried in a run in the place of its source's. */
export interface TrialSummary {
  readonly changes: ChangedValues;
  /** In short: `lr 0.01, β₂ 0.95`. */
  readonly words: string;
  /** Where it starts instead, which is part of the words; null where that is where its problem lets it. */
  readonly start: string | null;
  /** The run as its source says, for the curves beside it; null until it has begun. */
  readonly original: OriginalRun | null;
}

/** The run as its source says while other values are tried. */
export interface OriginalRun {
  /** Under which its curves are asked for. */
  readonly id: string;
  readonly columns: readonly string[];
  readonly stepsDone: number;
  /** Whether it goes on. */
  readonly isRunning: boolean;
}

/** A hyperparameter of a run that can be given another value. */
export interface Hyperparameter {
  /** `lr`, `betas[1]`, `schedule.gamma`. */
  readonly id: string;
  readonly label: string;
  readonly documentation: string;
  /** As the source says. */
  readonly value: number | boolean;
  readonly control: Control;
  /** What "Write to source" would edit, in words; null where there is nothing that can be edited. */
  readonly writing: string | null;
}

/** One parameter of a run, followed over all of its steps; its series are asked for under its own id as those of a run are. */
export interface ProbeSummary {
  readonly id: string;
  /** As in `RunSummary`. */
  readonly revision: number;
  /** Position of the parameter in the flat vector. */
  readonly index: number;
  /** For example `p[17]` or `weight 1[3, 4]`; null until it is known. */
  readonly parameter: string | null;
  readonly columns: readonly ColumnSummary[];
  readonly stepsDone: number;
  readonly status: RunStatus;
  readonly message: string | null;
}

/** All that the panel shows of a run besides its curves. */
export interface RunSummary {
  readonly id: string;
  /** Grows when the run is made anew in its place, from another version of its source: its curves are then others. */
  readonly revision: number;
  /** `AdamW lr 3e-3`, the name that a native file gives, or the one given by hand. */
  readonly name: string;
  readonly labels: RunLabels;
  /** Framework and optimizer for the header: `torch AdamW`. */
  readonly title: string;
  /** Hyperparameters in one quiet line, in order: `lr 3e-3 → cosine`, `β 0.9, 0.999`. */
  readonly gist: readonly LabelledValue[];
  /** Link to the source: `train.py:24`; null when the run has none. */
  readonly source: string | null;
  /** Problem, size and seed: `noisy quadratic · 100 p · seed 0`; in its place what is replayed. */
  readonly problem: string;
  /** Whether recorded gradients are replayed, so that there is no problem and no loss. */
  readonly isReplay: boolean;
  readonly precision: string;
  /** Number of updates asked for. */
  readonly steps: number;
  /** Steps from one measurement of curvature to the next; null where it is not measured. */
  readonly curvatureInterval: number | null;
  /** What else was asked to be recorded; not all of it has columns. */
  readonly instruments: readonly Instrument[];
  /** Number of updates made so far. */
  readonly stepsDone: number;
  readonly status: RunStatus;
  /** What failed, for `failed`; a sentence for the others where there is something to say. */
  readonly message: string | null;
  readonly nonFinite: NonFiniteEvent | null;
  readonly columns: readonly ColumnSummary[];
  /** Names of the rule's state vectors in the order of the rule: `m`, `v`. */
  readonly stateVectors: readonly string[];
  /** Names of the problem's tensors. */
  readonly tensors: readonly string[];
  /** Number of parameters. */
  readonly parameters: number;
  /** The parameter that is followed; null for none. */
  readonly probe: ProbeSummary | null;
  /** Position in the theme's chart colors, from 0. */
  readonly color: number;
  /** Whether the source has changed since the run was made. */
  readonly stale: boolean;
  /** Why it shows an older version of its source although live simulation follows that, as a sentence; null where it does not. */
  readonly held: string | null;
  /** Null where it is as its source says. */
  readonly trial: TrialSummary | null;
  /** The values that were tried until the source said something else; null where there are none, or the user knows. */
  readonly dropped: Pick<TrialSummary, "changes" | "words"> | null;
}

/** Something that is wrong with a run or its source, or that is worth knowing. */
export interface PanelFinding {
  /** Names it among those of its run. */
  readonly id: string;
  readonly rule: string;
  readonly severity: "error" | "warning" | "information";
  /** One sentence that names the quantity and its value. */
  readonly message: string;
  /** The step at which it shows; null where it shows at no single one. */
  readonly step: number | null;
  /** Link to what it is about: `train.py:24`; null where that is gone or says something else by now. */
  readonly place: string | null;
  /** Titles of the edits that mend it, the best first. */
  readonly fixes: readonly string[];
}

/** The whole of the panel's content, besides the curves. */
export interface PanelState {
  readonly runs: readonly RunSummary[];
  /** By run, the gravest first; runs of which nothing is known have none. */
  readonly findings: Readonly<Record<string, readonly PanelFinding[]>>;
  /** The run that header and inspector speak of; null when there is none. */
  readonly selected: string | null;
  /** Whether what is edited is simulated again after each edit. */
  readonly followsEdits: boolean;
  /** Names of the runs that were removed last and can be brought back; empty when there are none. */
  readonly removed: readonly string[];
  /** Whether curvature is measured along runs whose source does not say. */
  readonly measuresCurvature: boolean;
  /** What is recorded besides of runs whose source does not say. */
  readonly instruments: readonly Instrument[];
}

/** Averages over the last steps: see `smoothedAt`. */
export interface Smoothing {
  /** In steps, more than 1. */
  readonly timeConstant: number;
  /** Those among the query's columns that are smoothed. */
  readonly columns: readonly string[];
}

/** Asks for curves of a run, or of its original: at most `buckets` points a series between the steps `from` and `to` (exclusive). */
export interface WindowQuery {
  readonly run: string;
  readonly columns: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly buckets: number;
  /** As the axis of steps is drawn; linear by default. */
  readonly spacing?: BucketSpacing;
  readonly smoothing?: Smoothing;
  /** Whether the charts show another window: this one is not foreseen. */
  readonly isAside?: boolean;
}

/**
 * Curves of a run. `data` holds, for every column in the order asked for, four blocks of `points` float64 each: the step at
 * which the bucket begins, the value there, the smallest and the largest finite value in the bucket. Where there are no
 * more rows than buckets, every bucket is one row. After them comes one block for every smoothed column: its average there.
 */
export interface WindowReply {
  readonly run: string;
  /** Rows of the trace when the reply was made. */
  readonly rows: number;
  readonly points: number;
  readonly data: ArrayBuffer;
}

export interface InspectQuery {
  readonly run: string;
  readonly step: number;
  readonly choice: ParameterChoice;
}

/** Values of all of a run's columns at one step, in the order of `RunSummary.columns`. */
export interface RowQuery {
  readonly run: string;
  readonly step: number;
}

/** A schedule as it is planned, without a run. */
export interface ScheduleQuery {
  /** Whose schedule it is; null for that of the optimizer under the cursor. */
  readonly run: string | null;
}

/** What a schedule is to do. */
export interface ScheduleReply {
  /** As shown: `torch AdamW`. */
  readonly title: string;
  /** Null where it follows the run: its loss, its gradients or its updates. */
  readonly plan: SchedulePlan | null;
}

/** `PlannedSchedule` at the resolution of a screen. */
export interface SchedulePlan extends Omit<PlannedSchedule, "rates" | "stride"> {
  /** Learning rate after the last of the updates that the curve spans. */
  readonly final: number;
  /** Of `SCHEDULE_COLUMN`, as in `WindowReply`. */
  readonly curve: Pick<WindowReply, "rows" | "points" | "data">;
}

/** A finding of a run. */
export interface FindingQuery {
  readonly run: string;
  readonly finding: string;
}

/** Asks how runs compare. */
export interface CompareQuery {
  readonly runs: readonly string[];
  /** The loss to be reached; null for the largest of the runs' last losses. */
  readonly target: number | null;
}

/** How runs compare, each list in the order of the runs that were asked about. */
export interface Comparison {
  /** What is not the same in all of them. */
  readonly settings: readonly DifferingSetting[];
  /** The loss whose reaching is told; null where no run has a finite last loss. */
  readonly target: number | null;
  /** Number of steps that all runs with a loss have. */
  readonly sharedSteps: number;
  /** Null of a run without losses. */
  readonly losses: readonly (LossMeasures | null)[];
}

/** A file that the panel has made. */
export interface SavedFile {
  /** With its extension. */
  readonly name: string;
  /** Text, or bytes in base64. */
  readonly data: string;
  readonly isBase64: boolean;
}

export type ValueForm = "csv" | "json";

/** Series of some runs for a file. */
export interface ValuesQuery {
  /** Of the file, without an extension. */
  readonly name: string;
  readonly runs: readonly string[];
  /** Those that a run does not have are left out. */
  readonly columns: readonly string[];
  readonly form: ValueForm;
}

/** What the webview would ask for next, answered before it has: a run that was made anew is drawn with the news of it. */
export interface ForeseenAnswers {
  readonly windows: readonly { readonly query: WindowQuery; readonly reply: WindowReply }[];
  readonly rows: readonly { readonly query: RowQuery; readonly values: readonly number[] }[];
}

/** The content, sent whenever something of it changes. */
export interface PanelNews {
  readonly content: PanelState;
  readonly foreseen: ForeseenAnswers;
}

/** An instrument to turn on or off. */
export interface InstrumentSwitch {
  readonly runs: readonly string[];
  readonly instrument: Instrument;
  readonly isOn: boolean;
}

/** What the webview may ask of the host. */
export interface PanelCalls extends LandscapeCalls {
  /** The webview has loaded: replies with everything to show. */
  ready(view: Record<string, never>): PanelState;
  window(query: WindowQuery): WindowReply;
  row(query: RowQuery): readonly number[];
  inspect(query: InspectQuery): StepInspection;
  /** Follows one parameter of a run, in the place of the one before; none for null. The run's summary tells of it. */
  probe(query: { readonly run: string; readonly index: number | null }): void;
  /** Null where the user picks no optimizer; rejected with the reason where its schedule cannot be read. */
  schedule(query: ScheduleQuery): ScheduleReply | null;
  compare(query: CompareQuery): Comparison;
  select(query: { readonly run: string }): void;
  /** Simulates the selected run's source again, or the optimizer under the cursor when there is no run. */
  simulate(query: { readonly run: string | null }): void;
  /** Goes on past the first non-finite value. */
  continueRun(query: { readonly run: string }): void;
  cancel(query: { readonly run: string }): void;
  /** Turns simulating as you type on or off. */
  followEdits(query: { readonly follow: boolean }): void;
  /** Turns measuring curvature on or off, and simulates a run again. */
  measureCurvature(query: { readonly run: string; readonly measure: boolean }): void;
  /** Turns an instrument on or off, and simulates runs again as they are. */
  switchInstrument(query: InstrumentSwitch): void;
  /** Changes what the user makes of runs; what is not given stays. */
  label(query: { readonly runs: readonly string[]; readonly change: Partial<RunLabels> }): void;
  remove(query: { readonly runs: readonly string[] }): void;
  /** Brings the runs back that were removed last. */
  undoRemove(query: Record<string, never>): void;
  reveal(query: { readonly run: string }): void;
  /** Goes to where the hyperparameter of this label in the run's gist is spelled out by now. */
  revealValue(query: { readonly run: string; readonly label: string }): void;
  /** The hyperparameters that can be given other values; rejected with the reason where there are none. */
  hyperparameters(query: { readonly run: string }): readonly Hyperparameter[];
  /** Tries other values in a run, in the place of all that were tried before. The reply comes when it is shown with them. */
  adjust(query: { readonly run: string; readonly changes: ChangedValues }): void;
  /** Writes the values that are tried in a run into its source, as one edit that undo takes back. */
  writeChanges(query: { readonly run: string }): void;
  /** Goes to what a finding is about. */
  revealFinding(query: FindingQuery): void;
  /** Makes one of a finding's fixes in its source, as one edit that undo takes back. */
  fixFinding(query: FindingQuery & { readonly fix: string }): void;
  /** Opens the page of a rule. */
  explainRule(query: { readonly rule: string }): void;
  openExample(query: Record<string, never>): void;
  exportTrace(query: { readonly run: string }): void;
  finder(request: FinderRequest): void;
  fairComparison(request: FairRequest): void;
  /** Asks for a place and writes a file there. */
  saveFile(query: SavedFile): void;
  /** Asks for a place and writes what some series are at every step. */
  exportValues(query: ValuesQuery): void;
  /** Asks for a place and writes a page with all that is shown of some runs. */
  exportReport(query: ReportQuery): void;
  showLog(query: Record<string, never>): void;
  copy(query: { readonly text: string }): void;
}

/** What the host tells the webview unasked. */
export interface PanelEvents {
  state: PanelNews;
  /** A run has grown: fetch its windows again. */
  progress: { readonly run: string; readonly stepsDone: number };
  /** The learning-rate finder has got on; null when it is closed. */
  finder: FinderState | null;
  fairComparison: FairComparisonState | null;
  /** A report was asked for outside the panel: `exportReport` says how the panel is set. */
  reportWanted: null;
}

/** The host's end of the connection to a webview; the webview's end is silent. Both ends put a `jsonTransport` around the channel. */
export interface PanelContract extends Contract {
  readonly calls: PanelCalls;
  readonly events: PanelEvents;
}
