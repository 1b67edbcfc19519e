import { formatCount } from "../../src/core/formatNumber";
import { Icon } from "../controls/icon";
import type { Panel } from "../panel/usePanel";
import { RUN_LIST } from "./runList";

/** Opens and closes the list of all runs, and says how many there are. */
export function RunListSwitch({ panel: { model, dispatch } }: { readonly panel: Panel }) {
  const runs = model.content?.runs ?? [];
  const isOpen = model.view.listsRuns;
  const hidden = runs.filter(({ labels }) => labels.isHidden).length;
  const text = `${formatCount(runs.length)} ${runs.length === 1 ? "run" : "runs"}`;
  return (
    <button
      type="button"
      class="quiet-button"
      aria-expanded={isOpen}
      aria-controls={isOpen ? RUN_LIST : undefined}
      title={`${isOpen ? "Close" : "Open"} the list of ${text}${hidden > 0 ? `, ${formatCount(hidden)} hidden` : ""}`}
      data-testid="run-list-switch"
      onClick={() => dispatch({ type: "listRuns", isOpen: !isOpen })}
    >
      <Icon name="list" /> {text}
    </button>
  );
}
