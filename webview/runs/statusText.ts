import { formatCount } from "../../src/core/formatNumber";
import type { RunSummary } from "../../src/protocol/panel";
import { t } from "../l10n/translate";
import { statusWord } from "./statusWord";

/** How far a run is, in words: `finished, 2,000 steps`. */
export function statusText({ status, stepsDone, steps }: RunSummary): string {
  if (status === "kept") return t("not simulated in this window yet, {0} steps", formatCount(steps));
  const done = formatCount(stepsDone);
  const word = statusWord(status);
  return stepsDone === steps
    ? t("{0}, {1} steps", word, done)
    : t("{0}, {1} of {2} steps", word, done, formatCount(steps));
}
