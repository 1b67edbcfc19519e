import type { RunSummary } from "../../src/protocol/panel";
import { t } from "../l10n/translate";
import type { RunActions } from "./runActions";

/** A filter is of use where not all runs are seen at once. */
const FEWEST_TO_FILTER = 7;

interface RunListToolsProps {
  readonly runs: readonly RunSummary[];
  /** Those that the filter lets through. */
  readonly listed: readonly RunSummary[];
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
  readonly actions: RunActions;
  readonly isLive: boolean;
}

/** What can be done to all runs of the list at once, and the filter that says which these are. */
export function RunListTools({ runs, listed, filter, onFilter, actions, isLive }: RunListToolsProps) {
  const hidden = listed.filter(({ labels }) => labels.isHidden);
  const shown = listed.filter(({ labels }) => !labels.isHidden);
  const removable = hidden.filter(({ labels }) => !labels.isPinned);
  return (
    <div class="run-list-tools">
      {(runs.length >= FEWEST_TO_FILTER || filter !== "") && (
        <input
          type="search"
          class="run-list-filter"
          placeholder={t("Filter runs")}
          aria-label={t("Filter runs by name, note, values, problem or source")}
          value={filter}
          data-testid="run-filter"
          onInput={(event) => onFilter(event.currentTarget.value)}
        />
      )}
      <button
        type="button"
        class="quiet-button"
        disabled={hidden.length === 0}
        title={t("Show the curves of all runs in this list")}
        data-testid="show-all-runs"
        onClick={() => actions.setHidden(hidden, false)}
      >
        {t("Show all")}
      </button>
      <button
        type="button"
        class="quiet-button"
        disabled={shown.length === 0}
        title={t("Hide the curves of all runs in this list")}
        data-testid="hide-all-runs"
        onClick={() => actions.setHidden(shown, true)}
      >
        {t("Hide all")}
      </button>
      {isLive && (
        <button
          type="button"
          class="quiet-button"
          disabled={removable.length === 0}
          title={t("Remove the runs in this list that are hidden and not pinned")}
          data-testid="remove-hidden-runs"
          onClick={() => actions.remove(removable)}
        >
          {t("Remove hidden")}
        </button>
      )}
    </div>
  );
}
