import { l10n } from "vscode";
import type { LearningRateFinder } from "../finder/learningRateFinder";
import { configurationKey } from "../runs/sourceLink";
import { chooseInEditor } from "./chooseConfigurations";
import { simulateConfigurations } from "./simulate";
import type { SimulateServices } from "./simulateServices";

/** Sweeps the learning rate of the optimizer at the cursor, whose run is made where there is none, and shows how the loss depends on it. */
export async function findLearningRate(services: SimulateServices, finder: LearningRateFinder): Promise<void> {
  const { store, reviveRuns, showPanel } = services;
  const chosen = await chooseInEditor(services, l10n.t("Find Learning Rate"));
  if (!chosen) return;
  await reviveRuns();
  const [{ document, configuration }] = chosen;
  const [uri, key] = [document.uri.toString(), configurationKey(configuration)];
  const existing = store.runs.findLast(
    ({ plan }) => plan.source?.uri === uri && plan.source.key === key && !plan.isVariant,
  );
  const [run] = existing ? [existing] : await simulateConfigurations(services, chosen.slice(0, 1), null);
  if (!run) return;
  store.select(run.id);
  showPanel();
  await finder.handle({ kind: "open", run: run.id });
}
