import {
  commands,
  type TabGroup,
  TabInputNotebook,
  TabInputText,
  TextEditorRevealType,
  type Uri,
  ViewColumn,
  window,
} from "vscode";
import type { SourceRange } from "../../sources/configuration";
import { cellAt, isNotebook } from "../editor/notebookCells";
import { toEditorRange } from "../editor/ranges";

/** Shows places in editors one after the other, and leads back to where the user was. */
export class PlacePreview {
  private readonly origin = window.activeTextEditor;
  private readonly selections = this.origin?.selections;
  private readonly visible = this.origin?.visibleRanges.at(0);
  private readonly openBefore = new Set(textTabs(window.tabGroups.all).map(({ uri }) => String(uri)));
  private shown: Promise<void> = Promise.resolve();
  /** Whether any place has been shown. */
  hasShown = false;
  private wanted: { readonly uri: Uri; readonly range: SourceRange } | null = null;

  /** Shows a place without taking the focus. Of places that come faster than editors open, the last counts. */
  show(uri: Uri, range: SourceRange): void {
    this.hasShown = true;
    this.wanted = { uri, range };
    this.shown = this.shown.then(() => this.showWanted());
  }

  /** @param isLeft whether to go back to where the user was */
  async end(isLeft: boolean): Promise<void> {
    this.wanted = null;
    await this.shown;
    if (!isLeft || !this.hasShown) return;
    const { origin, selections, visible } = this;
    if (origin !== undefined) {
      const editor = await window.showTextDocument(origin.document, { viewColumn: origin.viewColumn });
      if (selections) editor.selections = selections;
      if (visible) editor.revealRange(visible, TextEditorRevealType.AtTop);
    }
    const opened = textTabs(window.tabGroups.all).filter(
      ({ uri, tab }) => tab.isPreview && !this.openBefore.has(String(uri)),
    );
    await window.tabGroups.close(opened.map(({ tab }) => tab));
  }

  private async showWanted(): Promise<void> {
    if (this.wanted === null) return;
    const { uri, range } = this.wanted;
    this.wanted = null;
    const viewColumn = this.origin?.viewColumn ?? ViewColumn.Active;
    const options = { preview: true, preserveFocus: true, viewColumn };
    try {
      const cell = isNotebook(uri) ? await cellAt(uri, range) : null;
      const { uri: shown, selection } = cell ?? { uri, selection: toEditorRange(range) };
      await commands.executeCommand("vscode.open", shown, { ...options, selection });
    } catch {
      // The file is gone: the list says so itself as soon as the scan has heard of it.
    }
  }
}

function textTabs(groups: readonly TabGroup[]) {
  return groups.flatMap(({ tabs }) =>
    tabs.flatMap((tab) =>
      tab.input instanceof TabInputText || tab.input instanceof TabInputNotebook ? { tab, uri: tab.input.uri } : [],
    ),
  );
}
