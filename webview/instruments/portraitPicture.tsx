import { resolveColor } from "../charts/export/resolveColor";
import { short } from "../charts/export/svgText";
import { mix, type ThemeColors } from "../theme/themeColors";
import type { PathPoint, PortraitContent } from "./portraitContent";
import { type PictureSize, type PortraitPlaces, portraitPlaces } from "./portraitPlaces";
import { stepColors } from "./stepColors";

/** Colors that the path takes one after the other. */
const SHADES = 48;

interface PortraitPictureProps {
  readonly content: PortraitContent;
  readonly size: PictureSize;
  readonly theme: ThemeColors;
}

/** The plane of two series with the path through it, colored by step, as elements of SVG with all that they need in their attributes. */
export function PortraitPicture({ content, size, theme }: PortraitPictureProps) {
  const places = portraitPlaces(content, size);
  const { left, right, top, bottom, columns, rows } = places;
  const { axes, points } = content;
  const plain = (color: string) => resolveColor(color).rgb;
  const grid = resolveColor(theme.grid);
  const border = resolveColor(mix(theme.foreground, theme.isHighContrast ? 60 : 30));
  const text = { fill: plain(theme.dim), "font-size": 11, "font-family": "monospace" };
  const color = stepColors(theme);
  const [first] = points;
  return (
    <g>
      {columns.map(({ at, label }) => (
        <g key={`x ${label}`}>
          <path d={`M${short(at)} ${top}V${bottom}`} stroke={grid.rgb} stroke-opacity={grid.opacity} />
          <text {...text} x={short(at)} y={bottom + 14} text-anchor="middle">
            {label}
          </text>
        </g>
      ))}
      {rows.map(({ at, label }) => (
        <g key={`y ${label}`}>
          <path d={`M${left} ${short(at)}H${right}`} stroke={grid.rgb} stroke-opacity={grid.opacity} />
          <text {...text} x={left - 6} y={short(at + 4)} text-anchor="end">
            {label}
          </text>
        </g>
      ))}
      <path d={`M${left} ${top}V${bottom}H${right}`} fill="none" stroke={border.rgb} stroke-opacity={border.opacity} />
      <text {...text} fill={plain(theme.foreground)} x={left} y={top - 8} text-anchor="middle">
        {axes.y}
      </text>
      <text {...text} fill={plain(theme.foreground)} x={right} y={bottom - 6} text-anchor="end">
        {axes.x}
      </text>
      {strokes(points, places).map(({ share, path }) => (
        <path
          key={share}
          d={path}
          fill="none"
          stroke={color(share)}
          stroke-width={1.5}
          stroke-linejoin="round"
          stroke-linecap="round"
        />
      ))}
      {first !== undefined && <Start point={first} places={places} color={color(0)} />}
    </g>
  );
}

/** A square where the path begins. */
function Start({
  point,
  places,
  color,
}: {
  readonly point: PathPoint;
  readonly places: PortraitPlaces;
  readonly color: string;
}) {
  const [x, y] = places.place(point);
  return (
    <rect x={short(x - 3.5)} y={short(y - 3.5)} width="7" height="7" fill="none" stroke={color} stroke-width="1.5" />
  );
}

interface Stroke {
  /** Of the steps on show. */
  readonly share: number;
  readonly path: string;
}

/** The path in pieces of one color, each from the last point of the one before. */
function strokes(points: readonly PathPoint[], { place }: PortraitPlaces): Stroke[] {
  if (points.length < 2) return [];
  const from = points[0].step;
  const span = points[points.length - 1].step - from;
  const pieces = new Map<number, string>();
  let [lastX, lastY] = place(points[0]);
  for (const point of points.slice(1)) {
    const shade = Math.min(SHADES - 1, Math.floor(((point.step - from) / span) * SHADES));
    const [x, y] = place(point);
    const begun = pieces.get(shade) ?? `M${short(lastX)} ${short(lastY)}`;
    pieces.set(shade, `${begun}L${short(x)} ${short(y)}`);
    [lastX, lastY] = [x, y];
  }
  return [...pieces].map(([shade, path]) => ({ share: shade / (SHADES - 1), path }));
}
