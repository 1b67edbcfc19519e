import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describeProblem } from "../core/problems/createProblem";
import { encodeTrace } from "../core/trace/traceFile";
import { columnSummaries } from "../protocol/columnSummaries";
import { EMPTY_STYLE_HASH } from "../protocol/emptyStyleHash";
import { PLAIN_LABELS } from "../protocol/panel";
import { REPORT_ELEMENT, REPORT_TRACE_ROWS, type ReportRun, stringifyReport } from "../protocol/report";
import { CommandError, EXIT } from "./commandError";
import type { SimulatedRun } from "./simulatedRun";

/**
 * Runs as one page with the panel's charts and inspector, which needs neither a server nor a connection: scripts, styles
 * and data are part of it, and its content security policy lets nothing else in.
 *
 * @param assets folder with the built `webview/report.js` and `webview/report.css`
 * @throws CommandError when these are missing
 */
export function* reportPageOf(runs: readonly SimulatedRun[], assets: string): Generator<string> {
  // In what esbuild prints, both stand in strings only.
  const script = readAsset(assets, "report.js").replace(/<(?=\/script|!--)/gi, "\\x3C");
  const style = readAsset(assets, "report.css").replace(/<(?=\/style)/gi, "\\3C ");
  const policy = [
    "default-src 'none'",
    // The inspector computes a step with the kernel of the rule, which is WebAssembly.
    `script-src '${hashOf(script)}' 'wasm-unsafe-eval'`,
    `style-src '${hashOf(style)}' ${EMPTY_STYLE_HASH}`,
    "img-src data:",
  ].join("; ");
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(runs.map((run) => run.name).join(", "))}</title>
<style>${style}</style>
</head>
<body>
<script type="application/json" id="${REPORT_ELEMENT}">`;
  yield stringifyReport({ runs: runs.map(reportRun) });
  yield `</script>
<script>${script}</script>
</body>
</html>
`;
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
    trace: trace.rows > REPORT_TRACE_ROWS ? null : Buffer.from(encodeTrace(trace, {}).buffer).toString("base64"),
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

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
