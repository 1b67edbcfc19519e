import { NotebookCellKind, type Range, type Uri, workspace } from "vscode";
import type { SourceRange } from "../../sources/configuration";
import { languageOfFile } from "../../sources/languages";
import { loadSourceTools } from "../loadSourceTools";
import { toEditorRange } from "./ranges";

/** Whether an address is that of a notebook's file, and not of one of its cells. */
export function isNotebook({ path, scheme }: Uri): boolean {
  return scheme !== "vscode-notebook-cell" && languageOfFile(path) === "notebook";
}

/**
 * The cell in which a place of a notebook's file is, and the place in it; null where there is none.
 *
 * @throws Error where the file is gone, or nothing that is installed opens notebooks
 */
export async function cellAt(
  file: Uri,
  range: SourceRange,
): Promise<{ readonly uri: Uri; readonly selection: Range } | null> {
  const { cellPlace } = await loadSourceTools();
  const text = new TextDecoder().decode(await workspace.fs.readFile(file));
  const place = cellPlace(text, range);
  const notebook = await workspace.openNotebookDocument(file);
  const cells = notebook.getCells().filter(({ kind }) => kind === NotebookCellKind.Code);
  const cell = place && cells.at(place.cell);
  return place && cell ? { uri: cell.document.uri, selection: toEditorRange(place.range) } : null;
}
