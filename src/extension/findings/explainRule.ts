import { type Disposable, Uri, commands as vscodeCommands, workspace } from "vscode";
import { loadSourceTools } from "../loadSourceTools";

/** Of documents that are pages of rules. They are written when they are read, from what the rules say of themselves. */
const SCHEME = "optimizer-rule";

/** The document that is the page of a rule. */
export function pageOfRule(rule: string): Uri {
  return Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
}

/** Opens the page of a rule as it is to be read. */
export async function explainRule(rule: string): Promise<void> {
  await vscodeCommands.executeCommand("markdown.showPreview", pageOfRule(rule));
}

export function registerRulePages(): Disposable {
  return workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: async ({ path }) => {
      const { pageOfRule: write } = await loadSourceTools();
      return write(path.replace(/^\/|\.md$/g, ""));
    },
  });
}
