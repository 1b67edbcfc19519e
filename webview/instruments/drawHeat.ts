import type { Axis } from "../charts/axis";
import { heatColor } from "./heatColor";
import type { HeatContent } from "./heatContent";

/** Where the cells of a heat map lie. */
export interface HeatArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Fills the cells of a heat map; those without a finite value are crossed out in a color of their own. */
export function drawHeat(
  context: CanvasRenderingContext2D,
  { edges, rows }: HeatContent,
  { left, right, top, bottom }: HeatArea,
  axis: Axis,
  x: (place: number) => number,
  error: string,
): void {
  const height = (bottom - top) / Math.max(1, rows.length);
  rows.forEach(({ values }, row) => {
    // Whole pixels, so that no cell's edge is blurred.
    const from = Math.round(top + row * height);
    const to = Math.round(top + (row + 1) * height);
    for (let cell = 0; cell < values.length; cell++) {
      const begin = Math.max(left, Math.round(x(edges[cell])));
      const end = Math.min(right, Math.max(begin + 1, Math.round(x(edges[cell + 1]))));
      if (end <= begin) continue;
      const color = heatColor(values[cell], axis);
      context.fillStyle = color ?? error;
      // Nothing finite: half as high, which no color vision takes for a value.
      if (color === null) context.fillRect(begin, from + (to - from) / 4, end - begin, (to - from) / 2);
      else context.fillRect(begin, from, end - begin, to - from);
    }
  });
}
