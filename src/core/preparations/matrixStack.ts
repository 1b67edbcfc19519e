/** A dimension of a tensor. */
interface Dimension {
  readonly extent: number;
  /** Distance of neighbors. */
  readonly stride: number;
}

/**
 * A tensor as a stack of matrices: the entry in one row and column of a matrix lies at the matrix' start + row · rows.stride +
 * column · columns.stride.
 */
export interface MatrixStack {
  readonly rows: Dimension;
  readonly columns: Dimension;
  /** First entry of every matrix, in the order of the tensor. */
  readonly starts: readonly number[];
}

/** An entry's place in a stack. */
export interface MatrixPlace {
  readonly matrix: number;
  readonly row: number;
  readonly column: number;
}

/**
 * @param shape extents of the tensor, the last one varying fastest
 * @param rowDimension the dimension along which rows are counted
 * @param columnDimension the same of columns
 */
export function stackMatrices(shape: readonly number[], rowDimension: number, columnDimension: number): MatrixStack {
  const dimensions = shape.map((extent, index) => ({
    extent,
    stride: shape.slice(index + 1).reduce((product, inner) => product * inner, 1),
  }));
  let starts = [0];
  dimensions.forEach(({ extent, stride }, index) => {
    if (index === rowDimension || index === columnDimension) return;
    starts = starts.flatMap((start) => Array.from({ length: extent }, (_, at) => start + at * stride));
  });
  return { rows: dimensions[rowDimension], columns: dimensions[columnDimension], starts };
}

/** @param index of the entry in the tensor */
export function placeInStack({ rows, columns, starts }: MatrixStack, index: number): MatrixPlace {
  const row = Math.floor(index / rows.stride) % rows.extent;
  const column = Math.floor(index / columns.stride) % columns.extent;
  return { matrix: starts.indexOf(index - row * rows.stride - column * columns.stride), row, column };
}
