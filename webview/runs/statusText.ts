import { formatCount } from "../../src/core/formatNumber";
import type { RunSummary } from "../../src/protocol/panel";

/** How far a run is, in words: `finished, 2,000 steps`. */
export function statusText({ status, stepsDone, steps }: RunSummary): string {
  if (status === "kept") return `not simulated in this window yet, ${formatCount(steps)} steps`;
  const done = formatCount(stepsDone);
  return stepsDone === steps ? `${status}, ${done} steps` : `${status}, ${done} of ${formatCount(steps)} steps`;
}
