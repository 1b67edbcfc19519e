import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describeProblem } from "../core/problems/createProblem";
import { columnSummaries } from "../protocol/columnSummaries";
import { PLAIN_LABELS } from "../protocol/panel";
import type { ReportRun } from "../protocol/report";
import { reportPageOf, reportTrace } from "../report/reportPage";
import { CommandError, EXIT } from "./commandError";
import type { SimulatedRun } from "./simulatedRun";

/**
 * Simulated runs as a report page.
 *
 * @param assets folder with the built `webview/report.js` and `webview/report.css`
 * @throws CommandError when these are missing
 */
export function simulationReport(runs: readonly SimulatedRun[], assets: string): Iterable<string> {
  return reportPageOf(runs.map(reportRun), {
    script: readAsset(assets, "report.js"),
    style: readAsset(assets, "report.css"),
  });
}

function reportRun(run: SimulatedRun, index: number): ReportRun {
  const { specification, trace, nonFinite } = run;
  const stopped = nonFinite !== null && !specification.continuePastNonFinite;
  return {
    summary: {
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
      color: index,
      stale: false,
      revision: 0,
      held: null,
      trial: null,
      dropped: null,
    },
    specification,
    trace: reportTrace(trace),
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
