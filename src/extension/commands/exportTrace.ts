import { l10n, window } from "vscode";
import { encodeTracePieces } from "../../core/trace/traceFile";
import { traceCsv, traceJson } from "../../core/trace/traceText";
import type { Run } from "../runs/run";
import { fileBeside } from "./fileBeside";
import { writeWithProgress } from "./writePieces";

/** The forms by the extension of the file's name. */
const forms: Readonly<Record<string, (run: Run) => Iterable<string | Uint8Array>>> = {
  csv: (run) => traceCsv([{ name: run.plan.name, trace: run.recorded }]),
  json: (run) => traceJson(run.recorded, run.plan),
  trace: (run) => encodeTracePieces(run.recorded, run.plan),
};

/** Asks for a file and writes the run's trace, as far as it has come, in the form that the file's name asks for. */
export async function exportTrace(run: Run): Promise<void> {
  const uri = await window.showSaveDialog({
    title: l10n.t("Export Trace"),
    defaultUri: fileBeside(run, `${run.plan.name}.csv`),
    filters: { [l10n.t("CSV")]: ["csv"], [l10n.t("JSON")]: ["json"], [l10n.t("Binary trace")]: ["trace"] },
  });
  if (!uri) return;
  const extension = uri.path.slice(uri.path.lastIndexOf(".") + 1).toLowerCase();
  if (!Object.hasOwn(forms, extension)) {
    const known = Object.keys(forms).map((name) => `.${name}`);
    throw new Error(l10n.t('"{0}" is no known form; expected a name that ends in {1}.', extension, known.join(", ")));
  }
  await writeWithProgress(uri, run.plan.name, forms[extension](run));
}
