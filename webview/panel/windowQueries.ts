import type { WindowQuery } from "../../src/protocol/panel";
import { chartDefinitions, chartGroups, columnsOf } from "../charts/chartDefinitions";
import { stretchOf } from "../compare/alignment";
import { chartPlaces, listedRun, type PanelModel, shownRange, visibleRuns } from "./panelModel";

/** Numbers of buckets are multiples of this: a window that grows by a pixel needs no new curves. */
const BUCKET_STEP = 32;

/** So many runs have a bucket for each pixel; of more, each has its share of as many, but never fewer than these. */
const FULL_RUNS = 8;
const FEWEST_BUCKETS = 64;

/** The curves that the charts need of every run: exactly the steps that can be seen, one bucket a device pixel. */
export function windowQueries(model: PanelModel): WindowQuery[] {
  const width = Math.max(0, ...Object.values(model.plotWidths));
  if (width === 0) return [];
  const range = shownRange(model);
  const runs = visibleRuns(model);
  const places = chartPlaces(model);
  const share = Math.min(1, FULL_RUNS / runs.length);
  const buckets = Math.max(FEWEST_BUCKETS, Math.ceil((share * width) / BUCKET_STEP) * BUCKET_STEP);
  const listed = listedRun(model);
  const { primary, more } = chartGroups(chartDefinitions(runs, listed));
  const charts = model.view.showsAllCharts ? [...primary, ...more] : primary;
  return runs.flatMap((run) => {
    const shown = charts.filter((chart) => !chart.listsLines || run.id === listed?.id);
    const drawn = new Set(shown.flatMap(columnsOf));
    const stretch = stretchOf(places, run);
    const of = (id: string, available: readonly string[], stepsDone: number): WindowQuery[] => {
      const columns = available.filter((column) => drawn.has(column));
      // One step more on either side, so that lines go on to the edges.
      const from = Math.max(0, Math.floor(range.from / stretch) - 1);
      const to = Math.min(stepsDone, Math.ceil(range.to / stretch) + 1);
      return to > from && columns.length > 0 ? [{ run: id, columns, from, to, buckets }] : [];
    };
    const original = run.trial?.original;
    const own = of(
      run.id,
      run.columns.map((column) => column.name),
      run.stepsDone,
    );
    return original ? [...own, ...of(original.id, original.columns, original.stepsDone)] : own;
  });
}
