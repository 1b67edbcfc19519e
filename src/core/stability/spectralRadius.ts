/** What a spectral radius may exceed 1 by where it is 1 but for rounding, as in momentum that is never damped. */
const ROUNDING = 1e-9;

/** The powers of a matrix are followed up to that of 2^60, by which a radius of 1 + 10⁻¹⁸ would show. */
const SQUARINGS = 60;

/** Beyond this, or below its inverse, the norm of a power says which way the others go. */
const DECIDED = 1e60;

/** Whether the powers of a square matrix, row by row, do not grow: its spectral radius is at most 1. */
export function isContraction(matrix: Float64Array): boolean {
  return spectralRadius(matrix, true) <= 1 + ROUNDING;
}

/**
 * The largest magnitude of the eigenvalues of a square matrix, row by row, by Gelfand's formula: the limit of ‖Mᵏ‖^(1/k), by
 * repeated squaring. NaN for a matrix that is not finite.
 *
 * @param isRough whether it is enough to know on which side of 1 it lies
 */
export function spectralRadius(matrix: Float64Array, isRough = false): number {
  const size = Math.sqrt(matrix.length);
  let power = matrix.slice();
  let next = new Float64Array(matrix.length);
  /** Natural logarithm of the k-th root of what has been divided out, k = 2^squarings. */
  let logarithm = 0;
  let weight = 1;
  for (let squaring = 0; squaring < SQUARINGS; squaring++) {
    const norm = Math.hypot(...power);
    if (Number.isNaN(norm) || norm === 0) return norm;
    logarithm += Math.log(norm) * weight;
    const total = logarithm / weight;
    if (isRough && Math.abs(total) > Math.log(DECIDED)) return Math.exp(logarithm);
    multiply(power, size, norm, next);
    [power, next] = [next, power];
    weight /= 2;
  }
  return Math.exp(logarithm);
}

/** Writes the square of a matrix over norm². */
function multiply(matrix: Float64Array, size: number, norm: number, square: Float64Array): void {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let entry = 0;
      for (let k = 0; k < size; k++) entry += (matrix[row * size + k] / norm) * (matrix[k * size + column] / norm);
      square[row * size + column] = entry;
    }
  }
}
