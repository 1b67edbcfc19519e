/** Losses at evenly spaced points, row by row from below. */
export interface LossGrid {
  readonly columns: number;
  readonly rows: number;
  readonly losses: Float64Array;
}

/** Between which of a cell's edges (0 below, 1 right, 2 above, 3 left) lines run, by which of its corners are at or above the level: counterclockwise from below left, one bit each. */
const LINES: readonly (readonly number[])[] = [
  [],
  [3, 0],
  [0, 1],
  [3, 1],
  [1, 2],
  [3, 0, 1, 2],
  [0, 2],
  [3, 2],
  [2, 3],
  [2, 0],
  [0, 1, 2, 3],
  [2, 1],
  [1, 3],
  [1, 0],
  [0, 3],
  [],
];
/** The two cases with opposite corners at or above the level, and the other way to connect their edges. */
const SADDLES: Readonly<Record<number, readonly number[]>> = { 5: [3, 2, 1, 0], 10: [0, 3, 2, 1] };

/**
 * Where the loss is at a level, by marching squares (Lorensen and Cline 1987, in two dimensions): straight between two points of the grid. Opposite corners
 * are connected where the mean of all four is on their side. Cells with a corner that is not finite have no lines.
 *
 * @returns the ends of line segments, x and y in turn, in columns from the left and rows from below
 */
export function contourLines({ columns, rows, losses }: LossGrid, level: number): number[] {
  const ends: number[] = [];
  for (let row = 0; row < rows - 1; row++) {
    for (let column = 0; column < columns - 1; column++) {
      const corner = row * columns + column;
      const below = losses[corner];
      const right = losses[corner + 1];
      const above = losses[corner + columns + 1];
      const left = losses[corner + columns];
      const mean = (below + right + above + left) / 4;
      if (!Number.isFinite(mean)) continue;
      const kind =
        Number(below >= level) + 2 * Number(right >= level) + 4 * Number(above >= level) + 8 * Number(left >= level);
      const edges = SADDLES[kind] !== undefined && mean >= level ? SADDLES[kind] : LINES[kind];
      for (const edge of edges) {
        if (edge === 0) ends.push(column + share(below, right, level), row);
        else if (edge === 1) ends.push(column + 1, row + share(right, above, level));
        else if (edge === 2) ends.push(column + share(left, above, level), row + 1);
        else ends.push(column, row + share(below, left, level));
      }
    }
  }
  return ends;
}

/** How far from one value to another a level lies. */
function share(from: number, to: number, level: number): number {
  return (level - from) / (to - from);
}
