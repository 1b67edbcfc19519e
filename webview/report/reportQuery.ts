import type { ReportQuery } from "../../src/protocol/report";
import { type PanelModel, visibleRuns } from "../panel/panelModel";

/** Asks for a report of what the panel shows, as it shows it. */
export function reportQuery(model: PanelModel): ReportQuery {
  const { view } = model;
  const { targetLoss, smoothing, step, choice } = view;
  return { runs: visibleRuns(model).map(({ id }) => id), view, target: targetLoss, smoothing, step, choice };
}
