import type { FloatArray } from "../floatArray";
import { createProblem } from "../problems/createProblem";
import type { Problem, ProblemSpecification } from "../problems/problem";
import { withoutNoise } from "../problems/withoutNoise";
import { Random } from "../random";
import { tensorLength } from "../simulation/tensorLayout";
import { sumOfSquares } from "../sums";
import { largestEigenvalue } from "./largestEigenvalue";

/** Cube root of the rounding of doubles: the difference that spoils a central difference least. */
const DIFFERENCE = 6e-6;

/**
 * The Hessian of a problem's loss over all its samples, without gradient noise, as products with vectors: exact but for rounding
 * where the loss is quadratic, and elsewhere by central differences of gradients.
 */
export class Hessian {
  readonly size: number;
  private readonly problem: Problem;
  private readonly center: Float64Array;
  private readonly moved: Float64Array;
  private readonly after: Float64Array;
  private readonly before: Float64Array;
  private readonly random = new Random(0);

  /** @throws SpecificationError as `createProblem` does */
  constructor(specification: ProblemSpecification, seed: number) {
    this.problem = createProblem(withoutNoise(specification), seed);
    this.size = this.problem.tensors.reduce((size, tensor) => size + tensorLength(tensor), 0);
    const vector = () => new Float64Array(this.size);
    [this.center, this.moved, this.after, this.before] = [vector(), vector(), vector(), vector()];
  }

  /** Whether it is the same everywhere. */
  get isConstant(): boolean {
    return this.problem.isQuadratic === true;
  }

  /** Goes to these parameters. */
  moveTo(parameters: FloatArray): void {
    if (!this.isConstant) this.center.set(parameters);
  }

  /** Writes the product of the Hessian with a vector. */
  readonly multiply = (vector: Float64Array, product: Float64Array): void => {
    const { center, after, before, isConstant } = this;
    const norm = Math.sqrt(sumOfSquares(vector, 0, this.size));
    if (!(norm > 0)) {
      product.fill(norm);
      return;
    }
    const scale = 1 + Math.sqrt(sumOfSquares(center, 0, this.size) / this.size);
    const distance = isConstant ? 1 : (DIFFERENCE * scale * Math.sqrt(this.size)) / norm;
    this.gradientAt(vector, distance, after);
    this.gradientAt(vector, -distance, before);
    for (let i = 0; i < this.size; i++) product[i] = (after[i] - before[i]) / (2 * distance);
  };

  /** The largest eigenvalue of C½ H C½, which is that of C H. @param factors the diagonal of C, none negative; all 1 if absent */
  largestEigenvalue(factors?: Float64Array): number {
    if (factors === undefined) return largestEigenvalue(this.size, this.multiply);
    const roots = factors.map(Math.sqrt);
    const scaled = new Float64Array(this.size);
    return largestEigenvalue(this.size, (vector, product) => {
      for (let i = 0; i < this.size; i++) scaled[i] = roots[i] * vector[i];
      this.multiply(scaled, product);
      for (let i = 0; i < this.size; i++) product[i] *= roots[i];
    });
  }

  private gradientAt(direction: Float64Array, distance: number, gradient: Float64Array): void {
    const { center, moved } = this;
    for (let i = 0; i < this.size; i++) moved[i] = center[i] + distance * direction[i];
    this.problem.evaluate(moved, gradient, 0, this.random);
  }
}
