import type { RunSummary } from "../../src/protocol/panel";

/** More runs than these are in the list alone. */
const MOST_CHIPS = 6;

/** The runs that have a chip: all of a few; of many the selected one, those that are pinned, and those that are drawn. */
export function chipRuns(runs: readonly RunSummary[], selected: RunSummary): readonly RunSummary[] {
  if (runs.length <= MOST_CHIPS) return runs;
  const byWeight = [
    selected,
    ...runs.filter(({ labels }) => labels.isPinned),
    ...runs.filter(({ labels }) => !labels.isHidden),
  ];
  const chosen = new Set([...new Set(byWeight)].slice(0, MOST_CHIPS));
  return runs.filter((run) => chosen.has(run));
}
