import type { NumericOperation } from "../../sources/numericProgram";

/** An array of at most two axes, row by row. */
export interface SmallArray {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

export function scalar(value: number): SmallArray {
  return { shape: [], data: [value] };
}

type Pair = (a: number, b: number) => number;

const pairs: Readonly<Partial<Record<NumericOperation, Pair>>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "^": (a, b) => a ** b,
  max: Math.max,
  min: Math.min,
};

const entries: Readonly<Partial<Record<NumericOperation, (value: number) => number>>> = {
  negative: (value) => -value,
  exp: Math.exp,
  log: Math.log,
  log1p: Math.log1p,
  sqrt: Math.sqrt,
  square: (value) => value * value,
  abs: Math.abs,
  sign: Math.sign,
  tanh: Math.tanh,
  sin: Math.sin,
  cos: Math.cos,
  sigmoid: (value) => 1 / (1 + Math.exp(-value)),
};

/**
 * What NumPy makes of arrays, where it is what one means: null for shapes that do not fit, and for a column that is combined with a row or with a plain
 * vector, which spreads both to a table.
 */
export function applyOperation(
  name: NumericOperation,
  [first, second]: readonly SmallArray[],
  along: { readonly axis?: number; readonly keepsDimensions?: boolean } = {},
): SmallArray | null {
  const entry = entries[name];
  if (entry !== undefined) return { shape: first.shape, data: first.data.map(entry) };
  const pair = pairs[name];
  if (pair !== undefined) return combined(first, second, pair);
  switch (name) {
    case "sum":
    case "mean":
      return reduced(name, first, along);
    case "norm":
      return scalar(Math.hypot(...first.data));
    case "length": {
      const length = first.shape.at(along.axis ?? 0);
      return length === undefined ? null : scalar(length);
    }
    case "size":
      return scalar(first.data.length);
    case "transpose":
      return transposed(first);
    case "flatten":
      return { shape: [first.data.length], data: first.data };
    case "column":
      return { shape: [first.data.length, 1], data: first.data };
    case "dot":
      return first.shape.length === 0 || second.shape.length === 0
        ? combined(first, second, (a, b) => a * b)
        : matrixProduct(first, second);
    case "matrixProduct":
      return matrixProduct(first, second);
    default:
      return null;
  }
}

function combined(a: SmallArray, b: SmallArray, pair: Pair): SmallArray | null {
  const shape = spreadShape(a.shape, b.shape);
  if (shape === null) return null;
  const [from, by] = [spreader(a, shape), spreader(b, shape)];
  const length = shape.reduce((product, size) => product * size, 1);
  return { shape, data: Array.from({ length }, (_, i) => pair(from(i), by(i))) };
}

/** The shape of two arrays together: that of one of them. */
function spreadShape(a: readonly number[], b: readonly number[]): readonly number[] | null {
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
  const offset = longer.length - shorter.length;
  const shape = longer.map((size, axis) => {
    const other = axis < offset ? 1 : shorter[axis - offset];
    return size === other || other === 1 ? size : size === 1 ? other : null;
  });
  if (!shape.every((size) => size !== null)) return null;
  const isOf = (own: readonly number[]) => product(own) === product(shape);
  return isOf(a) || isOf(b) ? shape : null;
}

function product(shape: readonly number[]): number {
  return shape.reduce((whole, size) => whole * size, 1);
}

/** The entry of an array that stands at a place of the spread one. */
function spreader({ shape, data }: SmallArray, whole: readonly number[]): (at: number) => number {
  if (data.length === product(whole)) return (at) => data[at];
  if (data.length === 1) return () => data[0];
  const columns = whole.at(-1) ?? 1;
  const isRow = shape.at(-1) === columns;
  return isRow ? (at) => data[at % columns] : (at) => data[Math.floor(at / columns)];
}

function reduced(
  name: "sum" | "mean",
  { shape, data }: SmallArray,
  { axis, keepsDimensions = false }: { readonly axis?: number; readonly keepsDimensions?: boolean },
): SmallArray | null {
  const total = (values: readonly number[]) => {
    const sum = values.reduce((whole, value) => whole + value, 0);
    return name === "sum" ? sum : sum / values.length;
  };
  if (axis === undefined) {
    return keepsDimensions ? { shape: shape.map(() => 1), data: [total(data)] } : scalar(total(data));
  }
  const at = axis < 0 ? shape.length + axis : axis;
  if (at < 0 || at >= shape.length) return null;
  if (shape.length === 1) return keepsDimensions ? { shape: [1], data: [total(data)] } : scalar(total(data));
  const [rows, columns] = shape;
  const rowOf = (row: number) => data.slice(row * columns, (row + 1) * columns);
  const columnOf = (column: number) => Array.from({ length: rows }, (_, row) => data[row * columns + column]);
  const sums =
    at === 0
      ? Array.from({ length: columns }, (_, column) => total(columnOf(column)))
      : Array.from({ length: rows }, (_, row) => total(rowOf(row)));
  const kept = at === 0 ? [1, columns] : [rows, 1];
  return { shape: keepsDimensions ? kept : [sums.length], data: sums };
}

function transposed({ shape, data }: SmallArray): SmallArray {
  if (shape.length < 2) return { shape, data };
  const [rows, columns] = shape;
  return {
    shape: [columns, rows],
    data: Array.from({ length: data.length }, (_, i) => data[(i % rows) * columns + Math.floor(i / rows)]),
  };
}

function matrixProduct(a: SmallArray, b: SmallArray): SmallArray | null {
  if (a.shape.length === 0 || b.shape.length === 0) return null;
  const [rows, inner] = a.shape.length === 1 ? [1, a.shape[0]] : a.shape;
  const [other, columns] = b.shape.length === 1 ? [b.shape[0], 1] : b.shape;
  if (inner !== other) return null;
  const data = Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    let sum = 0;
    for (let k = 0; k < inner; k += 1) sum += a.data[row * inner + k] * b.data[k * columns + column];
    return sum;
  });
  const shape = [...(a.shape.length === 1 ? [] : [rows]), ...(b.shape.length === 1 ? [] : [columns])];
  return { shape, data };
}
