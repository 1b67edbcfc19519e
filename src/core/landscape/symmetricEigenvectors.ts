/** Off-diagonal entries below this share of the largest eigenvalue count as 0. */
const SETTLED = 1e-14;
/** Sweeps after which any matrix is diagonal but for rounding; most take fewer than ten. */
const MOST_SWEEPS = 50;

export interface Eigenvectors {
  /** In falling order. */
  readonly values: readonly number[];
  /** Of length 1, in the same order. */
  readonly vectors: readonly Float64Array[];
}

/**
 * All eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations (Golub and Van Loan, Matrix Computations, 8.5).
 *
 * @param matrix its rows, which are overwritten
 */
export function symmetricEigenvectors(matrix: readonly Float64Array[]): Eigenvectors {
  const size = matrix.length;
  const vectors = matrix.map((_, i) => Float64Array.from({ length: size }, (_, j) => Number(i === j)));
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    const threshold = SETTLED * Math.max(...matrix.map((row, i) => Math.abs(row[i])));
    let hasTurned = false;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) {
        if (!(Math.abs(matrix[p][q]) > threshold)) continue;
        rotate(matrix, vectors, p, q);
        hasTurned = true;
      }
    }
    if (!hasTurned) break;
  }
  const order = matrix.map((_, i) => i).sort((i, j) => matrix[j][j] - matrix[i][i]);
  return { values: order.map((i) => matrix[i][i]), vectors: order.map((i) => vectors[i]) };
}

/** Turns the axes p and q so that the entry between them becomes 0. The vectors are kept as rows. */
function rotate(matrix: readonly Float64Array[], vectors: readonly Float64Array[], p: number, q: number): void {
  const slope = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
  const tangent = (slope >= 0 ? 1 : -1) / (Math.abs(slope) + Math.hypot(1, slope));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = tangent * cosine;
  for (const row of matrix) {
    const atP = row[p];
    row[p] = cosine * atP - sine * row[q];
    row[q] = sine * atP + cosine * row[q];
  }
  turnRows(matrix[p], matrix[q], cosine, sine);
  turnRows(vectors[p], vectors[q], cosine, sine);
}

function turnRows(atP: Float64Array, atQ: Float64Array, cosine: number, sine: number): void {
  for (let i = 0; i < atP.length; i++) {
    const entry = atP[i];
    atP[i] = cosine * entry - sine * atQ[i];
    atQ[i] = sine * entry + cosine * atQ[i];
  }
}
