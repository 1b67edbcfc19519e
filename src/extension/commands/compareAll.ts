import { l10n, Uri, window, workspace } from "vscode";
import { loadSourceTools } from "../loadSourceTools";
import { simulationDefaults } from "../settings";
import { sourceEditor } from "./chooseConfigurations";
import { offerExample } from "./openExample";
import { simulateConfigurations } from "./simulate";
import type { SimulateServices } from "./simulateServices";

/**
 * Simulates all configurations of a file and shows their runs alone, besides those that are pinned. Those that cannot be simulated are left out;
 * their code lenses say why.
 *
 * @param uri of the file; absent: that of the editor
 */
export async function compareAll(services: SimulateServices, uri: string | undefined): Promise<void> {
  const document = uri === undefined ? sourceEditor()?.document : await workspace.openTextDocument(Uri.parse(uri));
  if (document === undefined) {
    await offerExample(services.openExample);
    return;
  }
  const { configurations } = await services.readings.reading(document);
  const { comparableConfigurations } = await loadSourceTools();
  const comparable = comparableConfigurations(configurations, simulationDefaults(document));
  if (comparable.length < 2) {
    const message = l10n.t(
      "Nothing to compare: {0} of the optimizers in this file can be simulated; expected at least 2.",
      comparable.length,
    );
    void window.showInformationMessage(message);
    return;
  }
  const chosen = comparable.map((configuration) => ({ document, configuration }));
  const runs = await simulateConfigurations(services, chosen, null);
  if (runs.length > 0) services.store.showOnly(runs.map(({ id }) => id));
}
