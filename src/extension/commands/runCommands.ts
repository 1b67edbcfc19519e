import { l10n, window } from "vscode";
import type { Run } from "../runs/run";
import type { RunsTree } from "../runs/runsTree";
import { revealSource } from "./reveal";
import type { SimulateServices } from "./simulateServices";

/** The run that a menu was opened on, and all that are selected with it, by their ids; a key gives neither. */
type Given = [run?: unknown, runs?: unknown];

/** What can be done to runs in their view: by its menus, and by keys for those that are selected. */
export function runCommands({ store, showPanel }: Pick<SimulateServices, "store" | "showPanel">, tree: RunsTree) {
  const chosen = ([run, runs]: Given): readonly Run[] => {
    const ids: readonly unknown[] = Array.isArray(runs) ? runs : run === undefined ? tree.selection : [run];
    // Some may have gone since the view was drawn.
    return store.runs.filter(({ id }) => ids.includes(id));
  };
  const idsOf = (given: Given) => chosen(given).map(({ id }) => id);
  const label = async (given: Given, change: Parameters<typeof store.label>[1]) => store.label(idsOf(given), change);
  /** Asks for words on the first of the runs. */
  const ask = async (given: Given, question: (run: Run) => { title: string; value: string; prompt: string }) => {
    const [run] = chosen(given);
    const text = run && (await window.showInputBox(question(run)));
    return text === undefined ? null : { id: run.id, text: text.trim() };
  };
  return {
    selectRun: async (...given: Given) => {
      const [id] = idsOf(given);
      if (id === undefined) return;
      store.select(id);
      showPanel();
    },
    pinRuns: (...given: Given) => label(given, { isPinned: true }),
    unpinRuns: (...given: Given) => label(given, { isPinned: false }),
    renameRun: async (...given: Given) => {
      const answer = await ask(given, ({ name }) => ({
        title: l10n.t("Rename Run"),
        value: name,
        prompt: l10n.t("Empty: the name of its source"),
      }));
      if (answer === null || answer.text === store.get(answer.id).name) return;
      store.label([answer.id], { givenName: answer.text || null });
    },
    annotateRun: async (...given: Given) => {
      const answer = await ask(given, ({ name, labels }) => ({
        title: l10n.t("Note on {0}", name),
        value: labels.note,
        prompt: l10n.t("Empty: no note"),
      }));
      if (answer !== null) store.label([answer.id], { note: answer.text });
    },
    revealRun: async (...given: Given) => {
      const [run] = chosen(given);
      if (run?.plan.source) await revealSource(run.plan.source);
    },
    removeRuns: async (...given: Given) => {
      const ids = idsOf(given);
      if (ids.length > 0) store.remove(ids);
    },
    undoRemoveRuns: async () => store.undoRemove(),
  };
}
