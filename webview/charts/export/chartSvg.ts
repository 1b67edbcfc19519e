import { formatCount, formatNumber } from "../../../src/core/formatNumber";
import type { RatePhase } from "../../../src/core/plannedSchedule/ratePhases";
import { heatMargin, heatSvg } from "../../instruments/heatSvg";
import { phaseName } from "../../instruments/phaseWords";
import { t } from "../../l10n/translate";
import { mix, type ThemeColors } from "../../theme/themeColors";
import { type Scale, tickLabels } from "../axis";
import type { Band, ChartContent, DrawnLine } from "../chartContent";
import { lineStyle } from "../lineStyle";
import type { Point } from "../polyline";
import { stepLabels } from "../stepLabels";
import { logPlace, type StepRange } from "../stepRange";
import { resolveColor } from "./resolveColor";
import { element, escapeXml, short } from "./svgText";

/** A chart as it is drawn into a picture. */
export interface PicturedChart {
  readonly title: string;
  readonly quantity: string | null;
  readonly content: ChartContent;
  readonly range: StepRange;
  readonly stepScale: Scale;
}

/** Of the whole chart with title and axes, in CSS pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

const MARGIN = { left: 58, right: 14, top: 34, bottom: 26 };
/** Per cent of a line's color in its band, in its extremes, and in the line behind its average. */
const BAND_OPACITY = 0.18;
const EXTREMES_OPACITY = 0.4;
const RAW_OPACITY = 0.4;

/** Where steps and values are in a picture. */
interface Places {
  readonly x: (step: number) => number;
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * A chart as SVG elements in a group of its own, as a vector: the same points, axes and marks as on the screen.
 *
 * @param id different for every chart of a picture
 */
export function chartSvg(chart: PicturedChart, size: PictureSize, id: string, theme: ThemeColors): string {
  const places = placesOf(chart, size);
  const { left, right, top, bottom } = places;
  const { content } = chart;
  const clip = `clip-${id}`;
  const area = { x: left, y: top, width: right - left, height: bottom - top };
  const curves = [
    ...content.bands.map((band) => bandSvg(band, runColor(band.run.color, theme), BAND_OPACITY, places)),
    ...content.lines.flatMap((line) => lineSvg(line, theme, places)),
  ];
  return [
    element("clipPath", { id: clip }, element("rect", { ...area, y: top - 1, height: bottom - top + 2 })),
    titleSvg(chart, theme),
    phasesSvg(content.phases ?? [], places, theme),
    heatSvg(content, places, places.x, theme),
    axesSvg(chart, places, theme),
    element("g", { "clip-path": `url(#${clip})`, fill: "none", "stroke-linejoin": "round" }, curves.join("\n")),
    ...content.marks.map(({ place, step, value }) => {
      const x = Math.max(left, places.x(place));
      const color = resolveColor(theme.error).rgb;
      const label = t("{0} from step {1}", formatNumber(value), formatCount(step));
      const isLeft = x + 8 + 6.6 * label.length > right;
      return (
        element("path", { d: `M${short(x)} ${top}V${bottom}`, stroke: color, "stroke-dasharray": "4 3" }) +
        words(label, { x: isLeft ? x - 6 : x + 6, y: top + 12, color, isRight: isLeft })
      );
    }),
    content.note === null
      ? ""
      : words(content.note, { x: left + 6, y: bottom - 6, color: resolveColor(theme.dim).rgb }),
  ].join("\n");
}

function placesOf({ content, range, stepScale }: PicturedChart, { width, height }: PictureSize): Places {
  const left = content.heat === undefined ? MARGIN.left : heatMargin(content);
  const right = width - MARGIN.right;
  const top = MARGIN.top;
  const bottom = height - MARGIN.bottom;
  const { axis } = content;
  const step = stepScale === "log" ? logPlace : (value: number) => value;
  const value = axis.scale === "log" ? Math.log10 : (plain: number) => plain;
  const share = (place: number, from: number, to: number) => (place - from) / (to - from);
  return {
    left,
    right,
    top,
    bottom,
    x: (at) => left + share(step(at), step(range.from), step(range.to)) * (right - left),
    y: (at) => bottom - share(value(at), value(axis.min), value(axis.max)) * (bottom - top),
  };
}

/** What a chart shows, at the top of its picture. */
export function titleSvg({ title, quantity }: Pick<PicturedChart, "title" | "quantity">, theme: ThemeColors): string {
  const foreground = resolveColor(theme.foreground).rgb;
  const dim = resolveColor(theme.dim).rgb;
  const more = quantity === null ? "" : element("tspan", { fill: dim, dx: 8, "font-weight": 400 }, escapeXml(quantity));
  return element(
    "text",
    { x: 12, y: 20, fill: foreground, "font-size": 13, "font-weight": 600 },
    escapeXml(title) + more,
  );
}

function axesSvg({ content, range, stepScale }: PicturedChart, places: Places, theme: ThemeColors): string {
  const { left, right, bottom, x, y } = places;
  const dim = resolveColor(theme.dim).rgb;
  const grid = resolveColor(theme.grid);
  const { axis, places: alignment } = content;
  const labels = tickLabels(axis);
  // The axis of a heat map is that of its colors.
  const ticks = content.heat === undefined ? axis.ticks : [];
  const values = ticks.map((tick, index) => {
    const at = y(tick);
    return (
      element("path", {
        d: `M${left} ${short(at)}H${right}`,
        stroke: grid.rgb,
        "stroke-opacity": grid.opacity,
      }) + words(labels[index], { x: left - 6, y: at + 4, color: dim, isRight: true })
    );
  });
  const steps = stepLabels(range, right - left, stepScale, alignment).map(({ place, text }) =>
    words(text, { x: x(place), y: bottom + 16, color: dim, isCentered: true }),
  );
  const border = resolveColor(mix(theme.foreground, 30));
  const base = element("path", {
    d: `M${left} ${bottom}H${right}`,
    stroke: border.rgb,
    "stroke-opacity": border.opacity,
  });
  return [...values, base, ...steps].join("\n");
}

/** Lines between phases, with their names where there is room. */
function phasesSvg(phases: readonly RatePhase[], { left, right, top, bottom, x }: Places, theme: ThemeColors): string {
  const color = resolveColor(theme.dim).rgb;
  return phases
    .map((phase, index) => {
      const [from, to] = [Math.max(left, x(phase.from)), Math.min(right, x(phase.to))];
      const name = phaseName(phase);
      const hasRoom = 6.6 * name.length + 8 < to - from;
      const border = { d: `M${short(from)} ${top}V${bottom}`, stroke: color, "stroke-opacity": 0.4 };
      return (
        (index > 0 && from > left ? element("path", border) : "") +
        (hasRoom ? words(name, { x: (from + to) / 2, y: bottom - 6, color, isCentered: true }) : "")
      );
    })
    .join("\n");
}

function lineSvg(drawn: DrawnLine, theme: ThemeColors, places: Places): string[] {
  const { run, line, points, extremes, average } = drawn;
  const { color, width, dash } = lineStyle(line, runColor(run.color, theme), theme);
  const { rgb, opacity } = resolveColor(color);
  const path = (through: readonly Point[], strength: number, thickness: number) =>
    element("path", {
      d: pathOf(through, places),
      stroke: rgb,
      "stroke-opacity": strength === 1 ? undefined : strength,
      "stroke-width": thickness,
      "stroke-dasharray": dash.length > 0 ? dash.join(" ") : undefined,
    });
  return [
    ...(extremes === null
      ? []
      : [bandSvg(extremes, color, average === null ? EXTREMES_OPACITY : BAND_OPACITY, places)]),
    path(points, average === null ? opacity : RAW_OPACITY, average === null ? width : 1),
    ...(average === null ? [] : [path(average, opacity, width)]),
  ];
}

function bandSvg({ lower, upper }: Band, color: string, opacity: number, places: Places): string {
  const isWhole = (_: Point, index: number) => Number.isFinite(lower[index].y) && Number.isFinite(upper[index].y);
  const outline = [...upper.filter(isWhole), ...lower.filter(isWhole).reverse()];
  return element("path", {
    d: `${pathOf(outline, places)}Z`,
    fill: resolveColor(color).rgb,
    "fill-opacity": opacity,
  });
}

/** A line through points, interrupted where there is none. */
function pathOf(points: readonly Point[], { x, y }: Places): string {
  let isDrawing = false;
  let path = "";
  for (const point of points) {
    const isPoint = Number.isFinite(point.y);
    if (isPoint) path += `${isDrawing ? "L" : "M"}${short(x(point.x))} ${short(y(point.y))}`;
    isDrawing = isPoint;
  }
  return path || "M0 0";
}

interface WordPlace {
  readonly x: number;
  readonly y: number;
  readonly color: string;
  readonly isRight?: boolean;
  readonly isCentered?: boolean;
}

function words(text: string, { x, y, color, isRight, isCentered }: WordPlace): string {
  const anchor = isRight ? "end" : isCentered ? "middle" : undefined;
  const family = "monospace";
  const attributes = { x, y, fill: color, "font-size": 11, "font-family": family, "text-anchor": anchor };
  return element("text", attributes, escapeXml(text));
}

function runColor(color: number, theme: ThemeColors): string {
  return theme.runs[color % theme.runs.length];
}
