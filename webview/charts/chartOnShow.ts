import type { RunSummary } from "../../src/protocol/panel";
import {
  chartPlaces,
  listedRun,
  type PanelModel,
  readRuns,
  selectedRun,
  shownRange,
  visibleRuns,
} from "../panel/panelModel";
import type { ChartSettings } from "./chartContent";
import { type ChartDefinition, chartDefinitions } from "./chartDefinitions";

/** The charts that there are of the runs on show, in their usual order. */
export function definitionsOnShow(model: PanelModel): readonly ChartDefinition[] {
  return chartDefinitions(visibleRuns(model), listedRun(model));
}

/** The runs that a chart draws. */
export function runsOnShow(model: PanelModel, { listsLines }: ChartDefinition): readonly RunSummary[] {
  const visible = visibleRuns(model);
  const listed = listedRun(model);
  return listsLines ? visible.filter((run) => run === listed) : visible;
}

/** How a chart is set. */
export function settingsOnShow(model: PanelModel, definition: ChartDefinition, hasFills: boolean): ChartSettings {
  const { view, whole } = model;
  const runs = runsOnShow(model, definition);
  const read = readRuns(model).filter((run) => runs.includes(run));
  return {
    range: shownRange(model),
    scale: view.scales[definition.id] ?? definition.defaultScale,
    hasFills,
    places: chartPlaces(model),
    // Where not all values are written, one run stands before the others.
    banded: runs.length > 1 ? (read.find((run) => run === selectedRun(model)) ?? read[0]) : null,
    foremost: read.length < runs.length ? read[0] : null,
    whole: view.valueRange === "all" && view.range !== null ? whole : undefined,
    clipsRunaways: !view.layout.unclipped.includes(definition.id),
  };
}
