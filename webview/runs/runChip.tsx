import type { RunSummary } from "../../src/protocol/panel";
import { Icon } from "../controls/icon";
import { t } from "../l10n/translate";
import type { Panel } from "../panel/usePanel";
import { runColorClass } from "../theme/runColorClass";
import { handleRunKey, runActions } from "./runActions";
import { RunStatusIcon } from "./runStatusIcon";
import { statusText } from "./statusText";
import "./runChip.css";

interface RunChipProps {
  readonly run: RunSummary;
  readonly isSelected: boolean;
  readonly panel: Panel;
}

/** One run: its color, which shows and hides its curves, its name, which selects it, and its state. */
export function RunChip({ run, isSelected, panel }: RunChipProps) {
  const { isLive } = panel.host;
  const { isHidden, isPinned, note } = run.labels;
  const actions = runActions(panel);
  const onKeyDown = (event: KeyboardEvent) => {
    handleRunKey(event, run, actions, isLive);
  };
  return (
    <li
      class={`run-chip ${runColorClass(run)} ${isSelected ? "is-selected" : ""} ${isHidden ? "is-hidden" : ""}`}
      data-testid="run-chip"
      data-status={run.status}
    >
      <button
        type="button"
        class="run-chip-visibility"
        aria-pressed={!isHidden}
        aria-label={t("Curves of {0}", run.name)}
        title={t(isHidden ? "Show {0}" : "Hide {0}", run.name)}
        onClick={() => actions.toggleVisibility(run)}
        onKeyDown={onKeyDown}
      >
        <span class="run-dot" />
      </button>
      <button
        type="button"
        class="run-chip-name"
        aria-current={isSelected}
        title={[`${run.name}, ${statusText(run)}`, ...(note === "" ? [] : [note])].join("\n")}
        onClick={() => actions.select(run)}
        onKeyDown={onKeyDown}
      >
        <span class="run-chip-text">{run.name}</span>
        {run.trial !== null && <span class="run-chip-trial">{t("what if")}</span>}
        {isPinned && (
          <span class="run-chip-pin">
            <Icon name="starred" />
            <span class="screen-reader-only">{t("pinned")}</span>
          </span>
        )}
        <RunStatusIcon run={run} />
      </button>
      {isLive && (
        <button
          type="button"
          class="run-chip-remove"
          aria-label={t("Remove {0}", run.name)}
          title={t("Remove {0}", run.name)}
          onClick={() => actions.remove([run])}
        >
          <Icon name="close" />
        </button>
      )}
    </li>
  );
}
