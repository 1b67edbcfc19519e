import type { ParameterChoice } from "../../src/core/inspection/stepInspection";
import type { PlaneWindow } from "../../src/core/landscape/planeWindow";
import type { Scale } from "../charts/axis";
import { type ChartLayout, DEFAULT_LAYOUT, restoreLayout } from "../charts/chartLayout";
import type { StepRange } from "../charts/stepRange";
import type { Alignment } from "../compare/alignment";
import type { PortraitAxes } from "../instruments/portraitAxes";

export type ValueRange = "shown" | "all";

/** How the user has set the panel. It outlives hiding, moving and reloading it. */
export interface ViewState {
  /** The step of the inspector; null follows the run. */
  readonly step: number | null;
  /** The places on the x axis that the charts show, which are steps unless runs are stretched; null for all. */
  readonly range: StepRange | null;
  /** By chart, where it differs from the chart's own. */
  readonly scales: Readonly<Record<string, Scale>>;
  /** Whether the axis of steps, which all charts share, is logarithmic. */
  readonly stepScale: Scale;
  /** Whether axes of values follow the steps that are shown, or stay as they are for all steps. */
  readonly valueRange: ValueRange;
  /** Time constant of the average that is drawn over the curves, in steps; null without one. */
  readonly smoothing: number | null;
  /** Which charts there are, in which order and of which size. */
  readonly layout: ChartLayout;
  readonly choice: ParameterChoice;
  /** Position of the one parameter that instruments follow. */
  readonly probed: number;
  /** What the phase portrait has on its axes, where that is not what it usually has. */
  readonly portrait: Partial<PortraitAxes>;
  /** Whether all charts are shown, not only the primary ones. */
  readonly showsAllCharts: boolean;
  /** Whether the list of all runs is open. */
  readonly listsRuns: boolean;
  /** Whether the comparison of several runs is open. */
  readonly comparesRuns: boolean;
  /** The loss whose reaching is told there; null for one that all runs reach. */
  readonly targetLoss: number | null;
  /** How runs of different lengths lie over one another in the charts. */
  readonly alignment: Alignment;
  /** Whether the hyperparameters are shown, to be changed. */
  readonly showsWhatIf: boolean;
  /** Whether the landscape is shown. */
  readonly showsLandscape: boolean;
  /** What is seen of a run's landscape; null for all that there is. */
  readonly landscapeWindow: { readonly run: string; readonly window: PlaneWindow } | null;
}

export const INITIAL_VIEW: ViewState = {
  step: null,
  range: null,
  scales: {},
  stepScale: "linear",
  valueRange: "shown",
  smoothing: null,
  layout: DEFAULT_LAYOUT,
  choice: { kind: "largestUpdate" },
  probed: 0,
  portrait: {},
  showsAllCharts: false,
  listsRuns: false,
  comparesRuns: true,
  targetLoss: null,
  alignment: "step",
  showsWhatIf: false,
  showsLandscape: false,
  landscapeWindow: null,
};

/** The view as it was kept, with the initial value for whatever is missing or has another form. */
export function restoreView(kept: unknown): ViewState {
  if (!isRecord(kept)) return INITIAL_VIEW;
  return {
    step: isStep(kept.step) ? kept.step : null,
    range: restoreRange(kept.range),
    scales: restoreScales(kept.scales),
    stepScale: kept.stepScale === "log" ? "log" : "linear",
    valueRange: kept.valueRange === "all" ? "all" : "shown",
    smoothing: Number(kept.smoothing) > 1 && Number.isFinite(kept.smoothing) ? Number(kept.smoothing) : null,
    layout: restoreLayout(kept.layout),
    choice: restoreChoice(kept.choice),
    probed: isStep(kept.probed) ? kept.probed : 0,
    portrait: restorePortrait(kept.portrait),
    showsAllCharts: kept.showsAllCharts === true,
    listsRuns: kept.listsRuns === true,
    comparesRuns: kept.comparesRuns !== false,
    targetLoss: typeof kept.targetLoss === "number" && Number.isFinite(kept.targetLoss) ? kept.targetLoss : null,
    alignment: kept.alignment === "share" ? "share" : "step",
    showsWhatIf: kept.showsWhatIf === true,
    showsLandscape: kept.showsLandscape === true,
    landscapeWindow: restoreWindow(kept.landscapeWindow),
  };
}

function restoreRange(kept: unknown): StepRange | null {
  if (!isRecord(kept) || !Number.isFinite(kept.from) || !Number.isFinite(kept.to)) return null;
  const range = { from: Number(kept.from), to: Number(kept.to) };
  return range.from < range.to ? range : null;
}

function restoreWindow(kept: unknown): ViewState["landscapeWindow"] {
  if (!isRecord(kept) || typeof kept.run !== "string" || !isRecord(kept.window)) return null;
  const [left, right, bottom, top] = ["left", "right", "bottom", "top"].map((side) =>
    isRecord(kept.window) ? Number(kept.window[side]) : Number.NaN,
  );
  const isWindow = right - left > 0 && right - left < Infinity && top - bottom > 0 && top - bottom < Infinity;
  return isWindow ? { run: kept.run, window: { left, right, bottom, top } } : null;
}

function restoreScales(kept: unknown): Record<string, Scale> {
  if (!isRecord(kept)) return {};
  const entries = Object.entries(kept).filter(
    (entry): entry is [string, Scale] => entry[1] === "linear" || entry[1] === "log",
  );
  return Object.fromEntries(entries);
}

function restoreChoice(kept: unknown): ParameterChoice {
  if (!isRecord(kept)) return INITIAL_VIEW.choice;
  if (kept.kind === "index" && isStep(kept.index)) return { kind: "index", index: kept.index };
  if (kept.kind === "largestGradient" || kept.kind === "firstNonFinite") return { kind: kept.kind };
  return INITIAL_VIEW.choice;
}

function restorePortrait(kept: unknown): Partial<PortraitAxes> {
  if (!isRecord(kept)) return {};
  const { x, y } = kept;
  return { ...(typeof x === "string" ? { x } : {}), ...(typeof y === "string" ? { y } : {}) };
}

function isStep(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
