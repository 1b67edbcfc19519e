import type { FloatArray } from "../floatArray";
import { rounding } from "../rule/evaluator";
import { dot } from "./vectors";

/** Sweeps after which rows count as orthogonal; a handful is enough for any matrix. */
const MOST_SWEEPS = 60;
const SMALLEST_COSINE = 2 ** -52;
const inDouble = rounding("float64");

/**
 * The largest singular value of a matrix, kept row by row with at most as many rows as columns: its rows are rotated in pairs until all are
 * orthogonal, and their lengths are the singular values then (one-sided Jacobi method; Golub and Van Loan 2013, section 8.6.3). NaN where an entry
 * is infinite or NaN.
 */
export function largestSingularValue(values: FloatArray, rows: number, columns: number): number {
  const matrix = Array.from({ length: rows }, (_, row) =>
    Float64Array.from(values.subarray(row * columns, (row + 1) * columns)),
  );
  let rotates = true;
  for (let sweep = 0; rotates && sweep < MOST_SWEEPS; sweep++) {
    rotates = false;
    for (let i = 0; i < rows; i++) {
      for (let j = i + 1; j < rows; j++) if (orthogonalize(matrix[i], matrix[j])) rotates = true;
    }
  }
  const lengths = matrix.map((row) => Math.sqrt(dot(row, row, inDouble)));
  return Math.max(0, ...lengths);
}

/** Rotates two rows until they are orthogonal, and returns whether they were not. */
function orthogonalize(first: Float64Array, second: Float64Array): boolean {
  const a = dot(first, first, inDouble);
  const b = dot(second, second, inDouble);
  const c = dot(first, second, inDouble);
  if (!(Math.abs(c) > SMALLEST_COSINE * Math.sqrt(a * b))) return false;
  const zeta = (b - a) / (2 * c);
  const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = cosine * tangent;
  for (let k = 0; k < first.length; k++) {
    const before = first[k];
    first[k] = cosine * before - sine * second[k];
    second[k] = sine * before + cosine * second[k];
  }
  return true;
}
