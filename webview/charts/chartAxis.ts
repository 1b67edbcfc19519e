import { t } from "../l10n/translate";
import { type Axis, linearAxis, logAxis, type Scale, tickLabels } from "./axis";
import { type Extent, isEmpty } from "./extent";

/** Bands may stretch a logarithmic axis this many times beyond the lines: one tiny entry must not flatten everything. */
const BAND_REACH = 1e4;

/** Axes end short of what a double can hold, where differences and logarithms of their bounds would overflow. */
const LARGEST = 1e300;
const SMALLEST_POSITIVE = 1e-300;

/** The axis for what a chart shows, and what to say where it could not be as wished. */
export interface ChartAxis {
  readonly axis: Axis;
  readonly note: string | null;
}

/**
 * @param lines extent of the lines
 * @param bands extent of the bands around them
 * @param wished linear or logarithmic, as the chart is set
 */
export function chartAxis(lines: Extent, bands: Extent, wished: Scale): ChartAxis {
  if (isEmpty(lines) && isEmpty(bands)) return { axis: linearAxis(0, 1), note: null };
  const min = clamp(Math.min(lines.min, bands.min), -LARGEST, LARGEST);
  const max = clamp(Math.max(lines.max, bands.max), -LARGEST, LARGEST);
  if (wished === "linear") return { axis: linearAxis(min, max), note: null };
  const positive = Math.min(lines.minPositive, bands.minPositive);
  if (positive === Infinity) return { axis: linearAxis(min, max), note: t("linear: no value above 0") };
  const reached = Math.min(lines.reach, Math.max(bands.minPositive, lines.reach / BAND_REACH));
  const low = clamp(Number.isFinite(reached) ? reached : positive, SMALLEST_POSITIVE, LARGEST);
  const axis = logAxis(low, Math.max(max, low));
  return { axis, note: lowerEdgeNote(lines, axis) };
}

/** Says what of the lines a logarithmic axis cannot show where it is. */
function lowerEdgeNote(lines: Extent, axis: Axis): string | null {
  if (lines.minPositive < axis.min)
    return t("below {0} at the lower edge", tickLabels({ scale: "log", ticks: [axis.min] })[0]);
  return lines.hasNonPositive ? t("values ≤ 0 at the lower edge") : null;
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.min(Math.max(value, lowest), highest);
}
