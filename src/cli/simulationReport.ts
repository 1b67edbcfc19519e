import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describeProblem } from "../core/problems/createProblem";
import { columnSummaries } from "../protocol/columnSummaries";
import { compareRuns } from "../protocol/compareRuns";
import { PLAIN_LABELS, type RunSummary } from "../protocol/panel";
import type { Report } from "../protocol/report";
import { reportCurves, reportGrid } from "../report/reportCurves";
import { reportPage } from "../report/reportPage";
import { CommandError, EXIT } from "./commandError";
import type { SimulatedRun } from "./simulatedRun";

/**
 * Simulated runs as a report page.
 *
 * @param assets folder with the built `webview/report.js` and `webview/report.css`
 * @throws CommandError when these are missing
 */
export function simulationReport(runs: readonly SimulatedRun[], assets: string): Iterable<string> {
  return reportPage(reportOf(runs), {
    script: readAsset(assets, "report.js"),
    style: readAsset(assets, "report.css"),
    simulates: true,
    language: "en",
    translations: {},
  });
}

function reportOf(runs: readonly SimulatedRun[]): Report {
  const summaries = runs.map(runSummary);
  const grid = reportGrid(
    runs.map(({ trace }) => trace),
    runs.flatMap(({ nonFinite }) => nonFinite?.step ?? []),
  );
  const byRun = <Value>(of: (run: SimulatedRun) => Value) =>
    Object.fromEntries(runs.map((run, index) => [summaries[index].id, of(run)]));
  return {
    made: new Date().toISOString(),
    maker: "Optimizer Debugger",
    state: {
      runs: summaries,
      findings: byRun(() => []),
      selected: summaries[0].id,
      followsEdits: false,
      removed: [],
      measuresCurvature: false,
      instruments: [],
    },
    view: null,
    curves: byRun(({ trace }) => reportCurves(trace, grid, null)),
    comparison:
      runs.length < 2
        ? null
        : compareRuns(
            runs.map(({ specification, trace }, index) => ({ ...summaries[index], specification, trace })),
            null,
          ),
    inspections: {},
    specifications: byRun(({ specification }) => specification),
    finder: null,
    fairComparison: null,
  };
}

function runSummary(run: SimulatedRun, index: number): RunSummary {
  const { specification, trace, nonFinite } = run;
  const stopped = nonFinite !== null && !specification.continuePastNonFinite;
  return {
    id: `run ${index + 1}`,
    name: run.name,
    labels: PLAIN_LABELS,
    title: run.title,
    gist: run.gist,
    source: basename(run.source),
    problem: `${describeProblem(specification.problem)} · seed ${specification.seed}`,
    isReplay: false,
    precision: specification.precision,
    steps: specification.steps,
    curvatureInterval: specification.curvature?.every ?? null,
    instruments: specification.instruments ?? [],
    stepsDone: trace.rows,
    status: stopped ? "diverged" : "finished",
    message: null,
    nonFinite,
    columns: columnSummaries(trace),
    stateVectors: run.stateVectors,
    tensors: run.tensors,
    parameters: run.parameters,
    probe: null,
    color: index,
    stale: false,
    revision: 0,
    held: null,
    trial: null,
    dropped: null,
  };
}

function readAsset(assets: string, name: string): string {
  const path = join(assets, "webview", name);
  try {
    return readFileSync(path, "utf8");
  } catch {
    throw new CommandError(
      `The report page cannot be made: ${path} is missing. npm run build makes it.`,
      EXIT.simulationFailed,
    );
  }
}
