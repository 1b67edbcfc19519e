import { commands, l10n, type Range, type TextDocument, Uri, ViewColumn, window, workspace } from "vscode";
import type { SourceRange } from "../../sources/configuration";
import { cellAt, isCell, isNotebook } from "../editor/notebookCells";
import { openIfThere } from "../editor/openIfThere";
import { toEditorRange } from "../editor/ranges";
import type { RunSource } from "../runs/runPlan";

/**
 * Puts the cursor where a run's configuration stands.
 *
 * @throws Error when the document is gone
 */
export async function revealSource({ uri, line }: RunSource): Promise<void> {
  await revealPlace(uri, { line, column: 1, endLine: line, endColumn: 1 });
}

/**
 * Selects a place in a file.
 *
 * @throws Error when the file is gone
 */
export async function revealPlace(uri: string, range: SourceRange): Promise<void> {
  const document = await openIfThere(uri);
  if (!document) {
    const path = workspace.asRelativePath(Uri.parse(uri));
    throw new Error(l10n.t("{0} is not there: it was moved, deleted, or closed without being saved.", path));
  }
  const selection = toEditorRange(range);
  if (isCell(document.uri)) await openCell(document.uri, selection);
  else if (!isNotebook(document.uri) || !(await revealInNotebook(document.uri, range))) {
    await revealRange(document, selection);
  }
}

/** @returns whether the place could be shown in a cell */
async function revealInNotebook(file: Uri, range: SourceRange): Promise<boolean> {
  try {
    const cell = await cellAt(file, range);
    if (cell === null) return false;
    await openCell(cell.uri, cell.selection);
    return true;
  } catch {
    // Nothing that is installed opens notebooks: their text has the place too.
    return false;
  }
}

/** The editor of a cell is a part of its notebook's. */
async function openCell(cell: Uri, selection: Range): Promise<void> {
  await commands.executeCommand("vscode.open", cell, { selection });
}

/** Selects a range, in the editor that shows the document already where there is one, so that it does not open over the panel. */
export async function revealRange(document: TextDocument, selection: Range): Promise<void> {
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  await window.showTextDocument(document, { selection, viewColumn: shown?.viewColumn ?? ViewColumn.One });
}
