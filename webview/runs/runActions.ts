import type { RunLabels, RunSummary } from "../../src/protocol/panel";
import { t } from "../l10n/translate";
import type { Panel } from "../panel/usePanel";

/** What can be done to runs. Every action is seen at once; the host is told of it. */
export interface RunActions {
  readonly select: (run: RunSummary) => void;
  readonly toggleVisibility: (run: RunSummary) => void;
  readonly togglePin: (run: RunSummary) => void;
  /** Shows the curves of some runs, or hides them. */
  readonly setHidden: (runs: readonly RunSummary[], isHidden: boolean) => void;
  /** Gives a run a name; an empty one gives it that of its source again. */
  readonly rename: (run: RunSummary, name: string) => void;
  readonly annotate: (run: RunSummary, note: string) => void;
  readonly edit: (run: RunSummary, field: "name" | "note") => void;
  readonly remove: (runs: readonly RunSummary[]) => void;
  /** Brings back what was removed last. */
  readonly undoRemove: () => void;
}

export function runActions({ model, dispatch, host, perform }: Panel): RunActions {
  const announce = (text: string) => dispatch({ type: "announce", text });
  const label = (runs: readonly RunSummary[], change: Partial<RunLabels>) => {
    const query = { runs: runs.map(({ id }) => id), change };
    dispatch({ type: "label", ...query });
    perform(host.calls.label(query));
  };
  const setHidden = (runs: readonly RunSummary[], isHidden: boolean) => {
    if (runs.length === 0) return;
    label(runs, { isHidden });
    announce(t(isHidden ? "Hid {0}" : "Showed {0}", countedNames(runs)));
  };
  return {
    select: (run) => {
      dispatch({ type: "select", run: run.id });
      perform(host.calls.select({ run: run.id }));
    },
    toggleVisibility: (run) => setHidden([run], !run.labels.isHidden),
    togglePin: (run) => {
      label([run], { isPinned: !run.labels.isPinned });
      announce(t(run.labels.isPinned ? "Unpinned {0}" : "Pinned {0}", run.name));
    },
    setHidden,
    rename: (run, name) => {
      const givenName = name.trim() || null;
      if (givenName === run.name) return;
      label([run], { givenName });
      announce(givenName === null ? t("Renamed as in the source") : t("Renamed to {0}", givenName));
    },
    annotate: (run, note) => {
      if (note.trim() === run.labels.note) return;
      label([run], { note: note.trim() });
      announce(t("Changed the note"));
    },
    edit: ({ id }, field) => dispatch({ type: "edit", edit: { run: id, field } }),
    remove: (runs) => {
      if (runs.length > 0) perform(host.calls.remove({ runs: runs.map(({ id }) => id) }));
    },
    undoRemove: () => {
      if (model.content?.removed.length === 0) return;
      perform(host.calls.undoRemove({}));
      announce(t("Brought back {0}", model.content?.removed.join(t(", ")) ?? ""));
    },
  };
}

/** The name of one run, or how many there are. */
export function countedNames(runs: readonly RunSummary[]): string {
  return runs.length === 1 ? runs[0].name : t("{0} runs", runs.length);
}

/** Keys that work on the run that has the focus, wherever it is shown. */
export const RUN_KEYS = t("H hides or shows, P pins, F2 renames, N writes a note, Delete removes.");

/**
 * Does what a key means for a run.
 *
 * @param isLive whether runs can be changed for good
 * @returns whether it means anything
 */
export function handleRunKey(event: KeyboardEvent, run: RunSummary, actions: RunActions, isLive: boolean): boolean {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  const always: Record<string, () => void> = { h: () => actions.toggleVisibility(run) };
  const live: Record<string, () => void> = {
    p: () => actions.togglePin(run),
    n: () => actions.edit(run, "note"),
    F2: () => actions.edit(run, "name"),
    Delete: () => actions.remove([run]),
  };
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const action = always[key] ?? (isLive ? live[key] : undefined);
  if (action === undefined) return false;
  event.preventDefault();
  action();
  return true;
}
