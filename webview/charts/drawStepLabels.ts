import type { Places } from "../compare/alignment";
import type { ThemeColors } from "../theme/themeColors";
import type { Scale } from "./axis";
import type { Plot } from "./lineChart";
import { stepLabels } from "./stepLabels";

/** Writes the steps below a chart, or the shares of the runs: each centered below its place, or as near to it as the chart's edges let it. */
export function drawStepLabels(
  context: CanvasRenderingContext2D,
  plot: Plot,
  stepScale: Scale,
  places: Places,
  theme: ThemeColors,
): void {
  const { x: scale } = plot.scales;
  const { left, right, bottom } = plot.chartArea;
  context.save();
  context.font = `11px ${theme.numberFont}`;
  context.fillStyle = theme.dim;
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const { place, text } of stepLabels({ from: scale.min, to: scale.max }, right - left, stepScale, places)) {
    const half = context.measureText(text).width / 2;
    context.fillText(text, Math.min(scale.getPixelForValue(place), plot.width - half - 1), bottom + 6);
  }
  context.restore();
}
