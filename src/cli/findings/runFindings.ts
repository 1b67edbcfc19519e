import type { Finding } from "../../diagnosis/finding";
import type { RuleSettings } from "../../diagnosis/ruleSettings";
import { diagnoseRun } from "../../diagnosis/run/diagnoseRun";
import { placeRunFindings } from "../../diagnosis/run/placeRunFindings";
import type { FinishedRun } from "../../diagnosis/run/runFacts";
import type { OptimizerConfiguration } from "../../sources/configuration";
import type { CommandIo } from "../commandIo";
import { textFindings } from "./textFindings";

/** The file that a run's configuration was read from. */
export interface ReadFile {
  readonly path: string;
  readonly text: string;
}

/** What happened in a run and why, at its place in the file; told to the user, for it is not the result. */
export function tellRunFindings(
  run: FinishedRun,
  configuration: OptimizerConfiguration,
  { path, text }: ReadFile,
  settings: RuleSettings,
  message: CommandIo["message"],
): void {
  const findings: readonly Finding[] = placeRunFindings(diagnoseRun(run, settings), configuration, text);
  if (findings.length > 0) message(textFindings({ path, findings }).trimEnd());
}
