import type { LossGrid } from "../../src/core/landscape/contourLines";
import type { PlanePoint } from "../../src/core/landscape/plane";
import { isInside, type PlaneWindow } from "../../src/core/landscape/planeWindow";

/** A grid of losses with its place in the plane. */
export interface PlacedGrid extends LossGrid {
  readonly window: PlaneWindow;
}

/** The loss at a point, between the four points of the grid around it; NaN outside of it. */
export function lossAt(grid: PlacedGrid, point: PlanePoint): number {
  const { window, columns, rows, losses } = grid;
  if (!isInside(point, window)) return Number.NaN;
  const x = ((point.x - window.left) / (window.right - window.left)) * (columns - 1);
  const y = ((point.y - window.bottom) / (window.top - window.bottom)) * (rows - 1);
  const column = Math.min(columns - 2, Math.floor(x));
  const row = Math.min(rows - 2, Math.floor(y));
  const corner = row * columns + column;
  const [alongX, alongY] = [x - column, y - row];
  const below = losses[corner] * (1 - alongX) + losses[corner + 1] * alongX;
  const above = losses[corner + columns] * (1 - alongX) + losses[corner + columns + 1] * alongX;
  return below * (1 - alongY) + above * alongY;
}
