import { formatCount, formatNumber } from "../../src/core/formatNumber";
import type { PanelFinding } from "../../src/protocol/panel";
import { t } from "../l10n/translate";
import { mix, type ThemeColors } from "../theme/themeColors";
import type { NonFiniteMark, RunawayMark } from "./chartContent";
import type { ChartLine } from "./chartDefinitions";
import type { Plot } from "./lineChart";
import { lineStyle } from "./lineStyle";

/** A value at the crosshair, marked on its line. */
export interface CrosshairPoint {
  readonly value: number;
  readonly color: number;
  readonly line: ChartLine;
}

/** Where on the x axis a finding shows. */
export interface FindingMark {
  readonly place: number;
  readonly severity: PanelFinding["severity"];
}

/** What lies over a chart's curves and moves without them. */
export interface Overlay {
  /** The place of the inspector's step. */
  readonly selected: number | null;
  /** The place under the pointer. */
  readonly hovered: number | null;
  readonly points: readonly CrosshairPoint[];
  readonly marks: readonly NonFiniteMark[];
  readonly runaways: readonly RunawayMark[];
  /** Where findings show. */
  readonly findings: readonly FindingMark[];
  /** What the axis cannot show as it is; null where there is nothing to say. */
  readonly note: string | null;
  /** The steps between which the pointer is being dragged. */
  readonly drag: { readonly from: number; readonly to: number } | null;
}

/** Draws crosshair, markers and selection into the canvas that lies over a chart's own. */
export function drawOverlay(canvas: HTMLCanvasElement, plot: Plot, overlay: Overlay, theme: ThemeColors): void {
  const context = prepare(canvas, plot);
  if (context === null) return;
  const { left, right, top, bottom } = plot.chartArea;
  const area = { left, right, top, bottom };
  const scale = plot.scales.x;
  const isShown = (step: number) => step >= scale.min && step <= scale.max;
  const x = (step: number) => Math.round(scale.getPixelForValue(step)) + 0.5;
  const vertical = (step: number, color: string, dash: number[]) => {
    context.beginPath();
    context.setLineDash(dash);
    context.strokeStyle = color;
    context.moveTo(x(step), top);
    context.lineTo(x(step), bottom);
    context.stroke();
    context.setLineDash([]);
  };

  context.lineWidth = 1;
  if (overlay.note !== null) {
    drawText(context, overlay.note, { left: left + 6, top: bottom - 16 }, theme.dim, theme);
  }
  for (const mark of overlay.marks) {
    if (isShown(mark.place)) drawNonFinite(context, x(mark.place), mark, area, theme);
    else if (mark.place < scale.min) drawNonFiniteLabel(context, left, mark, area, theme);
  }
  for (const { run, place } of overlay.runaways) {
    if (isShown(place)) drawRunaway(context, x(place), theme.runs[run.color % theme.runs.length], area);
  }
  for (const { place, severity } of overlay.findings) {
    if (isShown(place)) drawFinding(context, x(place), severity, area, theme);
  }
  const { selected, hovered, drag } = overlay;
  if (selected !== null && isShown(selected)) vertical(selected, mix(theme.foreground, 55), []);
  if (hovered !== null && hovered !== selected && isShown(hovered))
    vertical(hovered, mix(theme.foreground, 70), [2, 3]);
  const crosshair = hovered ?? selected;
  if (crosshair !== null && isShown(crosshair)) {
    for (const point of overlay.points) drawPoint(context, plot, crosshair, point, theme);
  }
  if (drag !== null) {
    const from = Math.max(left, scale.getPixelForValue(Math.min(drag.from, drag.to)));
    const to = Math.min(right, scale.getPixelForValue(Math.max(drag.from, drag.to)));
    if (!theme.isHighContrast) {
      context.fillStyle = mix(theme.focus, 20);
      context.fillRect(from, top, to - from, bottom - top);
    }
    context.strokeStyle = theme.focus;
    context.strokeRect(from + 0.5, top + 0.5, to - from - 1, bottom - top - 1);
  }
}

/** Gives the canvas the chart's size and clears it; null where there is nothing to draw on. */
function prepare(canvas: HTMLCanvasElement, plot: Plot): CanvasRenderingContext2D | null {
  const ratio = plot.currentDevicePixelRatio;
  const width = Math.round(plot.width * ratio);
  const height = Math.round(plot.height * ratio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d");
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  context?.clearRect(0, 0, plot.width, plot.height);
  return plot.chartArea ? context : null;
}

interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A line with a triangle on top, and words beside it: where a series stops being finite. */
function drawNonFinite(
  context: CanvasRenderingContext2D,
  x: number,
  mark: NonFiniteMark,
  area: Area,
  theme: ThemeColors,
): void {
  context.strokeStyle = theme.error;
  context.fillStyle = theme.error;
  context.setLineDash([4, 3]);
  context.beginPath();
  context.moveTo(x, area.top);
  context.lineTo(x, area.bottom);
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(x - 4, area.top);
  context.lineTo(x + 4, area.top);
  context.lineTo(x, area.top + 6);
  context.fill();
  drawNonFiniteLabel(context, x, mark, area, theme);
}

/** An arrow at the upper edge: a series goes on above it. */
function drawRunaway(context: CanvasRenderingContext2D, x: number, color: string, { top }: Area): void {
  context.fillStyle = color;
  context.beginPath();
  context.moveTo(x - 5, top + 8);
  context.lineTo(x + 5, top + 8);
  context.lineTo(x, top);
  context.fill();
}

/** A triangle on the axis that points up to the curves; an outline alone for what is only worth knowing. */
function drawFinding(
  context: CanvasRenderingContext2D,
  x: number,
  severity: FindingMark["severity"],
  { bottom }: Area,
  theme: ThemeColors,
): void {
  const color = { error: theme.error, warning: theme.warning, information: theme.dim }[severity];
  context.beginPath();
  context.moveTo(x - 5, bottom);
  context.lineTo(x + 5, bottom);
  context.lineTo(x, bottom - 8);
  context.closePath();
  context.fillStyle = severity === "information" || theme.isHighContrast ? theme.card : color;
  context.strokeStyle = color;
  context.fill();
  context.stroke();
}

/** `NaN from step 412`, at the right of a place or, where it would not fit there, at its left. */
function drawNonFiniteLabel(
  context: CanvasRenderingContext2D,
  x: number,
  { step, value }: NonFiniteMark,
  { left, right, top }: Area,
  theme: ThemeColors,
): void {
  const label = t("{0} from step {1}", formatNumber(value), formatCount(step));
  context.font = labelFont(theme);
  const { width } = context.measureText(label);
  const isLeft = x + 8 + width > right;
  drawText(context, label, { left: isLeft ? Math.max(left, x - 8 - width) : x + 8, top: top + 1 }, theme.error, theme);
}

function labelFont(theme: ThemeColors): string {
  return `11px ${theme.numberFont}`;
}

/** Writes a line with so much of the background behind it that it can be read over curves. */
function drawText(
  context: CanvasRenderingContext2D,
  text: string,
  { left, top }: Pick<Area, "left" | "top">,
  color: string,
  theme: ThemeColors,
): void {
  context.font = labelFont(theme);
  context.textBaseline = "top";
  context.globalAlpha = 0.8;
  context.fillStyle = theme.card;
  context.fillRect(left - 2, top - 1, context.measureText(text).width + 4, 14);
  context.globalAlpha = 1;
  context.fillStyle = color;
  context.fillText(text, left, top + 1);
}

function drawPoint(
  context: CanvasRenderingContext2D,
  plot: Plot,
  step: number,
  { value, color, line }: CrosshairPoint,
  theme: ThemeColors,
): void {
  const { top, bottom } = plot.chartArea;
  const y = plot.scales.y.getPixelForValue(value);
  if (!Number.isFinite(value) || !Number.isFinite(y) || y < top - 1 || y > bottom + 1) return;
  context.beginPath();
  context.arc(plot.scales.x.getPixelForValue(step), y, 3, 0, 2 * Math.PI);
  context.fillStyle = lineStyle(line, theme.runs[color % theme.runs.length], theme).color;
  context.strokeStyle = theme.background;
  context.lineWidth = 1.5;
  context.fill();
  context.stroke();
  context.lineWidth = 1;
}
