import type { FloatArray } from "../floatArray";
import { largestSingularValue } from "./largestSingularValue";
import type { MatrixArithmetic } from "./matrixArithmetic";

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
  readonly result: FloatArray;
  /** What the matrix was divided by; NaN where rows were, each by its own. */
  divisor = Number.NaN;
  private readonly isTall: boolean;
  /** Extents of the matrix, lying on its longer side. */
  private readonly height: number;
  private readonly width: number;
  private readonly matrix: FloatArray;
  private readonly next: FloatArray;
  private readonly transposed: FloatArray;
  private readonly gram: FloatArray;
  private readonly scaledGram: FloatArray;
  private readonly polynomial: FloatArray;

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
    this.result = arithmetic.create(rows * columns);
    this.matrix = arithmetic.create(rows * columns);
    this.next = arithmetic.create(rows * columns);
    this.transposed = arithmetic.create(rows * columns);
    this.gram = arithmetic.create(this.height * this.height);
    this.scaledGram = arithmetic.create(this.height * this.height);
    this.polynomial = arithmetic.create(this.height * this.height);
  }

  /** Makes the matrix that begins at `offset` orthogonal. */
  run(values: FloatArray, offset: number, { coefficients, preconditioning }: OrthogonalizationOptions): void {
    this.load(values, offset);
    if ("epsilon" in preconditioning) this.normalize(preconditioning);
    else this.divisor = Number.NaN;
    coefficients.forEach(([a, b, c], step) => {
      this.multiplyByTransposed();
      if (step === 0 && !("epsilon" in preconditioning)) this.divideRows(preconditioning.kind);
      this.iterate(a, b, c);
    });
    this.store();
  }

  private load(values: FloatArray, offset: number): void {
    const { matrix, rows, columns, isTall, arithmetic } = this;
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        matrix[isTall ? column * rows + row : row * columns + column] = arithmetic.keep(
          values[offset + row * columns + column],
        );
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
    const { keep } = arithmetic;
    const norm = keep(kind === "spectral" ? largestSingularValue(matrix, height, width) : frobeniusNorm(matrix));
    const kept = keep(epsilon);
    const least = norm < kept ? kept : norm;
    this.divisor = epsilonIs === "added" ? keep(norm + kept) : least;
    for (let i = 0; i < matrix.length; i++) matrix[i] = keep(matrix[i] / this.divisor);
  }

  /** Divides by the roots of sums of X Xᵀ, and X Xᵀ along with it. */
  private divideRows(kind: "aol" | "schatten"): void {
    const { matrix, gram, height, width } = this;
    const { round } = this.arithmetic;
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
    for (let i = 0; i < height; i++) {
      for (let j = 0; j <= i; j++) {
        const product = arithmetic.keep(arithmetic.dot(matrix, i * width, matrix, j * width, width));
        gram[i * height + j] = gram[j * height + i] = product;
      }
    }
  }

  private iterate(a: number, b: number, c: number): void {
    const { matrix, next, gram, scaledGram, polynomial, transposed, height, width, scalesFirst } = this;
    const { round, keep, dot } = this.arithmetic;
    const [linear, cubic, quintic] = [round(a), round(b), round(c)];
    for (let i = 0; i < gram.length; i++) scaledGram[i] = scalesFirst ? keep(quintic * gram[i]) : gram[i];
    for (let i = 0; i < height; i++) {
      // Of a square that is scaled afterwards one half is enough: it is as symmetric as X Xᵀ.
      const columns = scalesFirst ? height : i + 1;
      for (let j = 0; j < columns; j++) {
        const square = dot(scaledGram, i * height, gram, j * height, height);
        const fourth = scalesFirst ? square : round(quintic * square);
        const value = keep(round(cubic * gram[i * height + j]) + fourth);
        polynomial[i * height + j] = value;
        if (!scalesFirst) polynomial[j * height + i] = value;
      }
    }
    for (let i = 0; i < height; i++) {
      for (let j = 0; j < width; j++) transposed[j * height + i] = matrix[i * width + j];
    }
    for (let i = 0; i < height; i++) {
      for (let j = 0; j < width; j++) {
        const product = dot(polynomial, i * height, transposed, j * height, height);
        next[i * width + j] = keep(round(linear * matrix[i * width + j]) + product);
      }
    }
    matrix.set(next);
  }
}

/** The same coefficients for every step. */
export function repeatedCoefficients(
  coefficients: PolynomialCoefficients,
  steps: number,
): readonly PolynomialCoefficients[] {
  return Array.from({ length: Math.max(0, steps) }, () => coefficients);
}

function frobeniusNorm(values: FloatArray): number {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += values[i] * values[i];
  return Math.sqrt(squares);
}

function sumOfMagnitudes(values: FloatArray, start: number, length: number): number {
  let sum = 0;
  for (let i = start; i < start + length; i++) sum += Math.abs(values[i]);
  return sum;
}
