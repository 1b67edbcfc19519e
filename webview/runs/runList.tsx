import { useEffect, useRef, useState } from "preact/hooks";
import type { RunSummary } from "../../src/protocol/panel";
import { t } from "../l10n/translate";
import { selectedRun } from "../panel/panelModel";
import type { Panel } from "../panel/usePanel";
import { handleRunKey, runActions } from "./runActions";
import { RunListTools } from "./runListTools";
import { RunRow } from "./runRow";
import { scrollToRow, visibleRows } from "./visibleRows";
import "./runList.css";

/** Id of the list in the page. */
export const RUN_LIST = "run-list";

/** In pixels; `runList.css` has the same. */
const ROW_HEIGHT = 28;
const MOST_ROWS = 9;

/** All runs, to be shown and hidden, named, annotated, pinned and removed. Only those that are seen are in the page, however many there are. */
export function RunList({ panel }: { readonly panel: Panel }) {
  const runs = panel.model.content?.runs ?? [];
  if (!panel.model.view.listsRuns || runs.length === 0) return null;
  return <OpenRunList runs={runs} panel={panel} />;
}

function OpenRunList({ runs, panel }: { readonly runs: readonly RunSummary[]; readonly panel: Panel }) {
  const { model, dispatch, host } = panel;
  const [filter, setFilter] = useState("");
  const [scrolled, setScrolled] = useState(0);
  const [current, setCurrent] = useState<string | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  /** The run whose row takes the focus as soon as it is the current one and in the page. */
  const takesFocus = useRef<string | null>(null);
  const actions = runActions(panel);
  const listed = runs.filter((run) => matches(run, filter));
  const selected = selectedRun(model)?.id;
  const { editing } = model;
  const position = (id: string | null | undefined) => listed.findIndex((run) => run.id === id);
  const currentRow = Math.max(0, position(current) >= 0 ? position(current) : position(selected));
  const height = Math.min(listed.length, MOST_ROWS) * ROW_HEIGHT;
  const listWindow = { scrolled, height, rowHeight: ROW_HEIGHT, rows: listed.length };

  const bringIntoSight = (row: number) => {
    if (scroller.current) scroller.current.scrollTop = scrollToRow(listWindow, row);
  };
  const goTo = (row: number) => {
    const target = Math.min(Math.max(row, 0), listed.length - 1);
    takesFocus.current = listed[target]?.id ?? null;
    setCurrent(takesFocus.current);
    bringIntoSight(target);
  };
  useEffect(() => {
    const wanted = takesFocus.current;
    // What was drawn before the key is not what it asked for.
    if (wanted === null || (wanted !== listed[currentRow]?.id && position(wanted) >= 0)) return;
    scroller.current?.querySelector<HTMLElement>(".run-row-name[tabindex='0']")?.focus();
    takesFocus.current = null;
  });
  useEffect(() => {
    if (editing === null) return;
    setCurrent(editing.run);
    if (position(editing.run) < 0) setFilter("");
    else bringIntoSight(position(editing.run));
  }, [editing]);

  const onKeyDown = (event: KeyboardEvent, row: number) => {
    const run = listed[row];
    const moves: Record<string, () => void> = {
      ArrowDown: () => goTo(row + 1),
      ArrowUp: () => goTo(row - 1),
      PageDown: () => goTo(row + MOST_ROWS),
      PageUp: () => goTo(row - MOST_ROWS),
      Home: () => goTo(0),
      End: () => goTo(listed.length - 1),
    };
    if (moves[event.key]) {
      event.preventDefault();
      moves[event.key]();
      return;
    }
    const neighbor = listed[row + 1] ?? listed[row - 1];
    // The focus would be lost with the row.
    if (handleRunKey(event, run, actions, host.isLive) && event.key === "Delete" && neighbor) {
      goTo(listed.indexOf(neighbor));
    }
  };
  const onScroll = (event: Event) => setScrolled((event.currentTarget as HTMLElement).scrollTop);
  const finishEdit = () => {
    takesFocus.current = editing?.run ?? null;
    dispatch({ type: "edit", edit: null });
  };

  return (
    <section id={RUN_LIST} class="run-list" aria-label={t("All runs")} data-testid="run-list">
      <RunListTools
        runs={runs}
        listed={listed}
        filter={filter}
        onFilter={setFilter}
        actions={actions}
        isLive={host.isLive}
      />
      <div class="run-rows" ref={scroller} style={{ height: `${height}px` }} onScroll={onScroll}>
        <ul class="run-rows-all" aria-label={t("Runs")} style={{ height: `${listed.length * ROW_HEIGHT}px` }}>
          {visibleRows(listWindow, currentRow).map((row) => (
            <RunRow
              key={listed[row].id}
              run={listed[row]}
              place={{ row, of: listed.length, top: row * ROW_HEIGHT }}
              isCurrent={row === currentRow}
              isSelected={listed[row].id === selected}
              editing={editing?.run === listed[row].id ? editing.field : null}
              actions={actions}
              panel={panel}
              onFocus={() => setCurrent(listed[row].id)}
              onKeyDown={(event) => onKeyDown(event, row)}
              onEdited={finishEdit}
            />
          ))}
        </ul>
      </div>
      {listed.length === 0 && (
        <p class="run-list-none">{t("No run has “{0}” in its name, note, problem or source.", filter)}</p>
      )}
    </section>
  );
}

/** Whether all words of a filter stand somewhere in what the list says of a run. */
function matches({ name, title, problem, source, labels, gist }: RunSummary, filter: string): boolean {
  const values = gist.map(({ label, value }) => `${label} ${value}`);
  const text = [name, title, labels.note, problem, source ?? "", ...values].join(" ").toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
