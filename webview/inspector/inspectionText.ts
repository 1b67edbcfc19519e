import { formatCount } from "../../src/core/formatNumber";
import type { StepInspection } from "../../src/core/inspection/stepInspection";
import type { RunSummary } from "../../src/protocol/panel";
import { t } from "../l10n/translate";
import { statisticName } from "./statisticName";

/** The arithmetic of a step as plain text, for the clipboard: numbers with all their digits. */
export function inspectionText(run: RunSummary, inspection: StepInspection): string {
  const lines = inspection.lines.map((line) => `${line.name} = ${line.formula} = ${line.substituted} = ${line.value}`);
  const statistics = inspection.statistics.map((statistic) => `${statisticName(statistic)}: ${statistic.value}`);
  return [
    t("{0}, {1}, step {2}, {3}", run.name, run.problem, formatCount(inspection.step), inspection.parameter),
    "",
    ...lines,
    "",
    ...statistics,
    "",
  ].join("\n");
}
