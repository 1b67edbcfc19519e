import type { Envelope } from "../../src/core/trace/envelope";
import type { RunSummary } from "../../src/protocol/panel";
import { type Places, stretchOf } from "../compare/alignment";
import { type Curves, envelopeOf } from "../data/curves";
import type { Scale } from "./axis";
import { type ChartAxis, chartAxis } from "./chartAxis";
import type { ChartDefinition, ChartLine } from "./chartDefinitions";
import { EMPTY_EXTENT, type Extent, widen } from "./extent";
import { edge, type Point, polyline, sampledLine } from "./polyline";
import type { StepRange } from "./stepRange";

/** The edges of what is filled. */
export interface Band {
  readonly lower: readonly Point[];
  readonly upper: readonly Point[];
}

/** A line as it is drawn. */
export interface DrawnLine {
  readonly run: RunSummary;
  readonly line: ChartLine;
  readonly points: readonly Point[];
  /** Smallest and largest values around `points`, where these are too few to show them. */
  readonly extremes: Band | null;
  /** Whether it is one of many behind the foremost. */
  readonly isPlain: boolean;
}

/**
 * From so many steps a bucket on, a line is drawn as a band of its extremes with a line of samples in it: all of a noisy
 * series in one line would be a solid bar that hides the other runs.
 */
const DENSE = 2;
/** Buckets from one sample of such a line to the next. */
const SAMPLE_STRIDE = 3;

/** A band as it is drawn. */
export interface DrawnBand extends Band {
  readonly run: RunSummary;
}

/** The curve of a run as its source says, while other values are tried in it. */
export interface DrawnOriginal {
  readonly run: RunSummary;
  readonly points: readonly Point[];
}

/** Where a series stops being finite. */
export interface NonFiniteMark {
  readonly run: RunSummary;
  readonly step: number;
  /** Where the step lies on the x axis. */
  readonly place: number;
  /** NaN or ±∞. */
  readonly value: number;
}

/** All that is drawn in one chart. */
export interface ChartContent extends ChartAxis {
  readonly lines: readonly DrawnLine[];
  readonly originals: readonly DrawnOriginal[];
  readonly bands: readonly DrawnBand[];
  readonly marks: readonly NonFiniteMark[];
  readonly places: Places;
}

/** The lines that a chart shows of every run: beside other runs or originals only the first, lest they be taken for one another. */
export function shownLines(definition: ChartDefinition, runs: readonly RunSummary[]): readonly ChartLine[] {
  const isAlone = runs.length === 1 && runs[0].trial === null;
  return definition.listsLines || isAlone ? definition.lines : definition.lines.slice(0, 1);
}

/** How a chart is set. */
export interface ChartSettings {
  readonly range: StepRange;
  readonly places: Places;
  readonly scale: Scale;
  /** Whether anything may be filled. */
  readonly hasFills: boolean;
  /** Where many runs are drawn: the one that comes with its extremes and lies on top. The others are lines alone, lest they hide one another. */
  readonly foremost?: RunSummary | null;
}

/** What a chart draws of some runs between two steps. */
export function chartContent(
  definition: ChartDefinition,
  runs: readonly RunSummary[],
  curves: Readonly<Record<string, Curves>>,
  { range, places, scale, hasFills, foremost = null }: ChartSettings,
): ChartContent {
  const isPlain = (run: RunSummary) => foremost !== null && run.id !== foremost.id;
  const placed = (run: RunSummary, column: string, own: Curves | null = curves[run.id] ?? null): Envelope | null => {
    const envelope = own && envelopeOf(own, column);
    const stretch = stretchOf(places, run);
    return envelope && stretch !== 1 ? { ...envelope, steps: envelope.steps.map((step) => step * stretch) } : envelope;
  };
  const lineSeries = runs.flatMap((run) =>
    shownLines(definition, runs).flatMap((line) => {
      const envelope = placed(run, line.column);
      return envelope ? [{ run, line, envelope }] : [];
    }),
  );
  const originalSeries = runs.flatMap((run) => {
    const own = originalCurves(run, curves);
    const envelope = own && !definition.listsLines && placed(run, definition.lines[0].column, own);
    return own && envelope ? [{ run, own, envelope }] : [];
  });
  const { band } = definition;
  const bandSeries = runs.flatMap((run) => {
    if (isPlain(run)) return [];
    const lower = band && placed(run, band.lower);
    const upper = band && placed(run, band.upper);
    return lower && upper ? [{ run, lower, upper }] : [];
  });
  let lineExtent: Extent = EMPTY_EXTENT;
  for (const { envelope } of [...lineSeries, ...originalSeries]) lineExtent = widen(lineExtent, envelope, range);
  if (definition.fromZero && lineExtent.min > 0) lineExtent = { ...lineExtent, min: 0 };
  let bandExtent: Extent = EMPTY_EXTENT;
  for (const { lower, upper } of bandSeries) bandExtent = widen(widen(bandExtent, lower, range), upper, range);
  const { axis, note } = chartAxis(lineExtent, bandExtent, scale);
  const place = (value: number) => (axis.scale === "log" ? Math.max(value, axis.min) : value);
  return {
    axis,
    note,
    // The last lies on top.
    lines: lineSeries
      .toSorted((one, other) => Number(isPlain(other.run)) - Number(isPlain(one.run)))
      .map(({ run, line, envelope }) => {
        if (isPlain(run)) return { run, line, points: sampledLine(envelope, 1, place), extremes: null, isPlain: true };
        if (!hasFills || !isDense(curves[run.id])) {
          return { run, line, points: polyline(envelope, place), extremes: null, isPlain: false };
        }
        const points = sampledLine(envelope, SAMPLE_STRIDE, place);
        return { run, line, points, extremes: extremes(envelope, envelope, place), isPlain: false };
      }),
    originals: originalSeries.map(({ run, own, envelope }) => ({
      run,
      points: isDense(own) ? sampledLine(envelope, SAMPLE_STRIDE, place) : polyline(envelope, place),
    })),
    bands: bandSeries.map(({ run, lower, upper }) => ({ run, ...extremes(lower, upper, place) })),
    marks: runs.flatMap((run) => nonFiniteMark(definition, run, stretchOf(places, run))),
    places,
  };
}

/** Curves of a run as its source says; null where it is that itself, or they are not there yet. */
export function originalCurves({ trial }: RunSummary, curves: Readonly<Record<string, Curves>>): Curves | null {
  return trial?.original ? (curves[trial.original.id] ?? null) : null;
}

function isDense({ from, to, points }: Curves): boolean {
  return to - from >= DENSE * points;
}

function extremes(lower: Envelope, upper: Envelope, place: (value: number) => number): Band {
  return { lower: edge(lower, "minimum", place), upper: edge(upper, "maximum", place) };
}

/** The earliest among a chart's series of a run; empty where all are finite. */
function nonFiniteMark(definition: ChartDefinition, run: RunSummary, stretch: number): NonFiniteMark[] {
  const drawn = new Set(definition.lines.map(({ column }) => column));
  const marks = run.columns.flatMap(({ name, firstNonFinite: step, firstNonFiniteValue: value }) =>
    drawn.has(name) && step !== null && value !== null ? [{ run, step, place: step * stretch, value }] : [],
  );
  return marks.sort((one, other) => one.step - other.step).slice(0, 1);
}
