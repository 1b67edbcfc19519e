import { StepInspector } from "../../../src/core/inspection/inspectStep";
import { Simulation } from "../../../src/core/simulation/simulation";
import { columnSummaries } from "../../../src/protocol/columnSummaries";
import { compareRuns } from "../../../src/protocol/compareRuns";
import { PLAIN_LABELS, type RunSummary } from "../../../src/protocol/panel";
import type { Report } from "../../../src/protocol/report";
import { reportCurves, reportGrid } from "../../../src/report/reportCurves";
import { reportPage } from "../../../src/report/reportPage";
import { INITIAL_VIEW } from "../../../webview/panel/viewState";
import { adam, gradientDescent, runOf } from "../../core/simulation/specifications";
import { runSummary } from "../runSummary";

/** What would end an element, begin another or leave a comment, if it were taken for markup. */
export const HOSTILE = '</script><script>document.title = "broken out"</script><!--<img src=x onerror=alert(1)>';

/** Three runs, the last too long for a page, with a hostile name, note and source. */
const runs = [
  { name: "adam", optimizer: adam, steps: 400 },
  { name: HOSTILE, optimizer: { ...gradientDescent, learningRate: 0.001 }, steps: 400 },
  { name: "long", optimizer: { ...adam, learningRate: 0.001 }, steps: 60_000 },
];

/** Their report, with one chart hidden, zoomed to the first steps and smoothed. */
export function sampleReport(): Report {
  const made = runs.map(({ name, optimizer, steps }, color) => {
    const specification = runOf({ optimizer, steps });
    const simulation = new Simulation(specification);
    simulation.advance(steps);
    const { trace, stateVectors, parameters } = simulation;
    const summary: RunSummary = runSummary({
      id: `run ${color}`,
      name,
      color,
      steps,
      stepsDone: steps,
      title: "native",
      gist: [{ label: "lr", value: String(optimizer.learningRate), origin: `default of ${HOSTILE}` }],
      source: color === 1 ? HOSTILE : "train.py:24",
      labels: color === 1 ? { ...PLAIN_LABELS, note: `Too slow. ${HOSTILE}` } : PLAIN_LABELS,
      columns: columnSummaries(trace),
      stateVectors,
      parameters: parameters.length,
    });
    return { summary, specification, trace };
  });
  const grid = reportGrid(
    made.map(({ trace }) => trace),
    [17],
  );
  const byRun = <Value>(of: (run: (typeof made)[number]) => Value) =>
    Object.fromEntries(made.map((run) => [run.summary.id, of(run)]));
  const smoothing = 20;
  return {
    made: "2026-05-04T10:20:30.000Z",
    maker: "Optimizer Debugger 0.0.0",
    state: {
      runs: made.map(({ summary }) => summary),
      findings: {
        "run 0": [],
        "run 1": [
          {
            id: "slow",
            rule: "run/slow",
            severity: "warning",
            message: `Slow: ${HOSTILE}`,
            step: 17,
            place: "train.py:3",
            fixes: [],
          },
        ],
        "run 2": [],
      },
      selected: "run 0",
      followsEdits: false,
      removed: [],
      measuresCurvature: false,
      instruments: [],
    },
    view: {
      ...INITIAL_VIEW,
      smoothing,
      range: { from: 0, to: 300 },
      layout: { ...INITIAL_VIEW.layout, hidden: ["updateNorm"] },
    },
    curves: byRun(({ trace }) => reportCurves(trace, grid, smoothing)),
    comparison: compareRuns(
      made.map(({ summary, specification, trace }) => ({ ...summary, specification, trace })),
      null,
    ),
    inspections: byRun(({ specification }) => new StepInspector(specification).inspect(17, { kind: "largestUpdate" })),
    specifications: {},
    finder: null,
    fairComparison: null,
  };
}

/** The same as a file. @param script and `style` are those of the panel */
export function sampleReportPage(
  script: string,
  style: string,
  translations: Readonly<Record<string, string>> = {},
): string {
  return [...reportPage(sampleReport(), { script, style, simulates: false, language: "en", translations })].join("");
}

/** The same as the command line makes it: of no step is the arithmetic known. @param script that simulates */
export function simulatingReportPage(script: string, style: string): string {
  const { state, ...rest } = sampleReport();
  const specifications = { "run 0": runOf({ optimizer: runs[0].optimizer, steps: runs[0].steps }) };
  const report: Report = { ...rest, state, inspections: {}, specifications };
  return [...reportPage(report, { script, style, simulates: true, language: "en", translations: {} })].join("");
}
