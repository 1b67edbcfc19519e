import { formatCount } from "../../src/core/formatNumber";
import type { Places } from "../compare/alignment";
import { logStepTicks, type Scale, stepTicks } from "./axis";
import type { StepRange } from "./stepRange";

/** CSS pixels of a digit, and between two labels. */
const DIGIT_WIDTH = 7;
const LABEL_GAP = 24;
const MOST_INTERVALS = 5;

/** Hundredths of a per cent in a whole. */
const HUNDREDTHS = 10_000;

/** What is written below a place on the axis of steps. */
export interface StepLabel {
  readonly place: number;
  readonly text: string;
}

/**
 * The labels of the axis that all runs share: steps, or shares of the runs.
 *
 * @param width of the axis, in CSS pixels
 */
export function stepLabels(
  { from, to }: StepRange,
  width: number,
  scale: Scale,
  { alignment, longest }: Places,
): StepLabel[] {
  /** Places from one step to the next, or from one hundredth of a per cent. */
  const unit = alignment === "share" ? longest / HUNDREDTHS : 1;
  const labelOf = (tick: number) => (alignment === "share" ? `${tick / 100} %` : formatCount(tick));
  const labelWidth = labelOf(Math.round(to / unit)).length * DIGIT_WIDTH;
  const intervals = Math.min(MOST_INTERVALS, Math.floor(width / (labelWidth + LABEL_GAP)));
  const ticks = scale === "log" ? logStepTicks : stepTicks;
  return ticks(from / unit, to / unit, intervals).map((tick) => ({ place: tick * unit, text: labelOf(tick) }));
}
