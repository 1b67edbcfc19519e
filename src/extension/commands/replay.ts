import { l10n, type Uri } from "vscode";
import { askMissing } from "../answers/askMissing";
import { loadSourceTools } from "../loadSourceTools";
import { simulationDefaults } from "../settings";
import { askRecording } from "./askRecording";
import { chooseAnywhere } from "./chooseAnywhere";
import { chooseInEditor } from "./chooseConfigurations";
import { chooseNpyFile } from "./chooseNpyFile";
import type { SimulateServices } from "./simulateServices";
import { startRuns } from "./startRuns";

/**
 * Replays recorded gradients: asks for the file, unless it is given, and for what they are fed to. Several configurations are each
 * fed the same gradients.
 *
 * @param given the file of gradients, chosen in the explorer
 * @throws RecordingError where the file cannot be replayed
 */
export async function replayGradients(services: SimulateServices, given: Uri | undefined): Promise<void> {
  const title = l10n.t("Replay Gradients");
  const chosen = await (given ? chooseAnywhere(services, title) : chooseInEditor(services, title));
  if (!chosen) return;
  const folder = { memory: services.memory, beside: chosen[0].document.uri };
  const gradients = given ?? (await chooseNpyFile(l10n.t("Recorded Gradients"), folder));
  const recording = gradients && (await askRecording(services, gradients));
  if (!recording) return;
  const answered = await askMissing(services, chosen);
  if (!answered) return;
  const { planReplay } = await loadSourceTools();
  await startRuns(services, answered, ({ document, configuration }) =>
    planReplay(document.uri, configuration, simulationDefaults(document), recording),
  );
}
