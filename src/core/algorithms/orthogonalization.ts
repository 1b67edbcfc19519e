import type { FloatArray } from "../floatArray";
import { largestSingularValue } from "./largestSingularValue";
import { type MatrixArithmetic, multiplyRows, roundKept, roundPassing } from "./matrixArithmetic";

/** Factors a, b and c of the polynomial a X + b (X Xᵀ) X + c (X Xᵀ)² X. */
export type PolynomialCoefficients = readonly [a: number, b: number, c: number];

/** How a matrix is made small enough for the polynomial to bring it near orthogonality. */
export type Preconditioning =
  /** Divided by its norm, or by its largest singular value: by ε at least, or with ε added. */
  | { readonly kind: "frobenius" | "spectral"; readonly epsilon: number; readonly epsilonIs: "least" | "added" }
  /** Rows divided by the roots of the sums of |X Xᵀ| in them; all divided by the root of the norm of X Xᵀ. */
  | { readonly kind: "aol" | "schatten" };

export interface OrthogonalizationOptions {
  /** Of every step. */
  readonly coefficients: readonly PolynomialCoefficients[];
  readonly preconditioning: Preconditioning;
}

/** What sums are at least whose roots divide (optax 0.2.8, contrib/_muon.py). */
const SMALLEST_SUM = 1e-8;

/**
 * Newton–Schulz iteration: `_zeropower_via_newtonschulz` in torch/optim/_muon.py of torch 2.13.0, which is done in bfloat16,
 * `zeropower_via_newtonschulz5` in keras/src/optimizers/muon.py of Keras 3.15.1 and `orthogonalize_via_newton_schulz` in
 * optax/contrib/_muon.py of optax 0.2.8, which keep to the precision of the parameters. They leave the order of sums to the library that
 * multiplies matrices: in bfloat16 one rounding in some thousands may fall to the other side for that.
 */
export class Orthogonalization {
  /** The last result, row by row. */
  readonly result: Float64Array;
  /** What the matrix was divided by; NaN where rows were, each by its own. */
  divisor = Number.NaN;
  private readonly isTall: boolean;
  /** Extents of the matrix, lying on its longer side. */
  private readonly height: number;
  private readonly width: number;
  /** These two change places with every step. */
  private matrix: Float64Array;
  private next: Float64Array;
  private readonly transposed: Float64Array;
  private readonly gram: Float64Array;
  private readonly scaledGram: Float64Array;
  private readonly polynomial: Float64Array;

  /** @param scalesFirst whether c (X Xᵀ)² is computed as (c X Xᵀ)(X Xᵀ), and not the product times c */
  constructor(
    private readonly rows: number,
    private readonly columns: number,
    private readonly arithmetic: MatrixArithmetic,
    private readonly scalesFirst: boolean,
  ) {
    this.isTall = rows > columns;
    this.height = Math.min(rows, columns);
    this.width = Math.max(rows, columns);
    this.result = new Float64Array(rows * columns);
    this.matrix = new Float64Array(rows * columns);
    this.next = new Float64Array(rows * columns);
    this.transposed = new Float64Array(rows * columns);
    this.gram = new Float64Array(this.height * this.height);
    this.scaledGram = new Float64Array(this.height * this.height);
    this.polynomial = new Float64Array(this.height * this.height);
  }

  /** Makes the matrix that begins at `offset` orthogonal. */
  run(values: FloatArray, offset: number, { coefficients, preconditioning }: OrthogonalizationOptions): void {
    this.load(values, offset);
    if ("epsilon" in preconditioning) this.normalize(preconditioning);
    else this.divisor = Number.NaN;
    for (let step = 0; step < coefficients.length; step++) {
      this.multiplyByTransposed();
      if (step === 0 && !("epsilon" in preconditioning)) this.divideRows(preconditioning.kind);
      this.iterate(coefficients[step]);
    }
    this.store();
  }

  private load(values: FloatArray, offset: number): void {
    const { matrix, rows, columns, isTall, arithmetic } = this;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const value = values[offset + row * columns + column];
        matrix[isTall ? column * rows + row : row * columns + column] = roundKept(arithmetic, value);
      }
    }
  }

  private store(): void {
    const { matrix, result, rows, columns, isTall } = this;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        result[row * columns + column] = matrix[isTall ? column * rows + row : row * columns + column];
      }
    }
  }

  private normalize({ kind, epsilon, epsilonIs }: Extract<Preconditioning, { epsilon: number }>): void {
    const { matrix, arithmetic, height, width } = this;
    const keep = (value: number) => roundKept(arithmetic, value);
    const norm = keep(kind === "spectral" ? largestSingularValue(matrix, height, width) : frobeniusNorm(matrix));
    const kept = keep(epsilon);
    const least = norm < kept ? kept : norm;
    this.divisor = epsilonIs === "added" ? keep(norm + kept) : least;
    const { divisor } = this;
    for (let i = 0; i < matrix.length; i++) matrix[i] = roundKept(arithmetic, matrix[i] / divisor);
  }

  /** Divides by the roots of sums of X Xᵀ, and X Xᵀ along with it. */
  private divideRows(kind: "aol" | "schatten"): void {
    const { matrix, gram, height, width, arithmetic } = this;
    const round = (value: number) => roundPassing(arithmetic, value);
    const factorOf = (sum: number) => round(1 / round(Math.sqrt(Math.max(round(sum), SMALLEST_SUM))));
    const all = kind === "schatten" ? factorOf(frobeniusNorm(gram)) : Number.NaN;
    const factors = Array.from({ length: height }, (_, row) =>
      kind === "schatten" ? all : factorOf(sumOfMagnitudes(gram, row * height, height)),
    );
    for (let i = 0; i < height; i++) {
      for (let j = 0; j < width; j++) matrix[i * width + j] = round(matrix[i * width + j] * factors[i]);
      for (let j = 0; j < height; j++) {
        const at = i * height + j;
        gram[at] = kind === "schatten" ? gram[at] * round(all * all) : round(gram[at] * factors[i]) * factors[j];
      }
    }
  }

  private multiplyByTransposed(): void {
    const { matrix, gram, height, width, arithmetic } = this;
    multiplyRows(arithmetic, matrix, height, matrix, 0, width, gram);
    for (let i = 0; i < gram.length; i++) gram[i] = roundKept(arithmetic, gram[i]);
  }

  private iterate([a, b, c]: PolynomialCoefficients): void {
    const { matrix, next, gram, scaledGram, polynomial, transposed, height, width, scalesFirst, arithmetic } = this;
    const quintic = roundPassing(arithmetic, c);
    if (scalesFirst) {
      for (let i = 0; i < gram.length; i++) scaledGram[i] = roundKept(arithmetic, quintic * gram[i]);
      multiplyRows(arithmetic, scaledGram, height, gram, height, height, polynomial);
    } else {
      multiplyRows(arithmetic, gram, height, gram, 0, height, polynomial);
      for (let i = 0; i < gram.length; i++) polynomial[i] = roundPassing(arithmetic, quintic * polynomial[i]);
    }
    addScaled(arithmetic, b, gram, polynomial);
    for (let i = 0; i < height; i++) {
      for (let j = 0; j < width; j++) transposed[j * height + i] = matrix[i * width + j];
    }
    multiplyRows(arithmetic, polynomial, height, transposed, width, height, next);
    addScaled(arithmetic, a, matrix, next);
    this.matrix = next;
    this.next = matrix;
  }
}

/** values ← factor × added + values */
function addScaled(arithmetic: MatrixArithmetic, factor: number, added: Float64Array, values: Float64Array): void {
  const rounded = roundPassing(arithmetic, factor);
  for (let i = 0; i < values.length; i++) {
    values[i] = roundKept(arithmetic, roundPassing(arithmetic, rounded * added[i]) + values[i]);
  }
}

function frobeniusNorm(values: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += values[i] * values[i];
  return Math.sqrt(squares);
}

function sumOfMagnitudes(values: Float64Array, start: number, length: number): number {
  let sum = 0;
  for (let i = start; i < start + length; i++) sum += Math.abs(values[i]);
  return sum;
}
