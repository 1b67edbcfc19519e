import { Random } from "../random";
import { sumOfSquares } from "../sums";

/** Writes the product of a symmetric matrix with a vector. */
export type SymmetricProduct = (vector: Float64Array, product: Float64Array) => void;

/** Vectors that are kept: so many of a small matrix, fewer where they would fill memory. */
const MOST_VECTORS = 60;
const MOST_ENTRIES = 8_000_000;
/** Relative change of the eigenvalue at which it counts as found. */
const SETTLED = 1e-9;
/** What rounding leaves of a direction that holds nothing new, relative to the eigenvalue. */
const EXHAUSTED = 1e-13;

/**
 * The largest eigenvalue of a symmetric matrix, by Lanczos' method with full orthogonalization: exact but for rounding where there are
 * no more dimensions than vectors kept, and from below elsewhere. The same for the same matrix, always.
 */
export function largestEigenvalue(size: number, multiply: SymmetricProduct): number {
  const most = Math.min(size, MOST_VECTORS, Math.max(8, Math.floor(MOST_ENTRIES / size)));
  const basis: Float64Array[] = [startingVector(size)];
  const diagonal: number[] = [];
  const beside: number[] = [];
  let largest = Number.NaN;
  for (let k = 0; k < most; k++) {
    const next = new Float64Array(size);
    multiply(basis[k], next);
    diagonal.push(dot(next, basis[k]));
    // Twice, so that what rounding leaves of the first pass goes too.
    for (let pass = 0; pass < 2; pass++) for (const vector of basis) subtract(next, vector, dot(next, vector));
    const before = largest;
    largest = largestOfTridiagonal(diagonal, beside);
    const norm = Math.sqrt(sumOfSquares(next, 0, size));
    if (!(norm > EXHAUSTED * Math.abs(largest)) || Math.abs(largest - before) <= SETTLED * Math.abs(largest)) break;
    beside.push(norm);
    basis.push(next.map((entry) => entry / norm));
  }
  return largest;
}

function startingVector(size: number): Float64Array {
  const random = new Random(0);
  const vector = Float64Array.from({ length: size }, () => random.normal());
  const norm = Math.sqrt(sumOfSquares(vector, 0, size));
  return vector.map((entry) => entry / norm);
}

/** By bisection with Sturm's count of the eigenvalues below a number. */
function largestOfTridiagonal(diagonal: readonly number[], beside: readonly number[]): number {
  const radius = (index: number): number => (beside[index - 1] ?? 0) + (beside[index] ?? 0);
  let low = Math.max(...diagonal);
  let high = Math.max(...diagonal.map((entry, index) => entry + radius(index)));
  for (let middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
    if (isAbove(middle, diagonal, beside)) high = middle;
    else low = middle;
  }
  return high;
}

/** Whether no eigenvalue is larger than a number: all pivots of the matrix less that number are negative. */
function isAbove(bound: number, diagonal: readonly number[], beside: readonly number[]): boolean {
  let pivot = diagonal[0] - bound;
  for (let k = 1; k < diagonal.length && pivot < 0; k++) pivot = diagonal[k] - bound - beside[k - 1] ** 2 / pivot;
  return pivot < 0;
}

function dot(first: Float64Array, second: Float64Array): number {
  let total = 0;
  for (let i = 0; i < first.length; i++) total += first[i] * second[i];
  return total;
}

function subtract(from: Float64Array, vector: Float64Array, times: number): void {
  for (let i = 0; i < from.length; i++) from[i] -= times * vector[i];
}
