import { formatCount } from "../../src/core/formatNumber";
import { Icon } from "../controls/icon";
import { t } from "../l10n/translate";
import type { Panel } from "../panel/usePanel";
import { RUN_LIST } from "./runList";

/** Opens and closes the list of all runs, and says how many there are. */
export function RunListSwitch({ panel: { model, dispatch } }: { readonly panel: Panel }) {
  const runs = model.content?.runs ?? [];
  const isOpen = model.view.listsRuns;
  const hidden = runs.filter(({ labels }) => labels.isHidden).length;
  const text = runs.length === 1 ? t("1 run") : t("{0} runs", formatCount(runs.length));
  return (
    <button
      type="button"
      class="quiet-button"
      aria-expanded={isOpen}
      aria-controls={isOpen ? RUN_LIST : undefined}
      title={
        hidden > 0
          ? t(
              isOpen ? "Close the list of {0}, {1} hidden" : "Open the list of {0}, {1} hidden",
              text,
              formatCount(hidden),
            )
          : t(isOpen ? "Close the list of {0}" : "Open the list of {0}", text)
      }
      data-testid="run-list-switch"
      onClick={() => dispatch({ type: "listRuns", isOpen: !isOpen })}
    >
      <Icon name="list" /> {text}
    </button>
  );
}
