import type { ChartDataset, ChartOptions } from "chart.js";
import { Chart, Filler, LinearScale, LineController, LineElement, LogarithmicScale, PointElement } from "chart.js";
import type { RunSummary } from "../../src/protocol/panel";
import { drawPhases, PHASE_STRIP } from "../instruments/drawPhases";
import { mix, type ThemeColors } from "../theme/themeColors";
import type { Scale } from "./axis";
import type { Band, ChartContent, DrawnLine, DrawnOriginal } from "./chartContent";
import type { ChartLine } from "./chartDefinitions";
import type { CrosshairPoint } from "./drawOverlay";
import { drawPlainLines } from "./drawPlainLines";
import { drawStepLabels } from "./drawStepLabels";
import { drawValueLabels } from "./drawValueLabels";
import { lineStyle } from "./lineStyle";
import type { Point } from "./polyline";
import type { StepRange } from "./stepRange";
import { LogStepScale } from "./stepScale";

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale, LogStepScale, Filler);

type Scales = NonNullable<ChartOptions<"line">["scales"]>;
type Dataset = ChartDataset<"line", Point[]>;

/** Width of the y axis and height of the x axis, in CSS pixels: fixed, so that nothing jumps while values change. */
export const AXIS_WIDTH = 50;
export const AXIS_HEIGHT = 20;
/** Around axes and curves, in CSS pixels. */
const PADDING = { top: 6, right: 8, bottom: 0, left: 0 };
/** True steps get points of their own when they are at least so far apart, in CSS pixels. */
const POINT_DISTANCE = 10;
/** Per cent of a run's color in the bands of its states, and in the extremes of its lines. */
const BAND_STRENGTH = 18;
const EXTREMES_STRENGTH = 40;
/** Of the edges of bands without fill, by how many bands they lie within. */
const EDGE_DASHES: readonly (readonly number[])[] = [
  [1, 3],
  [3, 3],
  [6, 3],
];
/** Per cent of its color that a line keeps behind its average, and its extremes do. */
const RAW_STRENGTH = 40;
const RAW_EXTREMES_STRENGTH = 18;
/** Per cent of its color that a line keeps while another is brought forward. */
const BACKGROUND_STRENGTH = 20;

/** Per cent of its run's color that the curve has of what the source says, while other values are tried, and its dash. */
const ORIGINAL_STRENGTH = 75;
const ORIGINAL_DASH = [4, 3];

/** Everything that a chart shows. */
export interface ChartView {
  readonly content: ChartContent;
  readonly range: StepRange;
  readonly stepScale: Scale;
  readonly theme: ThemeColors;
  /** Column of the one line to bring forward; null for none. */
  readonly emphasized: string | null;
}

/** An axis of a chart that is drawn, as Chart.js has it. */
export interface PlotScale {
  readonly min: number;
  readonly max: number;
  getPixelForValue(value: number): number;
  getValueForPixel(pixel: number): number | undefined;
}

/** What others draw over a chart has to know of it: places in CSS pixels. */
export interface Plot {
  /** Absent until it has been drawn. */
  readonly chartArea: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly scales: Readonly<Record<string, PlotScale>>;
  readonly width: number;
  readonly height: number;
  readonly currentDevicePixelRatio: number;
}

/** A chart in a canvas. */
export interface DrawnChart {
  readonly plot: Plot;
  show(view: ChartView): void;
  destroy(): void;
  /** Writes values at the crosshair over the chart, where they are not marked on lines. */
  writeValues?(context: CanvasRenderingContext2D, values: readonly CrosshairPoint[], theme: ThemeColors): void;
}

/** @param onDrawn called whenever the chart has been drawn, maybe with another size or other axes */
export type CreateChart = (canvas: HTMLCanvasElement, onDrawn: () => void) => DrawnChart;

/** Curves, drawn by Chart.js. */
export const createLineChart: CreateChart = (canvas, onDrawn) => {
  let shown: ChartView | null = null;
  const beforeDatasetsDraw = () => {
    if (shown === null) return;
    drawPhases(chart.ctx, plot, shown.content.phases ?? [], shown.theme);
    const plain = shown.content.lines.filter(({ isPlain }) => isPlain);
    drawPlainLines(chart.ctx, plot, plain, shown.theme);
  };
  const afterDraw = () => {
    if (shown !== null) {
      drawStepLabels(chart.ctx, plot, shown.stepScale, shown.content.places, shown.theme);
      drawValueLabels(chart.ctx, plot, shown.content.axis, shown.theme);
    }
    onDrawn();
  };
  const chart = new Chart<"line", Point[]>(canvas, {
    type: "line",
    data: { datasets: [] },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      parsing: false,
      normalized: true,
      events: [],
      layout: { padding: PADDING },
    },
    plugins: [{ id: "ownDrawing", beforeDatasetsDraw, afterDraw }],
  });
  const plot: Plot = chart;
  return {
    plot,
    show: (view) => {
      const { content, range, theme } = view;
      const top = content.phases === undefined ? PADDING.top : PHASE_STRIP;
      const isSameKind =
        shown?.theme === theme && shown.stepScale === view.stepScale && shown.content.axis.scale === content.axis.scale;
      shown = view;
      const scales =
        isSameKind && chart.options.scales ? chart.options.scales : scaleOptions(view, () => shown ?? view);
      Object.assign(scales.x ?? {}, { min: range.from, max: range.to });
      Object.assign(scales.y ?? {}, { min: content.axis.min, max: content.axis.max });
      if (!isSameKind) chart.options.scales = scales;
      Object.assign(chart.options.layout ?? {}, { padding: { ...PADDING, top } });
      // The objects are kept: Chart.js would build all that it knows of a new one anew.
      const kept = chart.data.datasets;
      const next = datasets(view, chart.width - AXIS_WIDTH);
      chart.data.datasets = next.map((dataset, index) => Object.assign(kept[index] ?? {}, dataset));
      chart.update("none");
    },
    destroy: () => chart.destroy(),
  };
};

/** @param current the view at the time of drawing: the options outlive the one that they were made for */
function scaleOptions({ content, stepScale, theme }: ChartView, current: () => ChartView): Scales {
  return {
    x: {
      // Chart.js's types know its own scales only.
      type: (stepScale === "log" ? LogStepScale.id : "linear") as "linear",
      border: { display: true, color: mix(theme.foreground, theme.isHighContrast ? 60 : 18) },
      grid: { display: false, drawTicks: false },
      // Its labels are drawn by `drawStepLabels`, which keeps them in place and inside.
      ticks: { display: false },
      afterFit: (scale) => {
        scale.height = AXIS_HEIGHT;
      },
    },
    y: {
      type: content.axis.scale === "log" ? "logarithmic" : "linear",
      border: { display: false },
      grid: { color: theme.grid, drawTicks: false },
      // Drawn by `drawValueLabels`: Chart.js would measure every one to find the width that is fixed already.
      ticks: { display: false },
      afterBuildTicks: (scale) => {
        scale.ticks = current().content.axis.ticks.map((value) => ({ value }));
      },
      afterFit: (scale) => {
        scale.width = AXIS_WIDTH;
      },
    },
  };
}

function datasets({ content, range, theme, emphasized }: ChartView, width: number): Dataset[] {
  const showsPoints = isSparse(content, range, width);
  const bands = content.bands.flatMap((band) =>
    bandDatasets(band, runColor(band.run, theme), BAND_STRENGTH, theme, band.level),
  );
  const extremes = content.lines.flatMap(({ run, line, extremes: band, average }) => {
    if (band === null || isBehind(line, emphasized)) return [];
    const strength = average === null ? EXTREMES_STRENGTH : RAW_EXTREMES_STRENGTH;
    return bandDatasets(band, lineStyle(line, runColor(run, theme), theme).color, strength, theme);
  });
  const foremost = content.lines.filter(({ isPlain }) => !isPlain);
  const lines = foremost.map((line) => lineDataset(line, theme, showsPoints, emphasized));
  const originals = content.originals.map((original) => originalDataset(original, theme));
  const averages = foremost.flatMap((line) =>
    line.average === null
      ? []
      : lineDataset({ ...line, points: line.average, average: null }, theme, false, emphasized),
  );
  // The first dataset lies on top.
  return [...averages.reverse(), ...lines.reverse(), ...originals, ...extremes, ...bands];
}

/** Whether steps are so far apart that each can have a point. */
function isSparse({ lines }: ChartContent, range: StepRange, width: number): boolean {
  const steps = range.to - range.from;
  return width / steps >= POINT_DISTANCE && lines.every(({ points }) => points.length <= steps + 4);
}

function lineDataset(
  { run, line, points, average }: DrawnLine,
  theme: ThemeColors,
  showsPoints: boolean,
  emphasized: string | null,
): Dataset {
  const style = lineStyle(line, runColor(run, theme), theme);
  const strength = isBehind(line, emphasized) ? BACKGROUND_STRENGTH : average === null ? 100 : RAW_STRENGTH;
  const color = strength === 100 ? style.color : mix(style.color, strength);
  // A line of one point would not be seen.
  const radius = showsPoints || points.length === 1 ? 2 : 0;
  return {
    data: [...points],
    borderColor: color,
    backgroundColor: color,
    borderWidth: average === null ? style.width : 1,
    borderDash: [...style.dash],
    borderJoinStyle: "round",
    pointRadius: radius,
    pointBorderWidth: 0,
    order: emphasized === line.column ? -1 : 0,
    fill: false,
  };
}

function originalDataset({ run, points }: DrawnOriginal, theme: ThemeColors): Dataset {
  const color = runColor(run, theme);
  return {
    data: [...points],
    borderColor: theme.isHighContrast ? color : mix(color, ORIGINAL_STRENGTH),
    borderWidth: 1,
    borderDash: [...ORIGINAL_DASH],
    borderJoinStyle: "round",
    pointRadius: 0,
    pointBorderWidth: 0,
    order: 0,
    fill: false,
  };
}

function isBehind(line: ChartLine, emphasized: string | null): boolean {
  return emphasized !== null && emphasized !== line.column;
}

function runColor(run: RunSummary, theme: ThemeColors): string {
  return theme.runs[run.color % theme.runs.length];
}

function bandDatasets(
  { lower, upper }: Band,
  color: string,
  strength: number,
  theme: ThemeColors,
  level = 0,
): Dataset[] {
  const edge = {
    borderColor: theme.isHighContrast ? color : "transparent",
    borderWidth: theme.isHighContrast ? 1 : 0,
    borderDash: [...EDGE_DASHES[level % EDGE_DASHES.length]],
    pointRadius: 0,
  };
  const fill = theme.isHighContrast ? false : "+1";
  return [
    { ...edge, data: [...upper], fill, backgroundColor: mix(color, strength) },
    { ...edge, data: [...lower], fill: false },
  ];
}
