import type { PanelState, RunSummary } from "../../src/protocol/panel";
import { type Places, stepAt, stretchOf } from "../compare/alignment";
import { chartsAndInstruments } from "../instruments/instrumentDefinitions";
import { AT_CURSOR, plannedRun } from "../instruments/plannedRun";
import { probedRun } from "../instruments/probedRun";
import {
  chartDomain,
  chartPlaces,
  inspectedStep,
  listedRun,
  type PanelModel,
  readRuns,
  selectedRun,
  shownRange,
  shownStepScale,
  visibleRuns,
} from "../panel/panelModel";
import type { Scale } from "./axis";
import type { ChartSettings } from "./chartContent";
import type { ChartDefinition } from "./chartDefinitions";
import type { StepRange } from "./stepRange";

/** Of each state of the panel: every chart asks for them, with every move of the crosshair. */
const definitionsOf = new WeakMap<PanelState, readonly ChartDefinition[]>();

/** The charts that there are of the runs on show, in their usual order. */
export function definitionsOnShow(model: PanelModel): readonly ChartDefinition[] {
  const { content } = model;
  if (content === null) return [];
  const known = definitionsOf.get(content);
  if (known !== undefined) return known;
  const definitions = chartsAndInstruments(visibleRuns(model), listedRun(model));
  definitionsOf.set(content, definitions);
  return definitions;
}

/** The runs that a chart draws, among them what is followed or planned of one as if it were a run. */
export function runsOnShow(model: PanelModel, { listsLines, instrument }: ChartDefinition): readonly RunSummary[] {
  const visible = visibleRuns(model);
  const listed = listedRun(model);
  switch (instrument) {
    case undefined:
      return listsLines ? visible.filter((run) => run === listed) : visible;
    case "heatMap":
      return listed === null ? [] : [listed];
    case "moment":
    case "portrait":
      return listed === null ? [] : present(probedRun(listed));
    case "schedule": {
      const reply = model.schedules[listed?.id ?? AT_CURSOR];
      return reply === undefined ? [] : present(plannedRun(listed, reply));
    }
  }
}

function present(run: RunSummary | null): readonly RunSummary[] {
  return run === null ? [] : [run];
}

/** Those of them whose values at the crosshair are written. */
export function readOnShow(model: PanelModel, definition: ChartDefinition): readonly RunSummary[] {
  const runs = runsOnShow(model, definition);
  return definition.instrument === undefined ? readRuns(model).filter((run) => runs.includes(run)) : runs;
}

/** The axis of steps of a chart. */
export interface StepAxis {
  readonly range: StepRange;
  readonly domain: StepRange;
  readonly places: Places;
  readonly scale: Scale;
  /** Places of the inspector's step and of the pointer. */
  readonly selected: number | null;
  readonly hovered: number | null;
  /** The place on the axis that all charts share. */
  readonly shared: (place: number) => number;
}

/**
 * The axis that all charts share; a planned schedule has one of its own, since it may be longer than any run.
 *
 * @param own range of a schedule; null for all of it
 */
export function stepAxis(model: PanelModel, definition: ChartDefinition, own: StepRange | null = null): StepAxis {
  const places = chartPlaces(model);
  const selected = inspectedStep(model);
  const run = selectedRun(model);
  const stretch = run === null ? 1 : stretchOf(places, run);
  if (definition.instrument !== "schedule") {
    return {
      range: shownRange(model),
      domain: chartDomain(model),
      places,
      scale: shownStepScale(model),
      selected: selected === null ? null : selected * stretch,
      hovered: model.hovered,
      shared: (place) => place,
    };
  }
  const [planned] = runsOnShow(model, definition);
  const domain = { from: 0, to: Math.max(1, planned?.stepsDone ?? 1) };
  return {
    range: own ?? domain,
    domain,
    places: { alignment: "step", longest: planned?.steps ?? 1 },
    scale: "linear",
    selected,
    hovered: model.hovered === null || run === null ? model.hovered : stepAt(places, run, model.hovered),
    shared: (place) => place * stretch,
  };
}

/** How a chart is set. */
export function settingsOnShow(
  model: PanelModel,
  definition: ChartDefinition,
  hasFills: boolean,
  { range, places } = stepAxis(model, definition),
): ChartSettings {
  const { view, whole } = model;
  const runs = runsOnShow(model, definition);
  const read = readOnShow(model, definition);
  return {
    range,
    scale: view.scales[definition.id] ?? definition.defaultScale,
    hasFills,
    places,
    // Where not all values are written, one run stands before the others.
    banded: runs.length > 1 ? (read.find((run) => run === selectedRun(model)) ?? read[0]) : null,
    foremost: read.length < runs.length ? read[0] : null,
    whole: view.valueRange === "all" && view.range !== null && definition.instrument !== "schedule" ? whole : undefined,
    clipsRunaways: !view.layout.unclipped.includes(definition.id),
  };
}
