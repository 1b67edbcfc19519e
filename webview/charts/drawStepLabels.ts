import { formatCount } from "../../src/core/formatNumber";
import type { Places } from "../compare/alignment";
import type { ThemeColors } from "../theme/themeColors";
import { stepTicks } from "./axis";
import type { Plot } from "./lineChart";

/** CSS pixels of a digit, and between two labels. */
const DIGIT_WIDTH = 7;
const LABEL_GAP = 24;
const MOST_INTERVALS = 5;

/** Hundredths of a per cent in a whole. */
const HUNDREDTHS = 10_000;

/** Writes the steps below a chart, or the shares of the runs: each centered below its place, or as near to it as the chart's edges let it. */
export function drawStepLabels(
  context: CanvasRenderingContext2D,
  plot: Plot,
  { alignment, longest }: Places,
  theme: ThemeColors,
): void {
  const { x: scale } = plot.scales;
  const { left, right, bottom } = plot.chartArea;
  /** Places from one step to the next, or from one hundredth of a per cent. */
  const unit = alignment === "share" ? longest / HUNDREDTHS : 1;
  const labelOf = (tick: number) => (alignment === "share" ? `${tick / 100} %` : formatCount(tick));
  const labelWidth = labelOf(Math.round(scale.max / unit)).length * DIGIT_WIDTH;
  const intervals = Math.min(MOST_INTERVALS, Math.floor((right - left) / (labelWidth + LABEL_GAP)));
  context.save();
  context.font = `11px ${theme.numberFont}`;
  context.fillStyle = theme.dim;
  context.textAlign = "center";
  context.textBaseline = "top";
  for (const tick of stepTicks(scale.min / unit, scale.max / unit, intervals)) {
    const label = labelOf(tick);
    const half = context.measureText(label).width / 2;
    const place = scale.getPixelForValue(tick * unit);
    context.fillText(label, Math.min(place, plot.width - half - 1), bottom + 6);
  }
  context.restore();
}
