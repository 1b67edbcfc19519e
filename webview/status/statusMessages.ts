import { formatCount, formatNumber } from "../../src/core/formatNumber";
import type { NonFiniteEvent } from "../../src/core/simulation/specification";
import type { PanelFinding, RunSummary } from "../../src/protocol/panel";

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
  learningRate: "learning rate",
  gradientNorm: "gradient norm",
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
      text: run.message ?? "The simulation failed.",
      detail: run.stepsDone > 0 ? `${progressText(run)} are kept.` : null,
      actions: [
        { action: "simulate", text: "Try again" },
        { action: "showLog", text: "Show log" },
      ],
    });
  }
  const isExplained = run.status === "diverged" && findings.some(({ rule }) => rule === "run/diverged");
  if (run.nonFinite !== null && !isExplained) messages.push(nonFiniteMessage(run, run.nonFinite));
  if (run.status === "cancelled") {
    messages.push({
      kind: "information",
      text: `Cancelled after ${progressText(run)}.`,
      detail: run.message,
      actions: [],
    });
  }
  if (run.stale && !followsEdits) {
    messages.push({
      kind: "information",
      text: "The source has changed since this run.",
      detail: null,
      actions: [{ action: "simulate", text: run.isReplay ? "Replay again" : "Simulate again" }],
    });
  }
  if (messages.length === 0 && run.message !== null) {
    messages.push({ kind: "information", text: run.message, detail: null, actions: [] });
  }
  return messages.slice(0, MOST_MESSAGES);
}

function nonFiniteMessage(run: RunSummary, event: NonFiniteEvent): StatusMessage {
  const quantity = QUANTITIES[event.quantity] ?? event.quantity;
  const where = event.tensor === null ? quantity : `${quantity} of ${event.tensor}`;
  const has = `${where} became ${formatNumber(event.value)} at step ${formatCount(event.step)}`;
  if (run.status === "diverged") {
    return {
      kind: "error",
      text: `Diverged: ${has}.`,
      detail: run.message,
      actions: [{ action: "continueRun", text: "Go on past it" }],
    };
  }
  return { kind: "warning", text: `Went on past step ${formatCount(event.step)}: ${has}.`, detail: null, actions: [] };
}

function progressText(run: RunSummary): string {
  return `${formatCount(run.stepsDone)} of ${formatCount(run.steps)} steps`;
}
