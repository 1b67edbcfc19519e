import type { RatePhase } from "../../src/core/plannedSchedule/ratePhases";
import type { Plot } from "../charts/lineChart";
import { mix, type ThemeColors } from "../theme/themeColors";
import { phaseName } from "./phaseWords";

/** Height of the strip above a chart in which the names of phases stand, in CSS pixels. */
export const PHASE_STRIP = 20;
const FONT_SIZE = 11;
/** CSS pixels around a name: without that much room it is left out. */
const PADDING = 4;
/** Per cent of the text's color behind every other phase. */
const SHADE = 6;

/** Sets off the phases of a schedule behind its curve: every other one is shaded, and each is named where there is room for it. */
export function drawPhases(
  context: CanvasRenderingContext2D,
  plot: Plot,
  phases: readonly RatePhase[],
  theme: ThemeColors,
): void {
  if (phases.length === 0) return;
  const { left, right, top, bottom } = plot.chartArea;
  const x = (update: number) => Math.min(right, Math.max(left, Math.round(plot.scales.x.getPixelForValue(update))));
  context.save();
  context.font = `${FONT_SIZE}px ${theme.numberFont}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  phases.forEach((phase, index) => {
    const [from, to] = [x(phase.from), x(phase.to)];
    if (to <= from) return;
    if (index % 2 === 1 && !theme.isHighContrast) {
      context.fillStyle = mix(theme.foreground, SHADE);
      context.fillRect(from, top, to - from, bottom - top);
    }
    if (index > 0 && from > left) {
      context.strokeStyle = mix(theme.foreground, theme.isHighContrast ? 60 : phase.isRestart ? 55 : 25);
      context.setLineDash(phase.isRestart ? [] : [2, 3]);
      context.beginPath();
      context.moveTo(from + 0.5, top);
      context.lineTo(from + 0.5, bottom);
      context.stroke();
    }
    const name = phaseName(phase);
    if (context.measureText(name).width + 2 * PADDING > to - from) return;
    context.fillStyle = theme.dim;
    context.fillText(name, (from + to) / 2, top - PHASE_STRIP / 2);
  });
  context.restore();
}
