import type { ThemeColors } from "../theme/themeColors";
import type { DrawnLine } from "./chartContent";
import type { Plot } from "./lineChart";

/** In CSS pixels: thinner than the foremost line. */
const WIDTH = 1;
/** Opacity of what the foremost line is made of. */
const FAINT = 0.45;

/**
 * Draws the lines of many runs, those of one color in one go. As datasets of Chart.js, which works out all of its options for every one, they would
 * take several times as long.
 */
export function drawPlainLines(
  context: CanvasRenderingContext2D,
  plot: Plot,
  lines: readonly DrawnLine[],
  theme: ThemeColors,
): void {
  if (lines.length === 0) return;
  const { left, right, top, bottom } = plot.chartArea;
  const { x: horizontal, y: vertical } = plot.scales;
  context.save();
  context.beginPath();
  context.rect(left, top, right - left, bottom - top);
  context.clip();
  context.lineWidth = WIDTH;
  context.globalAlpha = lines.every(({ line }) => line.isBehind) && !theme.isHighContrast ? FAINT : 1;
  context.lineJoin = "round";
  for (const [color, stroke] of theme.runs.entries()) {
    context.beginPath();
    for (const { points } of lines.filter(({ run }) => run.color % theme.runs.length === color)) {
      let isInterrupted = true;
      for (const { x, y } of points) {
        if (Number.isNaN(y)) {
          isInterrupted = true;
          continue;
        }
        const [pixelX, pixelY] = [horizontal.getPixelForValue(x), vertical.getPixelForValue(y)];
        if (isInterrupted) context.moveTo(pixelX, pixelY);
        else context.lineTo(pixelX, pixelY);
        isInterrupted = false;
      }
    }
    context.strokeStyle = stroke;
    context.stroke();
  }
  context.restore();
}
