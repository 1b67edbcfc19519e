import { FileType, l10n, languages, Position, type QuickPickItem, Uri, WorkspaceEdit, window, workspace } from "vscode";
import { languageIdOfFile } from "../../sources/languages";

/**
 * Opens a copy of one of the examples that come with the extension, to be changed at will.
 *
 * @param path of the example, `pytorch/train.py`; without one, the user is asked
 */
export async function openExample(extensionUri: Uri, path?: string): Promise<void> {
  const folder = Uri.joinPath(extensionUri, "examples");
  if (path !== undefined) return openCopy(Uri.joinPath(folder, path));
  const picked = await window.showQuickPick(listExamples(folder), {
    title: l10n.t("Open Example"),
    placeHolder: l10n.t("A copy is opened, to be changed at will"),
  });
  if (picked) await openCopy(picked.uri);
}

/** Says that there is nothing to simulate, and what would be. */
export async function offerExample(open: () => Promise<void>): Promise<void> {
  const openExample = l10n.t("Open Example");
  const message = l10n.t("No optimizer configuration was found here. An example shows what is understood.");
  if ((await window.showInformationMessage(message, openExample)) === openExample) await open();
}

interface ExampleItem extends QuickPickItem {
  readonly uri: Uri;
}

async function listExamples(folder: Uri): Promise<ExampleItem[]> {
  const groups = (await workspace.fs.readDirectory(folder)).filter(([, type]) => type === FileType.Directory);
  const items = groups.map(async ([group]) => {
    const files = await workspace.fs.readDirectory(Uri.joinPath(folder, group));
    // Recordings lie beside the examples that made them.
    const sources = files.filter(([name]) => !name.endsWith(".npy"));
    return Promise.all(sources.map(([name]) => describeExample(Uri.joinPath(folder, group, name), name, group)));
  });
  return (await Promise.all(items)).flat();
}

async function describeExample(uri: Uri, name: string, group: string): Promise<ExampleItem> {
  return { uri, label: name, description: group, detail: firstSentence(await readText(uri)) };
}

/** Of the comment or docstring that every example begins with. */
function firstSentence(text: string): string | undefined {
  const [opening] = text.split(/\r?\n\s*\r?\n/, 1);
  const words = opening.replaceAll(/^(#|"""|\/\/)\s*/gm, "").replaceAll(/\s+/g, " ");
  return /^.+?[.?](?=[\s"]|$)/.exec(words)?.[0];
}

async function readText(uri: Uri): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(uri));
}

/** An unsaved document with the example's text; its name says to the readers what it is. */
async function openCopy(example: Uri): Promise<void> {
  const text = await readText(example);
  const name = example.path.slice(example.path.lastIndexOf("/") + 1);
  const document = await workspace.openTextDocument(Uri.from({ scheme: "untitled", path: name }));
  if (document.getText() === "") {
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(0, 0), text);
    await workspace.applyEdit(edit);
  }
  const languageId = languageIdOfFile(name);
  if (languageId !== undefined) await languages.setTextDocumentLanguage(document, languageId);
  await window.showTextDocument(document);
}
