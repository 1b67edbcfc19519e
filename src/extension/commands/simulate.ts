import { l10n, Uri, workspace } from "vscode";
import type { ProblemSpecification } from "../../core/problems/problem";
import { askMissing } from "../answers/askMissing";
import { openIfThere } from "../editor/openIfThere";
import { loadSourceTools } from "../loadSourceTools";
import type { Run } from "../runs/run";
import { locate } from "../runs/sourceLink";
import { simulationDefaults } from "../settings";
import { chooseInEditor, pickConfigurations } from "./chooseConfigurations";
import { type ConfigurationPlace, configurationAt } from "./configurationPlace";
import { readAgain } from "./readRecordings";
import type { SimulateServices } from "./simulateServices";
import { type ChosenConfiguration, reportIssue, startRuns } from "./startRuns";

/** Asks for the problem to simulate on; undefined when the user picks none. */
export type AskProblem = () => Promise<ProblemSpecification | undefined>;

/**
 * Simulates the configuration at the cursor, else the only one, else asks. What only the run knows of it is asked for.
 *
 * @param askProblem called once it is known what to simulate; null leaves the problem to source and settings
 */
export async function simulateInEditor(services: SimulateServices, askProblem: AskProblem | null): Promise<void> {
  const chosen = await chooseInEditor(services, l10n.t("Simulate"));
  if (!chosen) return;
  const problem = askProblem === null ? null : await askProblem();
  if (problem !== undefined) await simulateConfigurations(services, chosen, problem);
}

/**
 * What a code lens does: simulates the configurations that begin at the given places.
 *
 * @param isChoice whether the user is asked which of these to simulate
 */
export async function simulateAt(
  services: SimulateServices,
  uri: string,
  places: readonly ConfigurationPlace[],
  isChoice = false,
): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(uri));
  const { configurations } = await services.readings.reading(document);
  const found = places.flatMap((place) => configurationAt(configurations, place) ?? []);
  const chosen = (isChoice ? await pickConfigurations(found, l10n.t("Simulate")) : found) ?? [];
  const inDocument = chosen.map((configuration) => ({ document, configuration }));
  if (chosen.length > 0) await simulateConfigurations(services, inDocument, null);
}

/**
 * Simulates what a run's source says by now, with the values that are tried in it unless that is something else; where the source or the
 * configuration is gone, what it said then. A recording that it replays is read again.
 *
 * @throws RecordingError or TensorShapesError where the recording cannot be replayed any more
 */
export async function simulateAgain(services: SimulateServices, id: string): Promise<void> {
  const { store, readings, contents } = services;
  const { plan } = store.get(id);
  const { recording: recorded } = plan.specification;
  const recording = recorded && (await readAgain(contents, recorded));
  const { replan, replanReplay } = await loadSourceTools();
  const document = plan.source && (await openIfThere(plan.source.uri));
  const located = document && plan.source && locate(plan.source, (await readings.reading(document)).configurations);
  if (!document || !located || plan.isVariant) {
    store.again(id, recording ? replanReplay(plan, recording) : plan);
    return;
  }
  const answered = await askMissing(services, [{ document, configuration: located.configuration }]);
  if (!answered) return;
  const [{ configuration }] = answered;
  const specification = recording ? { ...plan.specification, recording } : plan.specification;
  const planned = replan(document.uri, configuration, simulationDefaults(document), { ...plan, specification });
  if ("plan" in planned) store.again(id, planned.plan);
  else reportIssue(document, planned.issue);
}

/**
 * Simulates configurations; what only the run knows of them is asked for.
 *
 * @param chosenProblem null leaves the problem to source and settings
 * @returns the runs; none where the user leaves a question
 */
export async function simulateConfigurations(
  services: SimulateServices,
  chosen: readonly ChosenConfiguration[],
  chosenProblem: ProblemSpecification | null,
): Promise<readonly Run[]> {
  const answered = await askMissing(services, chosen);
  if (!answered) return [];
  const { planRun } = await loadSourceTools();
  return startRuns(services, answered, ({ document, configuration }) =>
    planRun(document.uri, configuration, simulationDefaults(document), chosenProblem),
  );
}
