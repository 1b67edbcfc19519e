import type { ReportQuery } from "../../src/protocol/report";
import { type PanelModel, visibleRuns } from "../panel/panelModel";

/** Asks for a report of what the panel shows, as it shows it. */
export function reportQuery(model: PanelModel): ReportQuery {
  const { view } = model;
  const { targetLoss, smoothing, step, choice } = view;
  // A report simulates nothing: of the instruments it has those whose numbers its runs have recorded.
  const layout = { ...view.layout, instruments: view.layout.instruments.filter((id) => id === "heatMap") };
  return {
    runs: visibleRuns(model).map(({ id }) => id),
    view: { ...view, layout },
    target: targetLoss,
    smoothing,
    step,
    choice,
  };
}
