import type { ThemeColors } from "../theme/themeColors";
import { type Axis, tickLabels } from "./axis";
import type { Plot } from "./lineChart";

/** CSS pixels between a label and the curves. */
const GAP = 4;

/** Writes the values of an axis at the left of a chart, each beside its grid line. */
export function drawValueLabels(context: CanvasRenderingContext2D, plot: Plot, axis: Axis, theme: ThemeColors): void {
  const { y: scale } = plot.scales;
  const { left } = plot.chartArea;
  const labels = tickLabels(axis);
  context.save();
  context.font = `11px ${theme.numberFont}`;
  context.fillStyle = theme.dim;
  context.textAlign = "right";
  context.textBaseline = "middle";
  axis.ticks.forEach((tick, index) => {
    context.fillText(labels[index], left - GAP, scale.getPixelForValue(tick));
  });
  context.restore();
}
