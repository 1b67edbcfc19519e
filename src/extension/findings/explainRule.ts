import { Uri, commands as vscodeCommands } from "vscode";

/** Where the page of a rule is in the installed extension. */
export function pageOfRule(extensionUri: Uri, rule: string): Uri {
  return Uri.joinPath(extensionUri, "docs", "rules", `${rule}.md`);
}

/** Opens the page of a rule as it is read, beside nothing. */
export async function explainRule(extensionUri: Uri, rule: string): Promise<void> {
  await vscodeCommands.executeCommand("markdown.showPreview", pageOfRule(extensionUri, rule));
}
