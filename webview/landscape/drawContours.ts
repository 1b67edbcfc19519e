import { bandOf } from "../../src/core/landscape/contourLevels";
import { contourLines } from "../../src/core/landscape/contourLines";
import type { PlaneWindow } from "../../src/core/landscape/planeWindow";
import { viridis } from "../finder/viridis";
import type { PlacedGrid } from "./lossAt";

/** Contours over dark bands and over bright ones. */
const LINE_ON_DARK = "rgba(255, 255, 255, 0.35)";
const LINE_ON_BRIGHT = "rgba(0, 0, 0, 0.35)";

/** The color of a band between levels: the darker the lower. */
export function bandColor(band: number, levels: readonly number[]): string {
  return viridis(levels.length === 0 ? 0 : band / levels.length);
}

/** Lines of all levels, as `contourLines` finds them. */
export function allContours(grid: PlacedGrid, levels: readonly number[]): readonly (readonly number[])[] {
  return levels.map((level) => contourLines(grid, level));
}

export interface ContourPicture {
  readonly grid: PlacedGrid;
  readonly levels: readonly number[];
  readonly contours: readonly (readonly number[])[];
  /** What is to be seen; where the grid does not reach, nothing is drawn. */
  readonly window: PlaneWindow;
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** Draws bands and contours over the whole of a canvas. */
export function drawContours(canvas: HTMLCanvasElement, picture: ContourPicture): void {
  const { width, height } = picture;
  const ratio = globalThis.devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.putImageData(bandsImage(context, canvas, picture), 0, 0);
  context.scale(ratio, ratio);
  drawLines(context, picture);
}

/** Every pixel in the color of its band, between the four points of the grid around it as `lossAt` has it. */
function bandsImage(
  context: CanvasRenderingContext2D,
  { width, height }: HTMLCanvasElement,
  { grid, levels, window }: ContourPicture,
): ImageData {
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const colors = Uint32Array.from({ length: levels.length + 1 }, (_, band) => pixelOf(bandColor(band, levels)));
  const { columns, rows, losses } = grid;
  const across = placesOf(width, columns, [window.left, window.right], [grid.window.left, grid.window.right]);
  const down = placesOf(height, rows, [window.top, window.bottom], [grid.window.bottom, grid.window.top]);
  for (let row = 0; row < height; row++) {
    const y = down[row];
    if (Number.isNaN(y)) continue;
    const below = Math.min(rows - 2, Math.floor(y)) * columns;
    const alongY = y - below / columns;
    for (let column = 0; column < width; column++) {
      const x = across[column];
      if (Number.isNaN(x)) continue;
      const corner = below + Math.min(columns - 2, Math.floor(x));
      const alongX = x - (corner - below);
      const low = losses[corner] * (1 - alongX) + losses[corner + 1] * alongX;
      const high = losses[corner + columns] * (1 - alongX) + losses[corner + columns + 1] * alongX;
      const loss = low * (1 - alongY) + high * alongY;
      if (Number.isFinite(loss)) pixels[row * width + column] = colors[bandOf(loss, levels)];
    }
  }
  return image;
}

/** Where the middles of pixels between two coordinates lie among the points of a grid between two others; NaN outside of it. */
function placesOf(
  pixels: number,
  points: number,
  [from, to]: readonly [number, number],
  [first, last]: readonly [number, number],
): Float64Array {
  return Float64Array.from({ length: pixels }, (_, pixel) => {
    const place = (from + ((pixel + 0.5) / pixels) * (to - from) - first) / (last - first);
    return place >= 0 && place <= 1 ? place * (points - 1) : Number.NaN;
  });
}

/** An opaque color as four bytes in the order of image data, on little-endian machines as all that VS Code runs on. */
function pixelOf(color: string): number {
  const [red, green, blue] = (color.match(/\d+/g) ?? []).map(Number);
  return 0xff000000 | (blue << 16) | (green << 8) | red;
}

function drawLines(context: CanvasRenderingContext2D, picture: ContourPicture): void {
  const { grid, levels, contours, window, width, height } = picture;
  const xAt = (column: number) => {
    const x = grid.window.left + (column / (grid.columns - 1)) * (grid.window.right - grid.window.left);
    return ((x - window.left) / (window.right - window.left)) * width;
  };
  const yAt = (row: number) => {
    const y = grid.window.bottom + (row / (grid.rows - 1)) * (grid.window.top - grid.window.bottom);
    return ((window.top - y) / (window.top - window.bottom)) * height;
  };
  context.lineWidth = 1;
  contours.forEach((ends, index) => {
    context.strokeStyle = index < levels.length / 2 ? LINE_ON_DARK : LINE_ON_BRIGHT;
    context.beginPath();
    for (let i = 0; i < ends.length; i += 4) {
      context.moveTo(xAt(ends[i]), yAt(ends[i + 1]));
      context.lineTo(xAt(ends[i + 2]), yAt(ends[i + 3]));
    }
    context.stroke();
  });
}
