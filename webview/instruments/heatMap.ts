import { formatNumber } from "../../src/core/formatNumber";
import type { Scale } from "../charts/axis";
import { drawStepLabels } from "../charts/drawStepLabels";
import { AXIS_HEIGHT, type ChartView, type CreateChart, type Plot, type PlotScale } from "../charts/lineChart";
import { logPlace, type StepRange, stepAtLogPlace } from "../charts/stepRange";
import { mix } from "../theme/themeColors";
import { drawHeat } from "./drawHeat";
import type { HeatContent } from "./heatContent";

const TOP = 6;
const GAP = 6;
/** The widest that names of rows get, as a share of the map's width. */
const LABEL_SHARE = 0.3;
/** Room for the longest number. */
const VALUE_WIDTH = 72;
const FONT_SIZE = 11;

/** A heat map in a canvas: a row for each series with its name before it, and behind it its value at the crosshair. */
export const createHeatMap: CreateChart = (canvas, onDrawn) => {
  let shown: ChartView | null = null;
  let plot: Plot = plotOf(0, 0, 0, { from: 0, to: 1 }, "linear");
  const draw = () => {
    const context = canvas.getContext("2d");
    const { clientWidth: width, clientHeight: height } = canvas;
    if (shown === null || context === null || width === 0) return;
    const { content, range, stepScale, theme } = shown;
    const { heat, axis, places } = content;
    const ratio = window.devicePixelRatio;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.font = `${FONT_SIZE}px ${theme.numberFont}`;
    const rows = heat?.rows ?? [];
    const widest = Math.max(0, ...rows.map(({ label }) => context.measureText(label).width));
    const left = Math.round(Math.min(widest, LABEL_SHARE * width)) + 2 * GAP;
    plot = plotOf(width, height, left, range, stepScale);
    if (heat) {
      drawHeat(context, heat, plot.chartArea, axis, (place) => plot.scales.x.getPixelForValue(place), theme.error);
      writeLabels(context, heat, plot, theme.dim);
    }
    const { right, bottom } = plot.chartArea;
    context.fillStyle = mix(theme.foreground, theme.isHighContrast ? 60 : 18);
    context.fillRect(left, bottom, right - left, 1);
    drawStepLabels(context, plot, stepScale, places, theme);
    onDrawn();
  };
  const observer = new ResizeObserver(draw);
  observer.observe(canvas);
  return {
    get plot() {
      return plot;
    },
    show: (view) => {
      shown = view;
      draw();
    },
    destroy: () => observer.disconnect(),
    writeValues: (context, values, theme) => {
      context.font = `${FONT_SIZE}px ${theme.numberFont}`;
      context.fillStyle = theme.foreground;
      context.textAlign = "right";
      context.textBaseline = "middle";
      const rows = shown?.content.heat?.rows.length ?? 0;
      values.forEach(({ value }, row) => {
        if (!Number.isFinite(value)) context.fillStyle = theme.error;
        context.fillText(formatNumber(value), plot.width - GAP, rowMiddle(plot, row, rows));
        context.fillStyle = theme.foreground;
      });
      context.textAlign = "left";
    },
  };
};

function rowMiddle({ chartArea: { top, bottom } }: Plot, row: number, rows: number): number {
  return top + ((row + 0.5) * (bottom - top)) / Math.max(1, rows);
}

function writeLabels(context: CanvasRenderingContext2D, { rows }: HeatContent, plot: Plot, color: string): void {
  const { left } = plot.chartArea;
  context.fillStyle = color;
  context.textAlign = "right";
  context.textBaseline = "middle";
  rows.forEach(({ label }, row) => {
    context.fillText(shortened(context, label, left - 2 * GAP), left - GAP, rowMiddle(plot, row, rows.length));
  });
  context.textAlign = "left";
}

/** A name that is too long without its middle: both ends tell tensors apart. */
function shortened(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  for (let kept = text.length - 2; kept > 1; kept--) {
    const short = `${text.slice(0, Math.floor(kept / 2))}…${text.slice(text.length - Math.ceil(kept / 2))}`;
    if (context.measureText(short).width <= width) return short;
  }
  return "…";
}

function plotOf(width: number, height: number, left: number, range: StepRange, stepScale: Scale): Plot {
  const chartArea = {
    left,
    right: Math.max(left + 1, width - VALUE_WIDTH),
    top: TOP,
    bottom: Math.max(TOP + 1, height - AXIS_HEIGHT),
  };
  const x = stepScaleOf(range, stepScale, chartArea.left, chartArea.right);
  // Rows are no values: nothing is placed on this axis.
  const y: PlotScale = { min: 0, max: 1, getPixelForValue: () => Number.NaN, getValueForPixel: () => undefined };
  return { chartArea, scales: { x, y }, width, height, currentDevicePixelRatio: window.devicePixelRatio };
}

function stepScaleOf({ from, to }: StepRange, scale: Scale, left: number, right: number): PlotScale {
  const place = scale === "log" ? logPlace : (step: number) => step;
  const step = scale === "log" ? stepAtLogPlace : (at: number) => at;
  const [first, last] = [place(from), place(to)];
  return {
    min: from,
    max: to,
    getPixelForValue: (value) => left + ((place(value) - first) / (last - first)) * (right - left),
    getValueForPixel: (pixel) => step(first + ((pixel - left) / (right - left)) * (last - first)),
  };
}
