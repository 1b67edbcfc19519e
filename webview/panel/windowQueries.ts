import type { RunSummary, WindowQuery } from "../../src/protocol/panel";
import { type ChartDefinition, columnsOf } from "../charts/chartDefinitions";
import { drawnCharts } from "../charts/chartLayout";
import { definitionsOnShow } from "../charts/chartOnShow";
import { stretchOf } from "../compare/alignment";
import { isOfParameter } from "../instruments/instrumentDefinitions";
import { probedRun } from "../instruments/probedRun";
import {
  chartPlaces,
  listedRun,
  type PanelModel,
  readRuns,
  shownRange,
  shownStepScale,
  visibleRuns,
} from "./panelModel";

/** Numbers of buckets are multiples of this: a window that grows by a pixel needs no new curves. */
const BUCKET_STEP = 32;

/**
 * So many runs have a bucket for each pixel. Of more, those whose values are written have too, and each of the others has its share of as many,
 * but never fewer than these.
 */
const FULL_RUNS = 8;
const FEWEST_BUCKETS = 64;

/** The curves that the charts need of every run: exactly the steps that can be seen, one bucket a device pixel. */
export function windowQueries(model: PanelModel): WindowQuery[] {
  const width = Math.max(0, ...Object.values(model.plotWidths));
  if (width === 0) return [];
  const range = shownRange(model);
  const places = chartPlaces(model);
  const visible = visibleRuns(model).length;
  const read = readRuns(model);
  const bucketsOf = (run: RunSummary) => {
    const share = visible <= FULL_RUNS || read.includes(run) ? 1 : FULL_RUNS / visible;
    return Math.max(FEWEST_BUCKETS, Math.ceil((share * width) / BUCKET_STEP) * BUCKET_STEP);
  };
  const stepScale = shownStepScale(model);
  const { smoothing } = model.view;
  return drawnColumns(model).flatMap(({ run, id, stepsDone, columns, smoothed }) => {
    // One step more on either side, so that lines go on to the edges.
    const stretch = stretchOf(places, run);
    const from = Math.max(0, Math.floor(range.from / stretch) - 1);
    const to = Math.min(stepsDone, Math.ceil(range.to / stretch) + 1);
    if (to <= from || columns.length === 0) return [];
    return {
      run: id,
      columns,
      from,
      to,
      buckets: bucketsOf(run),
      ...(stepScale === "log" ? { spacing: stepScale } : {}),
      ...(smoothing === null ? {} : { smoothing: { timeConstant: smoothing, columns: smoothed } }),
    };
  });
}

/** Enough to know the smallest and largest values of all steps, which a bucket keeps. */
const WHOLE_BUCKETS = 128;

/** The curves of all steps, where the axes of values are to hold these while the charts show fewer. */
export function wholeQueries(model: PanelModel): WindowQuery[] {
  if (model.view.valueRange === "shown" || model.view.range === null) return [];
  return drawnColumns(model).flatMap(({ id, stepsDone, columns }) =>
    stepsDone === 0 || columns.length === 0
      ? []
      : { run: id, columns, from: 0, to: stepsDone, buckets: WHOLE_BUCKETS, isAside: true },
  );
}

interface DrawnColumns {
  readonly run: RunSummary;
  /** Of the run, or of its original. */
  readonly id: string;
  readonly stepsDone: number;
  readonly columns: readonly string[];
  /** Those among them that are no schedules, and no edges of bands. */
  readonly smoothed: readonly string[];
}

/** The series of every run, and of its original, that the charts draw. */
function drawnColumns(model: PanelModel): DrawnColumns[] {
  const runs = visibleRuns(model);
  const listed = listedRun(model);
  const { layout, showsAllCharts } = model.view;
  const charts = drawnCharts(definitionsOnShow(model), layout, showsAllCharts);
  return runs.flatMap((run) => {
    const isListed = run.id === listed?.id;
    const shown = charts.filter(({ listsLines, instrument }) =>
      instrument === undefined ? !listsLines || isListed : instrument === "heatMap" && isListed,
    );
    const of = (id: string, available: readonly string[], stepsDone: number, drawnBy = shown): DrawnColumns => {
      const drawn = new Set(drawnBy.flatMap(columnsOf));
      const averaged = new Set(drawnBy.flatMap(smoothedColumns));
      return {
        run,
        id,
        stepsDone,
        columns: available.filter((column) => drawn.has(column)),
        smoothed: available.filter((column) => averaged.has(column)),
      };
    };
    const own = of(
      run.id,
      run.columns.map((column) => column.name),
      run.stepsDone,
    );
    const original = run.trial?.original;
    const probe = isListed ? probedRun(run) : null;
    return [
      own,
      ...(original ? [of(original.id, original.columns, original.stepsDone)] : []),
      ...(probe
        ? [
            of(
              probe.id,
              probe.columns.map(({ name }) => name),
              probe.stepsDone,
              charts.filter(isOfParameter),
            ),
          ]
        : []),
    ];
  });
}

function smoothedColumns({ isSchedule, lines, instrument }: ChartDefinition): string[] {
  return isSchedule || instrument === "heatMap" || instrument === "portrait" ? [] : lines.map(({ column }) => column);
}
