import { l10n, type TextDocument, window } from "vscode";
import type { OptimizerConfiguration, SourceIssue } from "../../sources/configuration";
import { toEditorRange } from "../editor/ranges";
import type { Run } from "../runs/run";
import type { PlannedRun } from "./planRun";
import { revealRange } from "./reveal";
import type { SimulateServices } from "./simulateServices";

/** A configuration and the document in which it stands. */
export interface ChosenConfiguration {
  readonly document: TextDocument;
  readonly configuration: OptimizerConfiguration;
}

/**
 * Begins a run for every configuration that allows it, shows them, and says what is in the way of the first that does not.
 *
 * @returns the runs
 */
export async function startRuns(
  { store, reviveRuns, showPanel }: SimulateServices,
  chosen: readonly ChosenConfiguration[],
  plan: (chosen: ChosenConfiguration) => PlannedRun,
): Promise<readonly Run[]> {
  const planned = chosen.map((each) => ({ document: each.document, run: plan(each) }));
  const plans = planned.flatMap(({ run }) => ("plan" in run ? run.plan : []));
  const [refused] = planned.flatMap(({ document, run }) => ("issue" in run ? { document, issue: run.issue } : []));
  if (refused) reportIssue(refused.document, refused.issue);
  if (plans.length === 0) return [];
  await reviveRuns();
  const runs = plans.map((each) => store.simulate(each));
  showPanel();
  return runs;
}

/** Tells what prevents a simulation and leads there. */
export function reportIssue(document: TextDocument, { message, range }: SourceIssue): void {
  const show = l10n.t("Show");
  void window.showErrorMessage(l10n.t("Not simulated: {0}", message), show).then(async (answer) => {
    if (answer === show) await revealRange(document, toEditorRange(range));
  });
}
