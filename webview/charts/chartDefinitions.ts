import type { RunSummary } from "../../src/protocol/panel";
import { t } from "../l10n/translate";
import type { Scale } from "./axis";
import { INSTRUMENT_CHARTS } from "./instrumentCharts";

/** How a line of a chart is told apart from the others of the same run. */
export interface ChartLine {
  readonly column: string;
  /** What the line shows, where a chart has several: `rms`, `weight 1`. */
  readonly label: string | null;
  /** Position among the chart's lines, and their number: the first is drawn solid, the others with a dash of their own. */
  readonly variant: number;
  readonly of: number;
  /** Whether it is drawn thinly behind the others, which are made of it. */
  readonly isBehind?: boolean;
}

/** Columns of the edges of a band. */
export interface BandColumns {
  readonly lower: string;
  readonly upper: string;
}

/** What is derived from a run, or its schedule, and shown in a way of its own. */
export type Instrument = "schedule" | "heatMap" | "moment" | "portrait";

/** One chart of the panel. */
export interface ChartDefinition {
  /** Name of the quantity, as in the trace: `loss`, `m`, `tensors`. */
  readonly id: string;
  readonly title: string;
  /** The quantity as a formula, or what of it is drawn: `‖g‖`, `rms, min–max`. */
  readonly quantity: string | null;
  readonly lines: readonly ChartLine[];
  /** Bands around the lines, each within the one before. Where there are several, of several runs only one has them. */
  readonly bands: readonly BandColumns[];
  readonly defaultScale: Scale;
  /** Whether a linear axis always begins at 0: for what is read as a share of its largest value. */
  readonly fromZero: boolean;
  /** Whether the lines are what a schedule says: they are never smoothed, since their corners are the point of them. */
  readonly isSchedule: boolean;
  /** Whether the chart shows the selected run alone, with a list of its lines beside it. */
  readonly listsLines: boolean;
  /** Present where the chart is off until it is asked for; it shows the selected run alone. */
  readonly instrument?: Instrument;
}

const BEFORE_STATES = [
  single("loss", t("Loss"), null, "log"),
  { ...single("learningRate", t("Learning rate"), null, "linear"), fromZero: true, isSchedule: true },
  single("gradientNorm", t("Gradient norm"), "‖g‖", "log"),
  single("updateRatio", t("Update ratio"), "‖Δp‖ / ‖p‖", "log"),
];
const AFTER_STATES = [
  // Of runs whose curvature is measured.
  single("stabilityRatio", t("Stability ratio"), t("λ(P⁻¹H) / limit"), "linear"),
  single("sharpness", t("Sharpness of the test problem"), "λ(H)", "log"),
  single("preconditionedSharpness", t("Preconditioned sharpness"), "λ(P⁻¹H)", "log"),
  single("alpha", t("Overshoot"), "α", "linear"),
  // Of runs whose schedule moves them.
  { ...single("momentum", t("Momentum factor"), null, "linear"), isSchedule: true },
  { ...single("beta1", t("Momentum factor"), "β₁", "linear"), isSchedule: true },
  single("updateNorm", t("Update norm"), "‖Δp‖", "log"),
  single("parameterNorm", t("Parameter norm"), "‖p‖", "linear"),
  { ...single("clipFactor", t("Clipping factor"), null, "linear"), fromZero: true },
  single("lossScale", t("Loss scale"), null, "log"),
  ...INSTRUMENT_CHARTS,
];

/** Titles of state vectors with names that the field agrees on. */
const STATE_TITLES: Readonly<Record<string, string>> = {
  m: t("First moment"),
  v: t("Second moment"),
  u: t("Momentum"),
};
const STATE_SERIES = ["mean", "rms", "min", "max"];
const TENSOR_COLUMN = /^gradientNorm\[(.*)\]$/;

/**
 * The charts for what some runs recorded, in the order in which they are shown.
 *
 * @param listed the run whose tensors have a chart; null when it is not among those shown
 */
export function chartDefinitions(
  runs: readonly RunSummary[],
  listed: RunSummary | null = runs[0] ?? null,
): ChartDefinition[] {
  const columns = new Set(runs.flatMap((run) => run.columns.map((column) => column.name)));
  const has = (definition: ChartDefinition) => definition.lines.some((line) => columns.has(line.column));
  const states = [...new Set(runs.flatMap((run) => run.stateVectors))].map(stateChart).filter(has);
  const tensors = tensorChart(listed?.columns.map((column) => column.name) ?? []);
  const named = [...BEFORE_STATES.filter(has), ...states, ...tensors, ...AFTER_STATES.filter(has)];
  const drawn = new Set(named.flatMap(columnsOf));
  const others = [...columns].filter(
    (column) => !drawn.has(column) && !TENSOR_COLUMN.test(column) && !isStateSeries(column, runs),
  );
  return [...named, ...others.map((column) => single(column, column, null, "linear"))];
}

/** All columns that a chart draws. */
export function columnsOf({ lines, bands }: ChartDefinition): string[] {
  return [...lines.map((line) => line.column), ...bands.flatMap(({ lower, upper }) => [lower, upper])];
}

function single(column: string, title: string, quantity: string | null, defaultScale: Scale): ChartDefinition {
  const lines = [{ column, label: null, variant: 0, of: 1 }];
  return {
    id: column,
    title,
    quantity,
    lines,
    bands: [],
    defaultScale,
    fromZero: false,
    isSchedule: false,
    listsLines: false,
  };
}

function stateChart(name: string): ChartDefinition {
  return {
    id: name,
    title: STATE_TITLES[name] ? `${STATE_TITLES[name]} ${name}` : t("State {0}", name),
    quantity: t("min–max"),
    lines: [
      { column: `${name}.rms`, label: t("rms"), variant: 0, of: 2 },
      { column: `${name}.mean`, label: t("mean"), variant: 1, of: 2 },
    ],
    bands: [{ lower: `${name}.min`, upper: `${name}.max` }],
    // A mean of squares is positive and spans decades; of others the sign matters.
    defaultScale: name === "v" ? "log" : "linear",
    fromZero: false,
    isSchedule: false,
    listsLines: false,
  };
}

/** The gradient norms of single tensors, where there are several. */
function tensorChart(columns: readonly string[]): ChartDefinition[] {
  const lines = tensorLines(columns);
  if (lines.length < 2) return [];
  return [
    {
      id: "tensors",
      title: t("Gradient norm by tensor"),
      quantity: "‖g‖",
      lines,
      bands: [],
      defaultScale: "log",
      fromZero: false,
      isSchedule: false,
      listsLines: true,
    },
  ];
}

/** A line for each tensor whose gradient norm is among some columns. */
export function tensorLines(columns: readonly string[]): ChartLine[] {
  const lines = columns.flatMap((column) => {
    const label = TENSOR_COLUMN.exec(column)?.[1];
    return label === undefined ? [] : [{ column, label }];
  });
  return lines.map((line, variant) => ({ ...line, variant, of: lines.length }));
}

function isStateSeries(column: string, runs: readonly RunSummary[]): boolean {
  return runs.some((run) =>
    run.stateVectors.some((state) => STATE_SERIES.some((series) => column === `${state}.${series}`)),
  );
}
