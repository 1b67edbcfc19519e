import { formatCount, formatNumber } from "../../src/core/formatNumber";
import type { ChartDefinition } from "../charts/chartDefinitions";
import { t } from "../l10n/translate";
import { listedRun, type PanelModel } from "../panel/panelModel";
import { phaseName, phaseRates, phaseSteps, rateText } from "./phaseWords";
import { AT_CURSOR } from "./plannedRun";
import { portraitOnShow } from "./portraitOnShow";

/** An instrument in words, for those who do not see it; null where it is told of as any chart is. */
export function instrumentSummary(model: PanelModel, definition: ChartDefinition): string | null {
  switch (definition.instrument) {
    case "portrait":
      return portraitSummary(model, definition);
    case "schedule":
      return scheduleSummary(model, definition.title);
    default:
      return null;
  }
}

function portraitSummary(model: PanelModel, definition: ChartDefinition): string {
  const { axes, points } = portraitOnShow(model, definition);
  const title = `${definition.title}: ${t("{0} against {1}", axes.y, axes.x)}.`;
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return `${title} ${t("No values yet.")}`;
  const at = (point: typeof first) =>
    t("({0}, {1}) at step {2}", formatNumber(point.x), formatNumber(point.y), formatCount(point.step));
  return `${title} ${t("From {0} to {1}.", at(first), at(last))}`;
}

function scheduleSummary({ schedules, ...model }: PanelModel, title: string): string {
  const plan = schedules[listedRun({ schedules, ...model })?.id ?? AT_CURSOR]?.plan;
  if (!plan) return `${title}. ${t("No values yet.")}`;
  const phases = plan.phases.map((phase) => `${phaseName(phase)} ${phaseSteps(phase)}: ${phaseRates(phase)}`);
  const peak = t("peak {0} at step {1}", rateText(plan.peak.rate), formatCount(plan.peak.update));
  return `${title}: ${[t("{0} steps", formatCount(plan.updates)), peak, ...phases].join("; ")}.`;
}
