import type { ChartDefinition } from "../charts/chartDefinitions";
import { drawnCharts } from "../charts/chartLayout";
import { definitionsOnShow } from "../charts/chartOnShow";
import type { PanelModel } from "../panel/panelModel";

/** The instruments that are drawn; found out without any work where none has been asked for. */
export function drawnInstruments(model: PanelModel): readonly ChartDefinition[] {
  const { layout, showsAllCharts } = model.view;
  if (layout.instruments.length === 0) return [];
  return drawnCharts(definitionsOnShow(model), layout, showsAllCharts).filter(({ instrument }) => instrument);
}
