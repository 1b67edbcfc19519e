import type { Envelope } from "../../src/core/trace/envelope";
import type { RunSummary } from "../../src/protocol/panel";
import { linearAxis } from "../charts/axis";
import type { ChartContent, ChartSettings } from "../charts/chartContent";
import type { ChartDefinition } from "../charts/chartDefinitions";
import { stretchOf } from "../compare/alignment";
import { type Curves, envelopeOf } from "../data/curves";
import { tightLogAxis } from "../finder/plotArea";

/** One row of a heat map. */
export interface HeatRow {
  readonly label: string;
  /** One value a cell: of several steps the middle of smallest and largest, as the colors have it; NaN where none is finite. */
  readonly values: Float64Array;
}

/** Cells of all rows, side by side along the axis of steps. */
export interface HeatContent {
  /** Where cells begin, and where the last ends, as places on the x axis. */
  readonly edges: Float64Array;
  readonly rows: readonly HeatRow[];
}

/** Decades that the colors span at most, below the largest value: more would leave few for those that differ little. */
const MOST_DECADES = 12;

/** The heat map of one run's series: a row for each, the darker the smaller. */
export function heatMapContent(
  { lines }: ChartDefinition,
  runs: readonly RunSummary[],
  curves: Readonly<Record<string, Curves>>,
  { range, places, scale }: ChartSettings,
): ChartContent {
  const [run] = runs;
  const own = run && curves[run.id];
  const stretch = run === undefined ? 1 : stretchOf(places, run);
  const series = lines.flatMap(({ column, label }) => {
    const envelope = own && envelopeOf(own, column);
    return envelope ? [{ label: label ?? column, envelope }] : [];
  });
  const [first] = series;
  const edges = first && own ? [...first.envelope.steps, own.to].map((step) => step * stretch) : [];
  const rows = series.map(({ label, envelope }) => ({ label, values: middles(envelope, scale === "log") }));
  const shown = rows.flatMap(({ values }) =>
    Array.from(values).filter((_, cell) => edges[cell + 1] > range.from && edges[cell] < range.to),
  );
  const { axis, note } = colorAxis(shown, scale === "log");
  return {
    axis,
    note: null,
    runaways: [],
    lines: [],
    originals: [],
    bands: [],
    marks: [],
    places,
    heat: { edges: Float64Array.from(edges), rows },
    ...(note === null ? {} : { note }),
  };
}

function middles({ values, minimum, maximum }: Envelope, isLog: boolean): Float64Array {
  return values.map((value, bucket) => {
    const [low, high] = [minimum[bucket], maximum[bucket]];
    // Infinities and NaN are seen however short they are.
    if (!Number.isFinite(value) || low > high) return Number.NaN;
    if (low === high) return value;
    return isLog && low > 0 ? Math.sqrt(low) * Math.sqrt(high) : low / 2 + high / 2;
  });
}

/** The axis of the colors from the smallest to the largest value, so that all colors are used. */
function colorAxis(values: readonly number[], isLog: boolean): Pick<ChartContent, "axis" | "note"> {
  const finite = values.filter(Number.isFinite);
  const max = finite.reduce((most, value) => Math.max(most, value), -Infinity);
  if (finite.length === 0) return { axis: linearAxis(0, 1), note: null };
  const positive = finite.filter((value) => value > 0);
  if (!isLog || positive.length === 0) {
    const axis = linearAxis(
      finite.reduce((least, value) => Math.min(least, value), Infinity),
      max,
    );
    return { axis, note: null };
  }
  const smallest = positive.reduce((least, value) => Math.min(least, value), Infinity);
  return { axis: tightLogAxis(Math.max(smallest, max / 10 ** MOST_DECADES), max, 4), note: null };
}
