import { type Uri, WorkspaceEdit } from "vscode";
import type { TextEdit } from "../../diagnosis/finding";
import { addressOf } from "../editor/placeLinks";
import { toEditorRange } from "../editor/ranges";

/** Edits that a fix makes, as one step for undo. */
export function workspaceEdit(document: Uri, edits: readonly TextEdit[]): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const change of edits) edit.replace(addressOf(document, change), toEditorRange(change.range), change.text);
  return edit;
}
