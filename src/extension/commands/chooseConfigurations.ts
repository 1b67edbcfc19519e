import { l10n, type QuickPickItem, type TextEditor, window } from "vscode";
import { allIssues } from "../../sources/allIssues";
import type { OptimizerConfiguration } from "../../sources/configuration";
import { isSource } from "../editor/sourceDocuments";
import { loadSourceTools } from "../loadSourceTools";
import { configurationAt, configurationsOnLine } from "./configurationPlace";
import { offerExample } from "./openExample";
import type { SimulateServices } from "./simulateServices";
import { type ChosenConfiguration, reportIssue } from "./startRuns";

/** The editor that commands speak of: the active one, or while the panel has the focus, one beside it. */
export function sourceEditor(): TextEditor | undefined {
  const candidates = [window.activeTextEditor, ...window.visibleTextEditors];
  return candidates.find((editor) => editor && isSource(editor.document));
}

/**
 * The configuration at the cursor, else the only one, else what the user picks. A file in which none can be read says why;
 * without any configuration an example is offered.
 *
 * @param title of the command that needs it
 * @returns undefined when there is none, or the user picks none
 */
export async function chooseInEditor(
  { readings, openExample }: SimulateServices,
  title: string,
): Promise<readonly ChosenConfiguration[] | undefined> {
  const editor = sourceEditor();
  const reading = editor && (await readings.reading(editor.document));
  if (editor && reading && reading.configurations.length > 0) {
    const chosen = await chooseConfigurations(editor, reading.configurations, title);
    return chosen?.map((configuration) => ({ document: editor.document, configuration }));
  }
  const error = reading && allIssues(reading).find(({ severity }) => severity === "error");
  if (editor && error) reportIssue(editor.document, error);
  else await offerExample(openExample);
  return undefined;
}

async function chooseConfigurations(
  editor: TextEditor,
  configurations: readonly OptimizerConfiguration[],
  title: string,
): Promise<readonly OptimizerConfiguration[] | undefined> {
  const { line, character } = editor.selection.active;
  const atCursor = configurationAt(configurations, { line: line + 1, column: character + 1 });
  if (atCursor) return [atCursor];
  const onLine = configurationsOnLine(configurations, line + 1);
  if (onLine.length === 1) return onLine;
  return configurations.length === 1 ? configurations : pickConfigurations(configurations, title);
}

/** Asks which of several configurations of a file is meant, or all of them; undefined where the user picks none. */
export async function pickConfigurations(
  configurations: readonly OptimizerConfiguration[],
  title: string,
): Promise<readonly OptimizerConfiguration[] | undefined> {
  type Item = QuickPickItem & { readonly chosen: readonly OptimizerConfiguration[] };
  const items = await Promise.all(configurations.map(configurationItem));
  const each = items.map((item, index): Item => ({ ...item, chosen: [configurations[index]] }));
  const all: Item = { label: l10n.t("All {0} configurations", configurations.length), chosen: configurations };
  const picked = await window.showQuickPick([...each, all], {
    title,
    placeHolder: l10n.t("The file configures several optimizers"),
    matchOnDescription: true,
  });
  return picked?.chosen;
}

/** A configuration in a list to pick from. */
export async function configurationItem(configuration: OptimizerConfiguration): Promise<QuickPickItem> {
  const { configurationLabel } = await loadSourceTools();
  const { name, title, gist } = configurationLabel(configuration);
  return {
    label: name,
    description: [...(name === title ? [] : [title]), ...gist].join(" · "),
    detail: l10n.t("Line {0}", configuration.range.line),
  };
}
