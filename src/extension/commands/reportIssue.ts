import { type Extension, env, version as vscodeVersion, window, workspace } from "vscode";
import { configurationSection } from "../contributions";
import { issueReport } from "./issueReport";

/**
 * Opens a report to be filled in and sent by the user, with what whoever reads it has to know of the installation. Nothing of the workspace's files is in
 * it, and nothing is sent.
 */
export async function reportIssue(extension: Extension<unknown>["packageJSON"]): Promise<void> {
  const { displayName, version, contributes } = extension;
  const groups: readonly { readonly properties: object }[] = contributes.configuration;
  const names = groups.flatMap(({ properties }) => Object.keys(properties));
  const content = issueReport({
    extension: `${displayName} ${version}`,
    editor: `${env.appName} ${vscodeVersion}`,
    platform: `${process.platform} ${process.arch}, Node ${process.version}${env.remoteName ? `, ${env.remoteName}` : ""}`,
    file: window.activeTextEditor?.document.languageId ?? null,
    settings: Object.fromEntries(
      names.map((name) => [name, changedValue(name)]).filter(([, value]) => value !== undefined),
    ),
  });
  const document = await workspace.openTextDocument({ language: "markdown", content });
  await window.showTextDocument(document);
}

/** The value that the user has set; undefined where it is the default. */
function changedValue(name: string): unknown {
  const inspected = workspace.getConfiguration().inspect(name);
  return name.startsWith(configurationSection) ? (inspected?.workspaceValue ?? inspected?.globalValue) : undefined;
}
