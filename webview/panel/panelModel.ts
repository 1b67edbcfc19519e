import type { StepInspection } from "../../src/core/inspection/stepInspection";
import type { FairComparisonState } from "../../src/protocol/fairComparison";
import type { FinderState } from "../../src/protocol/finder";
import type { PanelFinding, PanelState, RunSummary, ScheduleReply } from "../../src/protocol/panel";
import type { Scale } from "../charts/axis";
import type { StepRange } from "../charts/stepRange";
import { domainOfPlaces, type Places, placesOf, stretchOf } from "../compare/alignment";
import { type Curves, lastKnownStep } from "../data/curves";
import type { ViewState } from "./viewState";

/** All columns of a run at one step. */
export interface RowValues {
  readonly step: number;
  /** In the order of `RunSummary.columns`. */
  readonly values: readonly number[];
}

/** The arithmetic on show, which stays until the next has arrived. */
export interface InspectionState {
  readonly content: StepInspection | null;
  /** The run that `content` belongs to. */
  readonly run: string | null;
  /** Whether another step or parameter has been asked for. */
  readonly isWaiting: boolean;
  /** Why there is no arithmetic for what was asked last. */
  readonly error: string | null;
}

/** A name or a note in the making. */
export interface RunEdit {
  readonly run: string;
  readonly field: "name" | "note";
}

/** All that the panel shows. */
export interface PanelModel {
  /** What the host says; null before its first word. */
  readonly content: PanelState | null;
  readonly view: ViewState;
  /** The place on the x axis under the pointer, while there is one: a step, unless runs are stretched. */
  readonly hovered: number | null;
  /** By run. */
  readonly curves: Readonly<Record<string, Curves>>;
  /** By run: curves of all steps, where the axes of values need them besides those that are shown. */
  readonly whole: Readonly<Record<string, Curves>>;
  /** By run: the row last asked for, where the curves do not have it. */
  readonly rows: Readonly<Record<string, RowValues>>;
  readonly inspection: InspectionState;
  /** Schedules as they are planned, by run, and of the optimizer under the cursor. */
  readonly schedules: Readonly<Record<string, ScheduleReply>>;
  /** Widths of the charts' plots, in device pixels, by chart. */
  readonly plotWidths: Readonly<Record<string, number>>;
  /** The learning-rate finder; null while it is closed. */
  readonly finder: FinderState | null;
  readonly fairComparison: FairComparisonState | null;
  /** Why the host could not do what was asked of it last. */
  readonly problem: string | null;
  /** What of a run is being written in the list of runs; null for nothing. */
  readonly editing: RunEdit | null;
  /** What was last done on a key or click, for screen readers. */
  readonly announcement: string;
}

/** The run that header and inspector speak of. */
export function selectedRun({ content }: PanelModel): RunSummary | null {
  if (content === null) return null;
  return content.runs.find((run) => run.id === content.selected) ?? content.runs[0] ?? null;
}

/** The runs that the charts draw. */
export function visibleRuns({ content }: PanelModel): RunSummary[] {
  return (content?.runs ?? []).filter(({ labels }) => !labels.isHidden);
}

/** Beside more runs than these, only one has its values written: nobody finds theirs among more numbers. */
const MOST_READ = 6;

/** The runs whose values at the crosshair are written: all that are drawn, of many the selected one or the first. */
export function readRuns(model: PanelModel): RunSummary[] {
  const visible = visibleRuns(model);
  if (visible.length <= MOST_READ) return visible;
  const listed = listedRun(model) ?? visible[0];
  return [listed];
}

/** What is wrong with a run and its source, the gravest first. */
export function findingsOf({ content }: PanelModel, run: string): readonly PanelFinding[] {
  return content?.findings[run] ?? [];
}

/** The run whose tensors are listed: the selected one, if it is drawn. */
export function listedRun(model: PanelModel): RunSummary | null {
  const selected = selectedRun(model)?.id;
  return visibleRuns(model).find((run) => run.id === selected) ?? null;
}

/** Steps of a run that can be seen: all that it will make while it goes on, and those that it made once it has ended. */
export function runLength(run: RunSummary): number {
  return run.status === "running" ? run.steps : run.stepsDone;
}

/** Where steps lie on the x axis of all charts. */
export function chartPlaces(model: PanelModel): Places {
  return placesOf(model.view.alignment, visibleRuns(model));
}

/** The same of all that is drawn of a run: where other values end it early, as much as its source says. */
function drawnLength(run: RunSummary): number {
  return Math.max(runLength(run), run.trial?.original?.stepsDone ?? 0);
}

/** How the x axis is drawn: shares of runs lie evenly. */
export function shownStepScale({ view }: PanelModel): Scale {
  return view.alignment === "step" ? view.stepScale : "linear";
}

/** The x axis of all charts when nothing is zoomed. */
export function chartDomain(model: PanelModel): StepRange {
  return domainOfPlaces(chartPlaces(model), visibleRuns(model), drawnLength);
}

/** The places on the x axis that the charts show. */
export function shownRange(model: PanelModel): StepRange {
  const domain = chartDomain(model);
  const { range } = model.view;
  return range !== null && range.from < domain.to ? { from: range.from, to: Math.min(range.to, domain.to) } : domain;
}

/**
 * The step of the inspector: the one that was chosen, as far as the run has got; else where the run became non-finite; else
 * its last, while it goes on the last that is drawn. Null while it has none.
 */
export function inspectedStep(model: PanelModel): number | null {
  const run = selectedRun(model);
  if (run === null || run.stepsDone === 0) return null;
  const last = run.stepsDone - 1;
  const end = run.status === "running" ? lastKnownStep(model.curves[run.id]) : null;
  return Math.min(model.view.step ?? run.nonFinite?.step ?? end ?? last, last);
}

/** The inspector's step on the x axis of the charts. */
export function inspectedPlace(model: PanelModel): number | null {
  const step = inspectedStep(model);
  const run = selectedRun(model);
  return step === null || run === null ? null : step * stretchOf(chartPlaces(model), run);
}

/** The place whose values the charts write: the one under the pointer, else that of the inspector. */
export function crosshairPlace(model: PanelModel): number | null {
  return model.hovered ?? inspectedPlace(model);
}
