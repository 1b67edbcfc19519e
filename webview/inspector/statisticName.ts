import type { InspectedStatistic } from "../../src/core/inspection/stepInspection";
import { t } from "../l10n/translate";

/** What a statistic is called; its English label is the core's. */
export function statisticName({ label }: InspectedStatistic): string {
  return t(label);
}
