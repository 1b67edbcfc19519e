import { l10n, type QuickPickItem, window } from "vscode";
import type { FairComparison } from "../fairComparison/fairComparison";
import type { SimulateServices } from "./simulateServices";

/** Learning rates that each optimizer may try: what is offered. */
const BUDGETS = [8, 16, 32, 64];
const USUAL = 16;

/** Compares the runs that the panel shows, each optimizer with the best learning rate that the same search finds for it. */
export async function compareFairly(
  { store, reviveRuns, showPanel }: SimulateServices,
  comparison: FairComparison,
): Promise<void> {
  await reviveRuns();
  type Item = QuickPickItem & { readonly trials: number };
  const items = BUDGETS.map((trials): Item => {
    const description = trials === USUAL ? l10n.t("usual") : undefined;
    return { label: l10n.t("{0} learning rates", trials), description, trials };
  });
  const picked = await window.showQuickPick(items, {
    title: l10n.t("Compare Fairly"),
    placeHolder: l10n.t("The budget: learning rates that are tried for each optimizer"),
  });
  if (!picked) return;
  const shown = store.runs.filter(({ labels }) => !labels.isHidden);
  await comparison.handle({ kind: "start", runs: shown.map(({ id }) => id), trials: picked.trials });
  showPanel();
}
