import { l10n, window } from "vscode";
import { selectColumns } from "../../core/trace/traceText";
import { valuePieces } from "../../core/trace/valueText";
import type { ValuesQuery } from "../../protocol/panel";
import type { RunStore } from "../runs/runStore";
import { fileBeside } from "./fileBeside";
import { writeWithProgress } from "./writePieces";

/** Asks for a file and writes some series of some runs at every step. */
export async function exportValues(store: RunStore, { name, runs, columns, form }: ValuesQuery): Promise<void> {
  const chosen = runs.map((run) => store.drawn(run));
  const uri = await window.showSaveDialog({
    title: l10n.t("Save Values"),
    defaultUri: fileBeside(chosen[0] ?? null, `${name}.${form}`),
    filters: { [form.toUpperCase()]: [form] },
  });
  if (!uri) return;
  const tables = chosen.map((run) => ({ name: run.plan.name, trace: selectColumns(run.recorded, columns) }));
  await writeWithProgress(uri, name, valuePieces(tables, form));
}
