import { bandOf } from "../../src/core/landscape/contourLevels";
import { contourLines } from "../../src/core/landscape/contourLines";
import type { PlaneWindow } from "../../src/core/landscape/planeWindow";
import { viridis } from "../finder/viridis";
import { lossAt, type PlacedGrid } from "./lossAt";

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

function bandsImage(
  context: CanvasRenderingContext2D,
  { width, height }: HTMLCanvasElement,
  { grid, levels, window }: ContourPicture,
): ImageData {
  const image = context.createImageData(width, height);
  const colors = Array.from({ length: levels.length + 1 }, (_, band) =>
    (bandColor(band, levels).match(/\d+/g) ?? []).map(Number),
  );
  for (let row = 0; row < height; row++) {
    const y = window.top - ((row + 0.5) / height) * (window.top - window.bottom);
    for (let column = 0; column < width; column++) {
      const x = window.left + ((column + 0.5) / width) * (window.right - window.left);
      const loss = lossAt(grid, { x, y });
      if (!Number.isFinite(loss)) continue;
      const color = colors[bandOf(loss, levels)];
      const place = 4 * (row * width + column);
      image.data[place] = color[0];
      image.data[place + 1] = color[1];
      image.data[place + 2] = color[2];
      image.data[place + 3] = 255;
    }
  }
  return image;
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
