import { formatCount, formatNumberInFormula } from "../../src/core/formatNumber";
import type { RatePhase } from "../../src/core/plannedSchedule/ratePhases";

import { t } from "../l10n/translate";

/** What a phase of a schedule is called. */
export function phaseName({ kind, count, isRestart, first, last }: RatePhase): string {
  const name = nameOf(kind, count, first > last);
  return isRestart ? t("Restart: {0}", name.toLowerCase()) : name;
}

function nameOf(kind: RatePhase["kind"], count: number, falls: boolean): string {
  switch (kind) {
    case "warmup":
      return t("Warm-up");
    case "plateau":
      return t("Plateau");
    case "decay":
      return t("Decay");
    case "rise":
      return t("Rise");
    case "stairs":
      return falls ? t("Decay in {0} levels", formatCount(count)) : t("Rise in {0} levels", formatCount(count));
    case "cycles":
      return t("{0} cycles", formatCount(count));
  }
}

/** `0–100`, in updates, the last of them included. */
export function phaseSteps({ from, to }: RatePhase): string {
  return `${formatCount(from)}–${formatCount(Math.max(from, to - 1))}`;
}

/** `0 → 0.1`, or `0.1` where it stays. */
export function phaseRates({ first, last }: RatePhase): string {
  return first === last ? rateText(first) : `${rateText(first)} → ${rateText(last)}`;
}

/** A learning rate in at most four digits: `0.1`, `3e-4`. */
export function rateText(rate: number): string {
  return formatNumberInFormula(Number(rate.toPrecision(4)));
}
