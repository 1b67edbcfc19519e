import { formatCount, formatNumber } from "../../src/core/formatNumber";
import type { NonFiniteEvent } from "../../src/core/simulation/specification";
import type { PanelFinding, RunSummary } from "../../src/protocol/panel";
import { t } from "../l10n/translate";

export type StatusAction = "continueRun" | "simulate" | "showLog";

/** Something to know about the run on show, and what can be done about it. */
export interface StatusMessage {
  readonly kind: "information" | "warning" | "error";
  readonly text: string;
  /** The rest of the text, said more quietly. */
  readonly detail: string | null;
  readonly actions: readonly { readonly action: StatusAction; readonly text: string }[];
}

/** More would push the answer out of sight. */
const MOST_MESSAGES = 2;

const QUANTITIES: Readonly<Record<string, string>> = {
  learningRate: t("learning rate"),
  gradientNorm: t("gradient norm"),
};

/**
 * What the message area says about a run, the gravest first.
 *
 * @param findings which say more of what went wrong, where they are known
 * @param followsEdits whether the line above says already how the run stands to its source
 */
export function statusMessages(
  run: RunSummary,
  findings: readonly PanelFinding[] = [],
  followsEdits = false,
): StatusMessage[] {
  const messages: StatusMessage[] = [];
  if (run.status === "failed") {
    messages.push({
      kind: "error",
      text: run.message ?? t("The simulation failed."),
      detail: run.stepsDone > 0 ? t("{0} are kept.", progressText(run)) : null,
      actions: [
        { action: "simulate", text: t("Try again") },
        { action: "showLog", text: t("Show log") },
      ],
    });
  }
  const isExplained = run.status === "diverged" && findings.some(({ rule }) => rule === "run/diverged");
  if (run.nonFinite !== null && !isExplained) messages.push(nonFiniteMessage(run, run.nonFinite));
  if (run.status === "cancelled") {
    messages.push({
      kind: "information",
      text: t("Cancelled after {0}.", progressText(run)),
      detail: run.message,
      actions: [],
    });
  }
  if (run.stale && !followsEdits) {
    messages.push({
      kind: "information",
      text: t("The source has changed since this run."),
      detail: null,
      actions: [{ action: "simulate", text: t(run.isReplay ? "Replay again" : "Simulate again") }],
    });
  }
  if (messages.length === 0 && run.message !== null) {
    messages.push({ kind: "information", text: run.message, detail: null, actions: [] });
  }
  return messages.slice(0, MOST_MESSAGES);
}

function nonFiniteMessage(run: RunSummary, event: NonFiniteEvent): StatusMessage {
  const quantity = QUANTITIES[event.quantity] ?? event.quantity;
  const where = event.tensor === null ? quantity : t("{0} of {1}", quantity, event.tensor);
  const has = [where, formatNumber(event.value), formatCount(event.step)];
  if (run.status === "diverged") {
    return {
      kind: "error",
      text: t("Diverged: {0} became {1} at step {2}.", ...has),
      detail: run.message,
      actions: [{ action: "continueRun", text: t("Go on past it") }],
    };
  }
  return {
    kind: "warning",
    text: t("Went on past step {2}: {0} became {1} at step {2}.", ...has),
    detail: null,
    actions: [],
  };
}

function progressText(run: RunSummary): string {
  return t("{0} of {1} steps", formatCount(run.stepsDone), formatCount(run.steps));
}
