import { StepInspector } from "../../src/core/inspection/inspectStep";
import { selectColumns } from "../../src/core/trace/traceText";
import { valuePieces } from "../../src/core/trace/valueText";
import { compareRuns } from "../../src/protocol/compareRuns";
import { type PanelState, PLAIN_LABELS, type RunLabels } from "../../src/protocol/panel";
import type { Report } from "../../src/protocol/report";
import { windowReply } from "../../src/protocol/windowReply";
import { bytesOf, download } from "./downloads";
import type { HostListeners, PanelHost } from "./panelHost";
import { type ReportedRun, reportedRun } from "./reportedRun";

/** A host for a page that holds its runs itself: nothing can be started there, and nothing leaves it. */
export function reportHost(report: Report): PanelHost {
  const runs = new Map(report.runs.map((run) => [run.summary.id, reportedRun(run)]));
  const labels = new Map<string, RunLabels>();
  const inspectors = new Map<string, StepInspector>();
  let selected = report.runs[0]?.summary.id ?? null;
  let listeners: HostListeners = { state: () => {}, progress: () => {}, finder: () => {}, fairComparison: () => {} };

  const get = (id: string): ReportedRun => {
    const run = runs.get(id);
    if (run === undefined) throw new Error(`This page has no run ${id}.`);
    return run;
  };
  const inspector = (id: string): StepInspector => {
    const known = inspectors.get(id);
    if (known !== undefined) return known;
    const { specification, checkpoints } = get(id);
    const made = new StepInspector(specification, checkpoints);
    inspectors.set(id, made);
    return made;
  };
  const state = (): PanelState => ({
    runs: [...runs.values()].map(({ summary }) => ({ ...summary, labels: labels.get(summary.id) ?? summary.labels })),
    findings: {},
    selected,
    followsEdits: false,
    removed: [],
    measuresCurvature: false,
    instruments: [],
  });
  const unavailable = async (): Promise<never> => {
    throw new Error("A report page shows runs; it starts none.");
  };

  return {
    isLive: false,
    listen: (next) => {
      listeners = next;
      for (const run of runs.values()) {
        run.begin({
          progressed: ({ id, stepsDone }) => listeners.progress({ run: id, stepsDone }),
          ended: () => listeners.state({ content: state(), foreseen: { windows: [], rows: [] } }),
        });
      }
    },
    // Nothing of a page on disk is kept from one visit to the next.
    restoreView: () => null,
    keepView: () => {},
    calls: {
      ready: async () => state(),
      window: async (query) => windowReply(get(query.run).trace, query),
      row: async ({ run, step }) => {
        const { trace } = get(run);
        const row = new Float64Array(trace.columns.length);
        trace.readRow(step, row);
        return Array.from(row);
      },
      inspect: async ({ run, step, choice }) => inspector(run).inspect(step, choice),
      compare: async ({ runs: ids, target }) =>
        compareRuns(
          ids.map(get).map(({ summary, specification, trace }) => ({ ...summary, specification, trace })),
          target,
        ),
      select: async ({ run }) => {
        selected = run;
      },
      label: async ({ runs: ids, change: { isHidden } }) => {
        // All else would be lost with the page.
        if (isHidden !== undefined) for (const id of ids) labels.set(id, { ...PLAIN_LABELS, isHidden });
      },
      copy: ({ text }) => navigator.clipboard.writeText(text),
      simulate: unavailable,
      continueRun: unavailable,
      cancel: unavailable,
      followEdits: unavailable,
      measureCurvature: unavailable,
      switchInstrument: unavailable,
      remove: unavailable,
      undoRemove: unavailable,
      reveal: unavailable,
      revealValue: unavailable,
      hyperparameters: unavailable,
      adjust: unavailable,
      writeChanges: unavailable,
      revealFinding: unavailable,
      fixFinding: unavailable,
      explainRule: unavailable,
      openExample: unavailable,
      exportTrace: unavailable,
      finder: unavailable,
      fairComparison: unavailable,
      saveFile: async ({ name, data, isBase64 }) => download(name, [isBase64 ? bytesOf(data) : data]),
      exportValues: async ({ name, runs: ids, columns, form }) => {
        const tables = ids.map((id) => ({
          name: get(id).summary.name,
          trace: selectColumns(get(id).trace, columns),
        }));
        download(`${name}.${form}`, [...valuePieces(tables, form)]);
      },
      showLog: unavailable,
    },
  };
}
