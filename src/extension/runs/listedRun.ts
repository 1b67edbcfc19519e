import type { Run } from "./run";

/** The runs as the view lists them: those that are pinned first, else the oldest first. */
export function listedRuns(runs: readonly Run[]): readonly Run[] {
  const pinned = runs.filter(({ labels }) => labels.isPinned);
  return [...pinned, ...runs.filter((run) => !pinned.includes(run))];
}

const LOSS = "loss";

/** The loss of a run's last step; null where it has none, or is still under way. */
export function finalLoss(run: Run): number | null {
  if (run.status === "running" || run.rows === 0) return null;
  const trace = run.recorded;
  return trace.columns.includes(LOSS) ? trace.value(trace.columnIndex(LOSS), run.rows - 1) : null;
}

/** What menus ask of a run in the view: whether it is pinned, and whether it has a source to go to. */
export function contextValue({ labels, plan }: Run): string {
  return ["run", labels.isPinned ? "pinned" : "loose", ...(plan.source === null ? [] : ["located"])].join(".");
}
