import { l10n, Uri, workspace } from "vscode";
import { workspaceEdit } from "../editor/workspaceEdit";
import { localized } from "../findings/findingText";
import type { FoundInRun, RunFindings } from "../findings/runFindings";
import { revealPlace } from "./reveal";

/** Goes to what a finding of a run is about. @throws Error where that is gone */
export async function revealFinding(findings: RunFindings, run: string, id: string): Promise<void> {
  const { finding, uri } = placed(findings, run, id);
  await revealPlace(uri, finding.range);
}

/**
 * Makes one of a finding's fixes in its source.
 *
 * @param title of the fix
 * @throws Error where the finding is gone, or VS Code refuses the edit
 */
export async function fixFinding(findings: RunFindings, run: string, id: string, title: string): Promise<void> {
  const { finding, uri } = placed(findings, run, id);
  const fix = finding.fixes.find((each) => localized(each.title) === title);
  const isMade = fix !== undefined && (await workspace.applyEdit(workspaceEdit(Uri.parse(uri), fix.edits)));
  if (!isMade) throw new Error(l10n.t("“{0}” could not be done: the source has changed meanwhile.", title));
  await revealPlace(uri, finding.range);
}

function placed(findings: RunFindings, run: string, id: string) {
  const found: FoundInRun | undefined = findings.of(run).find((each) => each.id === id);
  if (found?.uri && found.finding.range) {
    const { finding, uri } = found;
    return { uri, finding: { ...finding, range: found.finding.range } };
  }
  throw new Error(l10n.t("The source of this finding is gone, or says something else by now."));
}
