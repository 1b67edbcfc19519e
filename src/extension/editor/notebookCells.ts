import { NotebookCellKind, type NotebookDocument, type Range, type TextDocument, type Uri, workspace } from "vscode";
import type { SourceRange } from "../../sources/configuration";
import { languageOfFile } from "../../sources/languages";
import { loadSourceTools } from "../loadSourceTools";
import { toEditorRange } from "./ranges";

/** VS Code's own name for the addresses of cells, which have the path of their notebook. */
const CELL_SCHEME = "vscode-notebook-cell";

export function isCell({ scheme }: Uri): boolean {
  return scheme === CELL_SCHEME;
}

/** Whether an address is that of a notebook's file, and not of one of its cells. */
export function isNotebook(uri: Uri): boolean {
  return !isCell(uri) && languageOfFile(uri.path) === "notebook";
}

/** The file that a document is, or that it is a cell of. */
export function fileOf(document: Uri): Uri {
  if (!isCell(document)) return document;
  const hasCell = (notebook: NotebookDocument) =>
    notebook.getCells().some((cell) => String(cell.document.uri) === String(document));
  return workspace.notebookDocuments.find(hasCell)?.uri ?? document;
}

/** The cells of Python of the notebook that a document is such a cell of, in their order; null for any other document. */
export function pythonCells(document: TextDocument): readonly TextDocument[] | null {
  if (!isCell(document.uri)) return null;
  const cellsOf = (notebook: NotebookDocument) =>
    notebook
      .getCells()
      .filter(({ kind, document: { languageId } }) => kind === NotebookCellKind.Code && languageId === "python")
      .map((cell) => cell.document);
  return workspace.notebookDocuments.map(cellsOf).find((cells) => cells.includes(document)) ?? null;
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
