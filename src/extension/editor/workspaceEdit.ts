import { type Uri, WorkspaceEdit } from "vscode";
import type { TextEdit } from "../../sources/edits/textEdit";
import { addressOf } from "./placeLinks";
import { toEditorRange } from "./ranges";

/** Edits of a source and of those it takes values from, as one step for undo. */
export function workspaceEdit(document: Uri, edits: readonly TextEdit[]): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const change of edits) edit.replace(addressOf(document, change), toEditorRange(change.range), change.text);
  return edit;
}
