import { l10n, Uri, window, workspace } from "vscode";
import type { ReportRun } from "../../protocol/report";
import { embeddedTrace, reportPageOf, reportTrace } from "../../report/reportPage";
import { panelResources } from "../panel/panelHtml";
import type { Run } from "../runs/run";
import { fileBeside } from "./fileBeside";
import { writeWithProgress } from "./writePieces";

/** Asks for a file and writes a page with the charts and the inspector of some runs, as far as they have come. */
export async function exportReport(extensionUri: Uri, runs: readonly Run[]): Promise<void> {
  const uri = await window.showSaveDialog({
    title: l10n.t("Save Report"),
    defaultUri: fileBeside(runs[0] ?? null, "Comparison.html"),
    filters: { HTML: ["html"] },
  });
  if (!uri) return;
  const asset = async (name: string) =>
    new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(panelResources(extensionUri), name)));
  const assets = { script: await asset("report.js"), style: await asset("report.css") };
  const name = runs.map(({ plan }) => plan.name).join(", ");
  await writeWithProgress(uri, name, reportPageOf(runs.map(reportRun), assets));
}

function reportRun(run: Run): ReportRun {
  const summary = run.summary();
  const trace = run.recorded;
  return {
    summary: {
      ...summary,
      stepsDone: trace.rows,
      // On the page it does not go on.
      status: summary.status === "running" ? "cancelled" : summary.status,
      stale: false,
      held: null,
      // The page has no source to compare with.
      trial: null,
    },
    // What the page makes anew ends where the run has ended.
    specification: { ...run.specification, steps: trace.rows },
    // What was recorded is not part of the page, so that it cannot be replayed there.
    trace: summary.isReplay ? embeddedTrace(trace) : reportTrace(trace),
  };
}
