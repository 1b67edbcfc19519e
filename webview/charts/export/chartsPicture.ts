import type { RunSummary } from "../../../src/protocol/panel";
import { contentOnShow } from "../../instruments/contentOnShow";
import { portraitOnShow } from "../../instruments/portraitOnShow";
import { portraitSvg } from "../../instruments/portraitSvg";
import type { PanelModel } from "../../panel/panelModel";
import { visibleRuns } from "../../panel/panelModel";
import type { ThemeColors } from "../../theme/themeColors";
import type { ChartDefinition } from "../chartDefinitions";
import { settingsOnShow, stepAxis } from "../chartOnShow";
import { chartSvg, type PictureSize, titleSvg } from "./chartSvg";
import { resolveColor } from "./resolveColor";
import { element, escapeXml } from "./svgText";

/** Of a chart that is alone in its picture, and of one among others. */
const SINGLE: PictureSize = { width: 720, height: 400 };
const AMONG_OTHERS: PictureSize = { width: 480, height: 220 };
const COLUMNS = 2;
const TITLE = 26;
const GAP = 12;
/** Of the names of runs: a row, a color's square, a character. */
const LEGEND_ROW = 20;
const SWATCH = 10;
const CHARACTER = 7;

/** A picture of charts as they are on show, as the text of an SVG file, with the names of their runs. */
export function chartsPicture(model: PanelModel, definitions: readonly ChartDefinition[], theme: ThemeColors): string {
  const size = definitions.length === 1 ? SINGLE : AMONG_OTHERS;
  const columns = Math.min(COLUMNS, definitions.length);
  const width = columns * size.width + (columns + 1) * GAP;
  const legend = legendSvg(visibleRuns(model), width - 2 * GAP, theme);
  const rows = Math.ceil(definitions.length / columns);
  const height = legend.height + rows * (size.height + GAP) + 2 * GAP;
  const charts = definitions.map((definition, index) => {
    const x = GAP + (index % columns) * (size.width + GAP);
    const y = GAP + legend.height + GAP + Math.floor(index / columns) * (size.height + GAP);
    const { title, quantity } = definition;
    const axis = stepAxis(model, definition);
    const settings = settingsOnShow(model, definition, true, axis);
    const content = contentOnShow(model, definition, settings);
    const pictured = { title, quantity, content, range: axis.range, stepScale: axis.scale };
    const chart =
      definition.instrument === "portrait"
        ? titledPortrait(model, definition, size, theme)
        : chartSvg(pictured, size, String(index), theme);
    return element("g", { transform: `translate(${x} ${y})` }, chart);
  });
  const background = resolveColor(theme.card).rgb;
  return `<?xml version="1.0" encoding="UTF-8"?>
${element(
  "svg",
  {
    xmlns: "http://www.w3.org/2000/svg",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    "font-family": "system-ui, sans-serif",
  },
  [element("rect", { width, height, fill: background }), legend.svg, ...charts].join("\n"),
)}
`;
}

/** Below its title, as that of any chart. */
function titledPortrait(model: PanelModel, definition: ChartDefinition, size: PictureSize, theme: ThemeColors): string {
  const below = { width: size.width, height: size.height - TITLE };
  const picture = portraitSvg(portraitOnShow(model, definition), below, theme);
  return titleSvg(definition, theme) + element("g", { transform: `translate(0 ${TITLE})` }, picture);
}

/** The runs' names with their colors, in as many rows as they need. */
function legendSvg(runs: readonly RunSummary[], width: number, theme: ThemeColors) {
  let x = 0;
  let row = 0;
  const items = runs.map(({ name, color }) => {
    const length = SWATCH + 6 + CHARACTER * name.length;
    if (x > 0 && x + length > width) {
      x = 0;
      row++;
    }
    const left = GAP + 12 + x;
    const top = GAP + row * LEGEND_ROW;
    x += length + 16;
    return (
      element("rect", {
        x: left,
        y: top + 4,
        width: SWATCH,
        height: SWATCH,
        rx: 2,
        fill: resolveColor(theme.runs[color % theme.runs.length]).rgb,
      }) +
      element(
        "text",
        { x: left + SWATCH + 6, y: top + 13, fill: resolveColor(theme.foreground).rgb, "font-size": 12 },
        escapeXml(name),
      )
    );
  });
  return { svg: items.join("\n"), height: (row + 1) * LEGEND_ROW };
}
