import type { ParameterChoice, StepInspection } from "../../src/core/inspection/stepInspection";
import type { FairComparisonState } from "../../src/protocol/fairComparison";
import type { FinderState } from "../../src/protocol/finder";
import type { PanelState, RunLabels, RunSummary, ScheduleReply } from "../../src/protocol/panel";
import type { Scale } from "../charts/axis";
import type { ChartLayout } from "../charts/chartLayout";
import type { StepRange } from "../charts/stepRange";
import type { Alignment } from "../compare/alignment";
import type { Curves } from "../data/curves";
import { AT_CURSOR, plannedCurves, plannedId } from "../instruments/plannedRun";
import type { PortraitAxes } from "../instruments/portraitAxes";
import { withProbes } from "../instruments/probedRun";
import type { PanelModel, RowValues, RunEdit } from "./panelModel";
import { INITIAL_VIEW, type ValueRange, type ViewState } from "./viewState";

/** Everything that can change what the panel shows. */
export type PanelAction =
  | {
      readonly type: "content";
      readonly content: PanelState;
      /** What came with it, by run. */
      readonly curves?: Readonly<Record<string, Curves>>;
      readonly rows?: Readonly<Record<string, RowValues>>;
    }
  | { readonly type: "progress"; readonly run: string; readonly stepsDone: number }
  | { readonly type: "curves"; readonly curves: Readonly<Record<string, Curves>> }
  | { readonly type: "whole"; readonly run: string; readonly curves: Curves }
  | { readonly type: "row"; readonly run: string; readonly row: RowValues }
  | { readonly type: "hover"; readonly step: number | null }
  | { readonly type: "step"; readonly step: number }
  | { readonly type: "zoom"; readonly range: StepRange | null }
  | { readonly type: "scale"; readonly charts: readonly string[]; readonly scale: Scale }
  | { readonly type: "stepScale"; readonly scale: Scale }
  | { readonly type: "valueRange"; readonly valueRange: ValueRange }
  | { readonly type: "smoothing"; readonly timeConstant: number | null }
  | { readonly type: "layout"; readonly layout: ChartLayout }
  | { readonly type: "choice"; readonly choice: ParameterChoice }
  | { readonly type: "probed"; readonly index: number }
  | { readonly type: "portrait"; readonly axes: Partial<PortraitAxes> }
  /** @property run id, or `AT_CURSOR` */
  | { readonly type: "schedule"; readonly run: string; readonly reply: ScheduleReply }
  | { readonly type: "label"; readonly runs: readonly string[]; readonly change: Partial<RunLabels> }
  | { readonly type: "listRuns"; readonly isOpen: boolean }
  | { readonly type: "compareRuns"; readonly isOpen: boolean }
  | { readonly type: "alignment"; readonly alignment: Alignment }
  | { readonly type: "targetLoss"; readonly target: number | null }
  | { readonly type: "edit"; readonly edit: RunEdit | null }
  | { readonly type: "allCharts"; readonly areShown: boolean }
  | { readonly type: "whatIf"; readonly isShown: boolean }
  | { readonly type: "landscape"; readonly isShown: boolean }
  | { readonly type: "landscapeWindow"; readonly window: ViewState["landscapeWindow"] }
  | { readonly type: "select"; readonly run: string }
  | { readonly type: "inspecting" }
  | { readonly type: "inspected"; readonly run: string; readonly inspection: StepInspection }
  | { readonly type: "inspectionFailed"; readonly message: string }
  | { readonly type: "plotWidth"; readonly chart: string; readonly width: number }
  | { readonly type: "finder"; readonly state: FinderState | null }
  | { readonly type: "fairComparison"; readonly state: FairComparisonState | null }
  | { readonly type: "problem"; readonly message: string }
  | { readonly type: "announce"; readonly text: string };

/** The panel before the host has said anything, with the view as it was left. */
export function initialModel(view: ViewState = INITIAL_VIEW): PanelModel {
  return {
    content: null,
    view,
    hovered: null,
    curves: {},
    whole: {},
    rows: {},
    inspection: { content: null, run: null, isWaiting: false, error: null },
    schedules: {},
    plotWidths: {},
    finder: null,
    fairComparison: null,
    problem: null,
    editing: null,
    announcement: "",
  };
}

/** What the panel shows after something has happened. */
export function panelReducer(model: PanelModel, action: PanelAction): PanelModel {
  switch (action.type) {
    case "content":
      return withContent(model, action.content, action.curves ?? {}, action.rows ?? {});
    case "progress":
      return withProgress(model, action.run, action.stepsDone);
    case "curves":
      return { ...model, curves: { ...model.curves, ...pick(action.curves, curveIds(model.content?.runs ?? [])) } };
    case "whole":
      if (!curveIds(model.content?.runs ?? []).includes(action.run)) return model;
      return { ...model, whole: { ...model.whole, [action.run]: action.curves } };
    case "row":
      if (!runIds(model).includes(action.run) && !probeIds(model.content?.runs ?? []).includes(action.run))
        return model;
      return { ...model, rows: { ...model.rows, [action.run]: action.row } };
    case "hover":
      return action.step === model.hovered ? model : { ...model, hovered: action.step };
    case "step":
      return withView(model, { step: Math.max(0, Math.round(action.step)) });
    case "zoom":
      return withView(model, { range: action.range });
    case "scale": {
      const scales = Object.fromEntries(action.charts.map((chart) => [chart, action.scale]));
      return withView(model, { scales: { ...model.view.scales, ...scales } });
    }
    case "stepScale":
      return withView(model, { stepScale: action.scale });
    case "valueRange":
      return withView(model, { valueRange: action.valueRange });
    case "smoothing":
      return withView(model, { smoothing: action.timeConstant });
    case "layout":
      return withView(model, { layout: action.layout });
    case "choice":
      return withView(model, { choice: action.choice });
    case "probed":
      return withView(model, { probed: Math.max(0, Math.round(action.index)) });
    case "portrait":
      return withView(model, { portrait: { ...model.view.portrait, ...action.axes } });
    case "schedule":
      return withSchedule(model, action.run, action.reply);
    case "label":
      return withLabels(model, action.runs, action.change);
    case "listRuns":
      return withView({ ...model, editing: null }, { listsRuns: action.isOpen });
    case "compareRuns":
      return withView(model, { comparesRuns: action.isOpen });
    case "alignment":
      // Places on the x axis are others now.
      return withView({ ...model, hovered: null }, { alignment: action.alignment, range: null });
    case "targetLoss":
      return withView(model, { targetLoss: action.target });
    case "edit":
      return withView({ ...model, editing: action.edit }, action.edit === null ? {} : { listsRuns: true });
    case "allCharts":
      return withView(model, { showsAllCharts: action.areShown });
    case "whatIf":
      return withView(model, { showsWhatIf: action.isShown });
    case "landscape":
      return withView(model, { showsLandscape: action.isShown });
    case "landscapeWindow":
      return withView(model, { landscapeWindow: action.window });
    case "select":
      return model.content === null ? model : { ...model, content: { ...model.content, selected: action.run } };
    case "inspecting":
      return { ...model, inspection: { ...model.inspection, isWaiting: true } };
    case "inspected":
      return {
        ...model,
        inspection: { content: action.inspection, run: action.run, isWaiting: false, error: null },
      };
    case "inspectionFailed":
      return { ...model, inspection: { ...model.inspection, isWaiting: false, error: action.message } };
    case "plotWidth":
      if (model.plotWidths[action.chart] === action.width) return model;
      return { ...model, plotWidths: { ...model.plotWidths, [action.chart]: action.width } };
    case "finder":
      return { ...model, finder: action.state };
    case "fairComparison":
      return { ...model, fairComparison: action.state };
    case "problem":
      return { ...model, problem: action.message };
    case "announce":
      return { ...model, announcement: action.text };
  }
}

/**
 * Takes over what the host says, and forgets what belongs to runs that are gone or have begun again. The curves of a run that was made anew in
 * its place stay until its own are there, so that the charts are never empty.
 */
function withContent(
  model: PanelModel,
  content: PanelState,
  curves: PanelModel["curves"],
  rows: PanelModel["rows"],
): PanelModel {
  const before = new Map(withProbes(model.content?.runs ?? []).map((run) => [run.id, run]));
  const isSame = (run: RunSummary) => run.revision === (before.get(run.id)?.revision ?? run.revision);
  const keepsRows = content.runs.filter((run) => isSame(run) && run.stepsDone >= (before.get(run.id)?.stepsDone ?? 0));
  const keepsProbes = withProbes(content.runs).filter((run) => !content.runs.includes(run) && isSame(run));
  const keepsCurves = content.runs.filter((run) => !isSame(run) || keepsRows.includes(run));
  const inspection = content.runs.some((run) => run.id === model.inspection.run)
    ? model.inspection
    : { content: null, run: null, isWaiting: false, error: null };
  return {
    ...model,
    content,
    problem: null,
    curves: merge(pick(model.curves, curveIds(keepsCurves)), curves),
    whole: pick(model.whole, curveIds(keepsCurves)),
    rows: merge(pick(model.rows, [...idsOf(keepsRows), ...idsOf(keepsProbes)]), rows),
    schedules: pick(model.schedules, [AT_CURSOR, ...idsOf(content.runs)]),
    inspection,
  };
}

function withProgress(model: PanelModel, id: string, stepsDone: number): PanelModel {
  if (model.content === null) return model;
  const runs = model.content.runs.map((run) => {
    if (run.id === id) return { ...run, stepsDone };
    return run.probe?.id === id ? { ...run, probe: { ...run.probe, stepsDone } } : run;
  });
  return { ...model, content: { ...model.content, runs } };
}

/** What the host will say in a moment: a click is answered at once. A name that is given up is known to the host alone. */
function withLabels(model: PanelModel, ids: readonly string[], change: Partial<RunLabels>): PanelModel {
  if (model.content === null) return model;
  const runs = model.content.runs.map((run) =>
    ids.includes(run.id) ? { ...run, labels: { ...run.labels, ...change }, name: change.givenName ?? run.name } : run,
  );
  return { ...model, content: { ...model.content, runs } };
}

function withView(model: PanelModel, change: Partial<ViewState>): PanelModel {
  return { ...model, view: { ...model.view, ...change } };
}

/** Keeps a schedule, and its curve among those of runs. */
function withSchedule(model: PanelModel, run: string, reply: ScheduleReply): PanelModel {
  if (run !== AT_CURSOR && !runIds(model).includes(run)) return model;
  const curves = reply.plan === null ? {} : { [plannedId(run)]: plannedCurves(run, reply.plan) };
  return {
    ...model,
    schedules: { ...model.schedules, [run]: reply },
    curves: { ...model.curves, ...curves },
  };
}

function runIds({ content }: PanelModel): string[] {
  return idsOf(content?.runs ?? []);
}

function idsOf(runs: readonly RunSummary[]): string[] {
  return runs.map((run) => run.id);
}

/** What curves are of: the runs, their originals where other values are tried in them, what is followed of them, and their schedules. */
function curveIds(runs: readonly RunSummary[]): string[] {
  const originals = runs.flatMap(({ trial }) => trial?.original?.id ?? []);
  const schedules = [AT_CURSOR, ...idsOf(runs)].map(plannedId);
  return [...idsOf(runs), ...originals, ...probeIds(runs), ...schedules];
}

function probeIds(runs: readonly RunSummary[]): string[] {
  return runs.flatMap(({ probe }) => probe?.id ?? []);
}

/** The same record where all of it is kept: what is drawn of it need not be drawn again. */
function pick<T>(record: Readonly<Record<string, T>>, keys: readonly string[]): Readonly<Record<string, T>> {
  const entries = Object.entries(record);
  const kept = entries.filter(([key]) => keys.includes(key));
  return kept.length === entries.length ? record : Object.fromEntries(kept);
}

/** The same record where there is nothing to add. */
function merge<T>(
  record: Readonly<Record<string, T>>,
  added: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  return Object.keys(added).length === 0 ? record : { ...record, ...added };
}
