import { tickLabels } from "../charts/axis";
import type { ChartContent } from "../charts/chartContent";
import { resolveColor } from "../charts/export/resolveColor";
import { element, escapeXml } from "../charts/export/svgText";
import type { ThemeColors } from "../theme/themeColors";
import { drawHeat, type HeatArea } from "./drawHeat";

/** Pixels of the picture for each of the SVG's. */
const SCALE = 2;
const CHARACTER = 6.6;
/** The longest name that is written whole. */
const MOST_CHARACTERS = 16;

/** Room that the names of a heat map's rows need before it. */
export function heatMargin({ heat }: ChartContent): number {
  const longest = Math.max(0, ...(heat?.rows ?? []).map(({ label }) => label.length));
  return 16 + CHARACTER * Math.min(longest, MOST_CHARACTERS);
}

/** The cells of a heat map as a picture within an SVG, with the names of its rows and what its colors span. */
export function heatSvg(
  content: ChartContent,
  area: HeatArea,
  x: (place: number) => number,
  theme: ThemeColors,
): string {
  const { heat, axis } = content;
  if (heat === undefined) return "";
  const { left, right, top, bottom } = area;
  const size = { width: right - left, height: bottom - top };
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(size.width * SCALE);
  canvas.height = Math.round(size.height * SCALE);
  const context = canvas.getContext("2d");
  if (context === null) return "";
  const inside = { left: 0, right: canvas.width, top: 0, bottom: canvas.height };
  drawHeat(context, heat, inside, axis, (place) => (x(place) - left) * SCALE, resolveColor(theme.error).rgb);
  const words = (text: string, at: { readonly x: number; readonly y: number }) =>
    element(
      "text",
      { ...at, fill: resolveColor(theme.dim).rgb, "font-size": 11, "font-family": "monospace", "text-anchor": "end" },
      escapeXml(text),
    );
  const row = size.height / Math.max(1, heat.rows.length);
  const [least, most] = tickLabels({
    scale: "log",
    ticks: [axis.min, axis.max].map((value) => Number(value.toPrecision(2))),
  });
  return [
    element("image", { ...size, x: left, y: top, href: canvas.toDataURL("image/png"), preserveAspectRatio: "none" }),
    ...heat.rows.map(({ label }, index) =>
      words(label.length > MOST_CHARACTERS ? `${label.slice(0, MOST_CHARACTERS - 1)}…` : label, {
        x: left - 6,
        y: top + (index + 0.5) * row + 4,
      }),
    ),
    words(`${least} – ${most}`, { x: right, y: top - 14 }),
  ].join("\n");
}
