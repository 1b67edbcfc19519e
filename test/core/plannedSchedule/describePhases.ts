import { formatNumber } from "../../../src/core/formatNumber";
import type { RatePhase } from "../../../src/core/plannedSchedule/ratePhases";

/** Phases in short: `warmup 0–5 0.1→1, decay 5–100 1→0`. A restart has a `↑`, more than one level or cycle their number. */
export function describePhases(phases: readonly RatePhase[]): string {
  return phases
    .map(({ kind, from, to, first, last, isRestart, count }) => {
      const name = `${isRestart ? "↑" : ""}${kind}${count > 1 ? `×${count}` : ""}`;
      return `${name} ${from}–${to} ${formatNumber(first)}→${formatNumber(last)}`;
    })
    .join(", ");
}
