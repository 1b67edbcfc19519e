import type { ChartDefinition } from "../charts/chartDefinitions";
import { runsOnShow, stepAxis } from "../charts/chartOnShow";
import type { PanelModel } from "../panel/panelModel";
import { listedRun } from "../panel/panelModel";
import { portraitAxes } from "./portraitAxes";
import { type PortraitContent, portraitContent } from "./portraitContent";

/** The phase portrait of the parameter that is followed; without a path until its series are there. */
export function portraitOnShow(model: PanelModel, definition: ChartDefinition): PortraitContent {
  const listed = listedRun(model);
  const [probe] = runsOnShow(model, definition);
  const axes = listed === null ? { x: "p", y: "Δp" } : portraitAxes(listed, model.view.portrait);
  return portraitContent(probe, axes, model.curves, stepAxis(model, definition));
}
