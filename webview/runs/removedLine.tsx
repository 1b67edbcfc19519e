import { useEffect, useState } from "preact/hooks";
import { Icon } from "../controls/icon";
import { t } from "../l10n/translate";
import type { Panel } from "../panel/usePanel";
import { runActions } from "./runActions";
import "./removedLine.css";

/** Says which runs were removed, and brings them back, until it is sent away. Ctrl+Z does the same from anywhere outside a field. */
export function RemovedLine({ panel }: { readonly panel: Panel }) {
  const removed = panel.model.content?.removed ?? [];
  const names = removed.join("\n");
  // What was there when the panel came into sight is old news.
  const [dismissed, setDismissed] = useState<string | null>(null);
  const actions = runActions(panel);
  useEffect(() => {
    if (removed.length === 0) return setDismissed(null);
    const undo = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
      if (!isUndo || event.composedPath().some((target) => target instanceof HTMLInputElement)) return;
      event.preventDefault();
      actions.undoRemove();
    };
    document.addEventListener("keydown", undo);
    return () => document.removeEventListener("keydown", undo);
  }, [names]);
  const isShown = removed.length > 0 && dismissed !== names;
  return (
    <div class="removed" role="status" data-testid="removed">
      {isShown && (
        <div class="removed-line">
          <span class="removed-text" title={removed.join(", ")}>
            {removed.length === 1 ? t("Removed {0}.", removed[0]) : t("Removed {0} runs.", removed.length)}
          </span>
          <button
            type="button"
            class="link"
            title={t("Bring back what was removed (Ctrl+Z)")}
            data-testid="undo-remove"
            onClick={actions.undoRemove}
          >
            {t("Undo")}
          </button>
          <button
            type="button"
            class="removed-dismiss"
            aria-label={t("Hide this message")}
            title={t("Hide this message")}
            onClick={() => setDismissed(names)}
          >
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
