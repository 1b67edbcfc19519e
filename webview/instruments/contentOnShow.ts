import { type ChartContent, type ChartSettings, chartContent } from "../charts/chartContent";
import type { ChartDefinition } from "../charts/chartDefinitions";
import { runsOnShow } from "../charts/chartOnShow";
import { listedRun, type PanelModel } from "../panel/panelModel";
import { heatMapContent } from "./heatContent";
import { AT_CURSOR } from "./plannedRun";

/** What a chart or an instrument draws. */
export function contentOnShow(model: PanelModel, definition: ChartDefinition, settings: ChartSettings): ChartContent {
  const runs = runsOnShow(model, definition);
  if (definition.instrument === "heatMap") return heatMapContent(definition, runs, model.curves, settings);
  const content = chartContent(definition, runs, model.curves, settings);
  if (definition.instrument !== "schedule") return content;
  const phases = model.schedules[listedRun(model)?.id ?? AT_CURSOR]?.plan?.phases;
  return { ...content, phases };
}
