import { formatCount } from "../../src/core/formatNumber";
import { sampleSize } from "../../src/core/instruments/sampledParameters";
import type { RatePhase } from "../../src/core/plannedSchedule/ratePhases";
import type { Envelope } from "../../src/core/trace/envelope";
import type { RunSummary } from "../../src/protocol/panel";
import { type Places, stretchOf } from "../compare/alignment";
import { type Curves, envelopeOf, smoothedOf } from "../data/curves";
import type { HeatContent } from "../instruments/heatContent";
import { t } from "../l10n/translate";
import { type Axis, type Scale, tickLabels } from "./axis";
import { type ChartAxis, chartAxis } from "./chartAxis";
import type { ChartDefinition, ChartLine } from "./chartDefinitions";
import { EMPTY_EXTENT, type Extent, widen, within } from "./extent";
import { averageLine, edge, type Point, polyline, sampledLine } from "./polyline";
import { ceiling, stepBeyond } from "./runaway";
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
  /** The average of the same; null where it is not smoothed. */
  readonly average: readonly Point[] | null;
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
  /** How many bands it lies within. */
  readonly level: number;
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

/** From where on a series that runs away is drawn at the edge of the axis. */
export interface RunawayMark {
  readonly run: RunSummary;
  readonly step: number;
  /** On the x axis. */
  readonly place: number;
}

/** All that is drawn in one chart. */
export interface ChartContent extends ChartAxis {
  readonly runaways: readonly RunawayMark[];
  readonly lines: readonly DrawnLine[];
  readonly originals: readonly DrawnOriginal[];
  readonly bands: readonly DrawnBand[];
  readonly marks: readonly NonFiniteMark[];
  readonly places: Places;
  /** Of a planned schedule. */
  readonly phases?: readonly RatePhase[];
  /** Of a heat map, whose axis is that of its colors. */
  readonly heat?: HeatContent;
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
  /** Of several runs the one that is drawn with bands within bands, which would not be told apart from those of others. */
  readonly banded?: RunSummary | null;
  /** Curves of all steps by run, where the axis of values is to hold these and not only the ones that are shown. */
  readonly whole?: Readonly<Record<string, Curves>>;
  /** Whether the axis of values ends where series run away from the others. */
  readonly clipsRunaways?: boolean;
}

/** A line of a run with its curves, where they lie on the axis of steps. */
interface LineSeries {
  readonly run: RunSummary;
  readonly line: ChartLine;
  readonly envelope: Envelope;
}

/** What a chart draws of some runs between two steps. */
export function chartContent(
  definition: ChartDefinition,
  runs: readonly RunSummary[],
  curves: Readonly<Record<string, Curves>>,
  settings: ChartSettings,
): ChartContent {
  const { range, places, scale, hasFills, foremost = null, banded = null, whole, clipsRunaways = true } = settings;
  const isAmongMany = (run: RunSummary) => foremost !== null && run.id !== foremost.id;
  const isPlain = ({ run, line }: Pick<LineSeries, "run" | "line">) => isAmongMany(run) || line.isBehind === true;
  const fronts = runs.filter((run) => (isNested(definition) && banded ? run.id === banded.id : !isAmongMany(run)));
  const lineSeries = linesOf(definition, runs, curves, places);
  const bandSeries = bandsOf(definition, fronts, curves, places);
  const originalSeries = originalsOf(definition, runs, curves, places);
  const clips = clipsRunaways && !definition.isSchedule;
  // With what is shown, which may be newer.
  const allLines = [
    ...(whole ? linesOf(definition, runs, whole, places) : []),
    ...(whole ? originalsOf(definition, runs, whole, places) : []),
    ...lineSeries,
    ...originalSeries,
  ];
  const allBands = whole ? [...bandsOf(definition, fronts, whole, places), ...bandSeries] : bandSeries;
  const { axis, note, ceiling: top } = axisOf(definition, allLines, allBands, whole ? WHOLE : range, scale, clips);
  const low = axis.scale === "log" ? axis.min : top === null ? -Infinity : axis.min;
  const high = top === null ? Infinity : axis.max;
  const place = (value: number) => (value < low ? low : value > high ? high : value);
  const runaways = top === null ? [] : lineSeries.flatMap((series) => runawayMark(series, axis.max, places));
  return {
    axis,
    note:
      [sampleNote(definition, fronts), note, runawayNote(runaways, axis)].filter((part) => part !== null).join(" · ") ||
      null,
    runaways,
    // The last lies on top.
    lines: lineSeries
      .toSorted((one, other) => Number(isPlain(other)) - Number(isPlain(one)))
      .map(({ run, line, envelope }) => {
        const average = averageOf(curves[run.id], line.column, envelope, place);
        if (isPlain({ run, line })) {
          // Behind so many others the average stands for the line.
          const points = average ?? sampledLine(envelope, 1, place);
          return { run, line, points, extremes: null, average: null, isPlain: true };
        }
        if (!hasFills || !isDense(curves[run.id])) {
          return { run, line, points: polyline(envelope, place), extremes: null, average, isPlain: false };
        }
        const points = sampledLine(envelope, SAMPLE_STRIDE, place);
        return { run, line, points, extremes: extremes(envelope, envelope, place), average, isPlain: false };
      }),
    originals: originalSeries.map(({ run, line, own, envelope }) => {
      const raw = isDense(own) ? sampledLine(envelope, SAMPLE_STRIDE, place) : polyline(envelope, place);
      // A ghost is faint already: its average stands for it.
      return { run, points: averageOf(own, line.column, envelope, place) ?? raw };
    }),
    bands: bandSeries.map(({ run, level, lower, upper }) => ({ run, level, ...extremes(lower, upper, place) })),
    marks: runs.flatMap((run) => nonFiniteMark(definition, run, stretchOf(places, run))),
    places,
  };
}

/** Curves of a run as its source says; null where it is that itself, or they are not there yet. */
export function originalCurves({ trial }: RunSummary, curves: Readonly<Record<string, Curves>>): Curves | null {
  return trial?.original ? (curves[trial.original.id] ?? null) : null;
}

const WHOLE: StepRange = { from: 0, to: Infinity };

function linesOf(
  definition: ChartDefinition,
  runs: readonly RunSummary[],
  curves: Readonly<Record<string, Curves>>,
  places: Places,
): LineSeries[] {
  return runs.flatMap((run) =>
    shownLines(definition, runs).flatMap((line) => {
      const envelope = placed(run, line.column, curves[run.id], places);
      return envelope ? [{ run, line, envelope }] : [];
    }),
  );
}

function bandsOf(
  { bands }: ChartDefinition,
  runs: readonly RunSummary[],
  curves: Readonly<Record<string, Curves>>,
  places: Places,
) {
  return runs.flatMap((run) =>
    bands.flatMap((band, level) => {
      const lower = placed(run, band.lower, curves[run.id], places);
      const upper = placed(run, band.upper, curves[run.id], places);
      return lower && upper ? [{ run, level, lower, upper }] : [];
    }),
  );
}

/** Whether a chart has bands within bands: those of percentiles. */
export function isNested({ bands }: ChartDefinition): boolean {
  return bands.length > 1;
}

/** `4,096 of 67,331 parameters` */
function sampleNote(definition: ChartDefinition, runs: readonly RunSummary[]): string | null {
  const most = Math.max(0, ...runs.map(({ parameters }) => parameters));
  const size = sampleSize(most);
  if (!isNested(definition) || size === most) return null;
  return t("{0} of {1} parameters", formatCount(size), formatCount(most));
}

/** What is drawn of runs as their sources say, behind those with other values. */
function originalsOf(
  definition: ChartDefinition,
  runs: readonly RunSummary[],
  curves: Readonly<Record<string, Curves>>,
  places: Places,
) {
  if (definition.listsLines) return [];
  const [line] = definition.lines;
  return runs.flatMap((run) => {
    const own = originalCurves(run, curves);
    const envelope = placed(run, line.column, own ?? undefined, places);
    return own && envelope ? [{ run, line, own, envelope }] : [];
  });
}

/** A series of a run, or of its original, with its steps where they lie on the x axis. */
function placed(run: RunSummary, column: string, own: Curves | undefined, places: Places): Envelope | null {
  const envelope = own ? envelopeOf(own, column) : null;
  const stretch = stretchOf(places, run);
  return envelope && stretch !== 1 ? { ...envelope, steps: envelope.steps.map((step) => step * stretch) } : envelope;
}

/** The axis for what there is of some series between two steps, and the magnitude beyond which it shows none; null where it shows all. */
function axisOf(
  definition: ChartDefinition,
  lineSeries: readonly LineSeries[],
  bandSeries: ReturnType<typeof bandsOf>,
  range: StepRange,
  scale: Scale,
  clips: boolean,
): ChartAxis & { readonly ceiling: number | null } {
  let lineExtent: Extent = EMPTY_EXTENT;
  for (const { envelope } of lineSeries) lineExtent = widen(lineExtent, envelope, range);
  if (definition.fromZero && lineExtent.min > 0) lineExtent = { ...lineExtent, min: 0 };
  let bandExtent: Extent = EMPTY_EXTENT;
  for (const { lower, upper } of bandSeries) bandExtent = widen(widen(bandExtent, lower, range), upper, range);
  const measured = lineSeries.map(({ run, line, envelope }) => ({
    envelope,
    isNonFinite: run.columns.some(({ name, firstNonFinite }) => name === line.column && firstNonFinite !== null),
  }));
  const top = clips ? ceiling(measured, range, scale) : null;
  if (top === null) return { ...chartAxis(lineExtent, bandExtent, scale), ceiling: null };
  return { ...chartAxis(within(lineExtent, top), within(bandExtent, top), scale), ceiling: top };
}

function averageOf(
  curves: Curves,
  column: string,
  envelope: Envelope,
  place: (value: number) => number,
): readonly Point[] | null {
  const average = smoothedOf(curves, column);
  return average && averageLine(envelope.steps, average, place);
}

function runawayMark({ run, envelope }: LineSeries, largest: number, places: Places): RunawayMark[] {
  const place = stepBeyond(envelope, largest);
  return place === null ? [] : [{ run, step: Math.round(place / stretchOf(places, run)), place }];
}

/** `above 1,000 from step 37: at the upper edge` */
function runawayNote(runaways: readonly RunawayMark[], { scale, max }: Axis): string | null {
  if (runaways.length === 0) return null;
  const steps = runaways.map(({ step }) => step);
  const [label] = tickLabels({ scale, ticks: [max] });
  return t("above {0} from step {1}, at the upper edge", label, formatCount(Math.min(...steps)));
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
