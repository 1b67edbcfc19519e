import {
  l10n,
  ProgressLocation,
  type QuickPickItem,
  QuickPickItemKind,
  type TextDocument,
  window,
  workspace,
} from "vscode";
import { isSource } from "../editor/sourceDocuments";
import type { SourceReadings } from "../editor/sourceReadings";
import type { ConfigurationIndex } from "../workspace/configurationIndex";
import { configurationItem, sourceEditor } from "./chooseConfigurations";
import { configurationAt } from "./configurationPlace";
import { offerExample } from "./openExample";
import type { SimulateServices } from "./simulateServices";
import type { ChosenConfiguration } from "./startRuns";

/**
 * Asks which configurations are meant where no editor says so: those of the visible editors, else of all open files, else of the
 * workspace. Picked beforehand is the one at the cursor, else all of the editor's; the only one there is is not asked for.
 *
 * @param title of the command that needs them
 * @returns undefined when there is none, or the user picks none
 */
export async function chooseAnywhere(
  { readings, index, openExample }: SimulateServices,
  title: string,
): Promise<readonly ChosenConfiguration[] | undefined> {
  const found = await findConfigurations(readings, index);
  if (found.length === 0) await offerExample(openExample);
  if (found.length < 2) return found.length === 0 ? undefined : found;
  const proposed = proposedOf(found);
  type Item = QuickPickItem & { readonly chosen?: ChosenConfiguration };
  const items: Item[] = [];
  for (const [index, chosen] of found.entries()) {
    const { document, configuration } = chosen;
    if (document !== found[index - 1]?.document) {
      items.push({ label: workspace.asRelativePath(document.uri), kind: QuickPickItemKind.Separator });
    }
    items.push({ ...(await configurationItem(configuration)), picked: proposed.includes(chosen), chosen });
  }
  const picked = await window.showQuickPick(items, {
    title,
    placeHolder: l10n.t("The optimizers to feed with the gradients"),
    matchOnDescription: true,
    canPickMany: true,
  });
  const chosen = picked?.flatMap((item) => item.chosen ?? []);
  return chosen?.length ? chosen : undefined;
}

async function findConfigurations(
  readings: SourceReadings,
  index: ConfigurationIndex,
): Promise<readonly ChosenConfiguration[]> {
  const visible = await configurationsOf(
    readings,
    window.visibleTextEditors.map((editor) => editor.document),
  );
  if (visible.length > 0) return visible;
  const open = await configurationsOf(readings, workspace.textDocuments);
  if (open.length > 0) return open;
  await window.withProgress(
    { location: ProgressLocation.Notification, title: l10n.t("Looking for optimizers"), cancellable: true },
    (_, token) => {
      token.onCancellationRequested(() => index.cancel());
      return index.ensure();
    },
  );
  const documents = index.files.map(({ uri }) => workspace.openTextDocument(uri));
  return configurationsOf(readings, await Promise.all(documents));
}

async function configurationsOf(
  readings: SourceReadings,
  documents: readonly TextDocument[],
): Promise<readonly ChosenConfiguration[]> {
  const read = [...new Set(documents)].filter(isSource).map(async (document) => {
    const { configurations } = await readings.reading(document);
    return configurations.map((configuration) => ({ document, configuration }));
  });
  return (await Promise.all(read)).flat();
}

function proposedOf(found: readonly ChosenConfiguration[]): readonly ChosenConfiguration[] {
  const editor = sourceEditor();
  if (!editor) return [];
  const { line, character } = editor.selection.active;
  const inEditor = found.filter(({ document }) => document === editor.document);
  const place = { line: line + 1, column: character + 1 };
  const atCursor = inEditor.filter(({ configuration }) => configurationAt([configuration], place));
  return atCursor.length > 0 ? atCursor : inEditor;
}
