import { useEffect, useRef } from "preact/hooks";
import type { RunSummary } from "../../src/protocol/panel";
import { Icon, type IconName } from "../controls/icon";
import { t } from "../l10n/translate";
import type { Panel } from "../panel/usePanel";
import { runColorClass } from "../theme/runColorClass";
import { RUN_KEYS, type RunActions } from "./runActions";
import { RunStatusIcon } from "./runStatusIcon";
import { statusText } from "./statusText";

interface RunRowProps {
  readonly run: RunSummary;
  /** Where it stands in the list: the row from 0, of how many, and the distance from the top in pixels. */
  readonly place: { readonly row: number; readonly of: number; readonly top: number };
  /** Whether Tab comes to this row. */
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  readonly editing: "name" | "note" | null;
  readonly actions: RunActions;
  readonly panel: Panel;
  readonly onFocus: () => void;
  /** Told of keys on its name. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** Called when a name or note is written or given up. */
  readonly onEdited: () => void;
}

/** One run of the list: color, name, note, source, problem, and what can be done to it. */
export function RunRow(props: RunRowProps) {
  const { run, place, isCurrent, isSelected, editing, actions, panel, onEdited } = props;
  const { isHidden, isPinned, note } = run.labels;
  const { host, perform } = panel;
  // Within the current row Tab goes on to its buttons.
  const tabIndex = isCurrent ? 0 : -1;
  const write = (text: string) => (editing === "name" ? actions.rename(run, text) : actions.annotate(run, text));
  return (
    <li
      class={`run-row ${runColorClass(run)} ${isSelected ? "is-selected" : ""} ${isHidden ? "is-hidden" : ""}`}
      aria-posinset={place.row + 1}
      aria-setsize={place.of}
      data-testid="run-row"
      style={{ top: `${place.top}px` }}
      onFocusIn={props.onFocus}
    >
      <span>
        <button
          type="button"
          class="run-row-button"
          tabIndex={tabIndex}
          aria-pressed={!isHidden}
          aria-label={t("Curves of {0}", run.name)}
          title={t(isHidden ? "Show {0}" : "Hide {0}", run.name)}
          onClick={() => actions.toggleVisibility(run)}
        >
          <span class="run-dot" />
        </button>
      </span>
      <span class="run-row-main">
        {editing === null ? (
          <button
            type="button"
            class="run-row-name"
            tabIndex={tabIndex}
            aria-current={isSelected}
            aria-description={host.isLive ? RUN_KEYS : t("H hides or shows.")}
            title={[`${run.name}, ${statusText(run)}`, ...(note === "" ? [] : [note])].join("\n")}
            onClick={() => actions.select(run)}
            onKeyDown={props.onKeyDown}
            onDblClick={() => host.isLive && actions.edit(run, "name")}
          >
            <span class="run-row-text">{run.name}</span>
            <RunStatusIcon run={run} />
            {note !== "" && <span class="run-row-note">{note}</span>}
          </button>
        ) : (
          <RunField key={editing} run={run} field={editing} onWrite={write} onEnd={onEdited} />
        )}
      </span>
      <span class="run-row-problem" title={run.problem}>
        {run.problem}
      </span>
      <span class="run-row-source">
        {run.source !== null &&
          (host.isLive ? (
            <button
              type="button"
              class="link"
              tabIndex={tabIndex}
              title={t("Go to {0}", run.source)}
              onClick={() => perform(host.calls.reveal({ run: run.id }))}
            >
              {run.source}
            </button>
          ) : (
            <span>{run.source}</span>
          ))}
      </span>
      {host.isLive && (
        <span class="run-row-actions">
          <RowAction
            icon={isPinned ? "starred" : "star"}
            label={t(isPinned ? "Unpin {0} (P)" : "Pin {0} (P)", run.name)}
            isPressed={isPinned}
            tabIndex={tabIndex}
            onClick={() => actions.togglePin(run)}
          />
          <RowAction
            icon="rename"
            label={t("Rename {0} (F2)", run.name)}
            tabIndex={tabIndex}
            onClick={() => actions.edit(run, "name")}
          />
          <RowAction
            icon="note"
            label={t(note === "" ? "Write the note of {0} (N)" : "Change the note of {0} (N)", run.name)}
            tabIndex={tabIndex}
            onClick={() => actions.edit(run, "note")}
          />
          <RowAction
            icon="close"
            label={t("Remove {0} (Delete)", run.name)}
            tabIndex={tabIndex}
            onClick={() => actions.remove([run])}
          />
        </span>
      )}
    </li>
  );
}

interface RowActionProps {
  readonly icon: IconName;
  readonly label: string;
  /** Of an action that is on or off. */
  readonly isPressed?: boolean;
  readonly tabIndex: number;
  readonly onClick: () => void;
}

function RowAction({ icon, label, isPressed, tabIndex, onClick }: RowActionProps) {
  return (
    <button
      type="button"
      class={`run-row-button is-${icon}`}
      tabIndex={tabIndex}
      aria-label={label}
      aria-pressed={isPressed}
      title={label}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

interface RunFieldProps {
  readonly run: RunSummary;
  readonly field: "name" | "note";
  readonly onWrite: (text: string) => void;
  readonly onEnd: () => void;
}

/** A field for a name or a note: Enter and leaving it write, Escape gives up. */
function RunField({ run, field, onWrite, onEnd }: RunFieldProps) {
  const element = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useEffect(() => {
    element.current?.focus();
    element.current?.select();
  }, []);
  const end = (isWritten: boolean) => {
    if (isOver.current) return;
    isOver.current = true;
    if (isWritten && element.current) onWrite(element.current.value);
    onEnd();
  };
  return (
    <input
      ref={element}
      type="text"
      class="run-row-field"
      defaultValue={field === "name" ? run.name : run.labels.note}
      aria-label={t(field === "name" ? "Name of {0}" : "Note on {0}", run.name)}
      placeholder={t(field === "name" ? "As in the source" : "Note")}
      maxLength={field === "name" ? 80 : 500}
      data-testid="run-field"
      onKeyDown={(event) => {
        if (event.key === "Enter") end(true);
        if (event.key === "Escape") end(false);
      }}
      onBlur={() => end(true)}
    />
  );
}
