import { env, l10n, ProgressLocation, Uri, window, workspace } from "vscode";
import type { StepInspection } from "../../core/inspection/stepInspection";
import { compareRuns } from "../../protocol/compareRuns";
import type { RunSummary } from "../../protocol/panel";
import type { Report, ReportCurves, ReportQuery } from "../../protocol/report";
import { reportCurves, reportGrid } from "../../report/reportCurves";
import { reportPage } from "../../report/reportPage";
import type { FairComparison } from "../fairComparison/fairComparison";
import type { LearningRateFinder } from "../finder/learningRateFinder";
import type { RunFindings } from "../findings/runFindings";
import { panelFindings } from "../panel/panelFindings";
import { panelResources } from "../panel/panelHtml";
import type { Run } from "../runs/run";
import type { RunStore } from "../runs/runStore";
import { fileBeside } from "./fileBeside";
import { writePieces } from "./writePieces";

export interface ReportServices {
  readonly extensionUri: Uri;
  /** Name and version of the extension. */
  readonly maker: string;
  readonly store: RunStore;
  readonly findings: RunFindings;
  readonly finder: Pick<LearningRateFinder, "state">;
  readonly fairComparison: Pick<FairComparison, "state">;
}

/** Runs whose arithmetic is part of a report: each is worked out by replaying it from a checkpoint. */
const MOST_INSPECTED = 20;

/** What is asked of a report where there is no panel that would say how it is set. */
export function plainQuery({ runs }: Pick<RunStore, "runs">): ReportQuery {
  const shown = runs.filter(({ labels }) => !labels.isHidden).map(({ id }) => id);
  return { runs: shown, view: null, target: null, smoothing: null, step: null, choice: { kind: "largestUpdate" } };
}

/**
 * Asks for a file and writes a page with all that the panel shows of some runs, as far as they have come.
 *
 * @throws Error where none of them has any steps yet
 */
export async function exportReport(services: ReportServices, query: ReportQuery): Promise<void> {
  const { store, extensionUri } = services;
  const runs = query.runs.map((run) => store.get(run)).filter(({ rows }) => rows > 0);
  if (runs.length === 0) throw new Error(l10n.t("No run that is shown has any steps yet."));
  const uri = await window.showSaveDialog({
    title: l10n.t("Export Report"),
    defaultUri: fileBeside(runs[0], runs.length === 1 ? `${runs[0].name}.html` : "Comparison.html"),
    filters: { HTML: ["html"] },
  });
  if (!uri) return;
  const title = l10n.t("Exporting {0}", runs.map(({ name }) => name).join(", "));
  await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (_progress, token) => {
      const [script, style] = await Promise.all(["panel.js", "panel.css"].map((name) => asset(extensionUri, name)));
      const report = await reportOf(services, runs, query);
      const assets = { script, style, simulates: false, language: env.language, translations: l10n.bundle ?? {} };
      await writePieces(uri, reportPage(report, assets), token);
    },
  );
}

async function asset(extensionUri: Uri, name: string): Promise<string> {
  const bytes = await workspace.fs.readFile(Uri.joinPath(panelResources(extensionUri), name));
  return new TextDecoder().decode(bytes);
}

/** @param runs all of which have steps */
async function reportOf(services: ReportServices, runs: readonly Run[], query: ReportQuery): Promise<Report> {
  const { store, findings, finder, fairComparison, maker } = services;
  const known = panelFindings(store, findings);
  const marked = runs.flatMap((run) => [
    query.step ?? 0,
    run.summary().nonFinite?.step ?? 0,
    ...known[run.id].flatMap(({ step }) => step ?? []),
  ]);
  const grid = reportGrid(
    runs.map((run) => run.recorded),
    marked,
  );
  const curves: Record<string, ReportCurves> = {};
  for (const run of runs) {
    curves[run.id] = reportCurves(run.recorded, grid, query.smoothing);
    // Everyone else's turn: averages go through all steps.
    await new Promise(setImmediate);
  }
  const selected = runs.find((run) => run === store.selected) ?? runs[0];
  return {
    made: new Date().toISOString(),
    maker,
    state: {
      runs: runs.map((run) => reportSummary(run, curves[run.id].rows)),
      findings: Object.fromEntries(runs.map(({ id }) => [id, known[id]])),
      selected: selected.id,
      followsEdits: false,
      removed: [],
      measuresCurvature: false,
      instruments: [],
    },
    view: query.view,
    curves,
    comparison:
      runs.length < 2
        ? null
        : compareRuns(
            runs.map((run) => run.compared()),
            query.target,
          ),
    inspections: await inspectionsOf(store, [selected, ...runs.filter((run) => run !== selected)], query),
    specifications: {},
    finder: finder.state,
    fairComparison: fairComparison.state,
  };
}

/** A run as its report shows it: it does not go on there, and has no source to compare with. */
function reportSummary(run: Run, rows: number): RunSummary {
  const summary = run.summary();
  return {
    ...summary,
    stepsDone: rows,
    status: summary.status === "running" ? "cancelled" : summary.status,
    stale: false,
    held: null,
    trial: null,
    dropped: null,
  };
}

async function inspectionsOf(
  store: RunStore,
  runs: readonly Run[],
  { step, choice }: ReportQuery,
): Promise<Report["inspections"]> {
  const inspections: Record<string, StepInspection> = {};
  // One after the other: of several that are asked for at once only the last is worked out.
  for (const run of runs.slice(0, MOST_INSPECTED)) {
    const shown = Math.min(step ?? run.summary().nonFinite?.step ?? Number.POSITIVE_INFINITY, run.rows - 1);
    try {
      inspections[run.id] = await store.inspect(run.id, shown, choice);
    } catch {
      // The run may be gone by now, or have no such parameter: its arithmetic is then left out.
    }
  }
  return inspections;
}
