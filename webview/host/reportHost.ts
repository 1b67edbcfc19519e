import type { StepInspector } from "../../src/core/inspection/inspectStep";
import type { RunSpecification } from "../../src/core/simulation/specification";
import { type Comparison, type PanelState, PLAIN_LABELS, type RunLabels } from "../../src/protocol/panel";
import type { Report } from "../../src/protocol/report";
import { bytesOf, download } from "./downloads";
import type { PanelHost } from "./panelHost";
import { ReportedCurves } from "./reportedCurves";

/** Works out steps of a run. */
export type Inspector = Pick<StepInspector, "inspect">;

/**
 * A host for a page that holds its runs itself: nothing can be started there, and nothing leaves it.
 *
 * @param createInspector null in a page whose script does not simulate, which has one step of each run
 */
export function reportHost(
  report: Report,
  createInspector: ((specification: RunSpecification) => Inspector) | null,
): PanelHost {
  const curves = new Map(Object.entries(report.curves).map(([run, each]) => [run, new ReportedCurves(each)]));
  const hidden = new Map<string, boolean>();
  const inspectors = new Map<string, Inspector>();
  let { selected } = report.state;

  const curvesOf = (run: string): ReportedCurves => {
    const found = curves.get(run);
    if (found === undefined) throw new Error("This page has no curves of the run.");
    return found;
  };
  const labelled = (id: string, labels: RunLabels): RunLabels => ({
    ...labels,
    isHidden: hidden.get(id) ?? labels.isHidden,
  });
  const inspectorOf = (run: string): Inspector | null => {
    const specification = report.specifications[run];
    if (createInspector === null || specification === undefined) return null;
    const inspector = inspectors.get(run) ?? createInspector(specification);
    inspectors.set(run, inspector);
    return inspector;
  };
  const state = (): PanelState => ({
    ...report.state,
    runs: report.state.runs.map((run) => ({ ...run, labels: labelled(run.id, run.labels ?? PLAIN_LABELS) })),
    selected,
  });
  const unavailable = async (): Promise<never> => {
    throw new Error("A report shows runs; it starts none.");
  };
  const reduced = [...Object.values(report.curves)].filter(({ points, rows }) => points < rows);

  return {
    isLive: false,
    inspectsAllSteps: createInspector !== null,
    report: {
      made: report.made,
      maker: report.maker,
      fewestPoints: reduced.length === 0 ? null : Math.min(...reduced.map(({ points }) => points)),
    },
    listen: ({ finder, fairComparison }) => {
      finder(report.finder);
      fairComparison(report.fairComparison);
    },
    restoreView: () => report.view,
    // Nothing of a page on disk is kept from one visit to the next.
    keepView: () => {},
    calls: {
      ready: async () => state(),
      window: async (query) => curvesOf(query.run).window(query),
      row: async ({ run, step }) => curvesOf(run).row(step),
      inspect: async ({ run, step, choice }) => {
        const inspection = inspectorOf(run)?.inspect(step, choice) ?? report.inspections[run];
        if (inspection === undefined) throw new Error("This page has no arithmetic of the run.");
        return inspection;
      },
      compare: async ({ runs }) => {
        if (report.comparison === null) throw new Error("This page compares no runs.");
        const places = runs.map((run) => report.state.runs.findIndex(({ id }) => id === run));
        return comparisonOf(report.comparison, places);
      },
      select: async ({ run }) => {
        selected = run;
      },
      label: async ({ runs, change: { isHidden } }) => {
        // All else would be lost with the page.
        if (isHidden !== undefined) for (const id of runs) hidden.set(id, isHidden);
      },
      copy: ({ text }) => navigator.clipboard.writeText(text),
      saveFile: async ({ name, data, isBase64 }) => download(name, [isBase64 ? bytesOf(data) : data]),
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
      exportValues: unavailable,
      exportReport: unavailable,
      finder: unavailable,
      fairComparison: unavailable,
      probe: unavailable,
      schedule: unavailable,
      landscapePlane: unavailable,
      landscapePath: unavailable,
      landscapeLosses: unavailable,
      leaveLandscape: unavailable,
      moveStart: unavailable,
      keepStart: unavailable,
      showLog: unavailable,
    },
  };
}

/** A comparison of some of its runs. Steps and areas stay those of all: the losses of the others are not here. */
function comparisonOf({ settings, losses, ...rest }: Comparison, places: readonly number[]): Comparison {
  return {
    ...rest,
    losses: places.map((place) => losses[place] ?? null),
    settings: settings
      .map(({ name, values }) => ({ name, values: places.map((place) => values[place] ?? null) }))
      .filter(({ values }) => values.some((value) => value !== values[0])),
  };
}
