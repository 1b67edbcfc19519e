import type { FloatArray } from "../floatArray";
import type { Random } from "../random";

/** One tensor of a problem's parameters; tensors lie one behind the other in the flat parameter vector. */
export interface TensorDescription {
  /** For example `p`, `weight 1`, `bias 1`. Unique within a problem. */
  readonly name: string;
  /** Extent of every dimension; the product is the number of parameters. */
  readonly shape: readonly number[];
}

/**
 * A differentiable test problem. Parameters and gradients are flat vectors over all tensors, in the order of `tensors`.
 * Losses and gradients are computed in double precision and rounded once when they are stored.
 */
export interface Problem {
  readonly tensors: readonly TensorDescription[];
  /** Where the loss over the whole data set is smallest, when that is known; one place of several. */
  readonly minimum?: { readonly loss: number; readonly parameters: Float64Array };
  /** False when there is no loss to speak of, as in a recording; `evaluate` then returns NaN. Absent: there is one. */
  readonly hasLoss?: boolean;
  /** True where the loss, over the same samples and but for noise, is a quadratic function of the parameters. */
  readonly isQuadratic?: boolean;
  /** Writes the starting point into `parameters`. */
  start(parameters: FloatArray, random: Random): void;
  /**
   * Writes the gradient at `parameters` into `gradient`.
   *
   * @param step the number of updates made before, from 0: with the seed it decides which samples form the batch
   * @param random source of gradient noise; its state belongs to the snapshot of a simulation
   * @returns the loss of the batch at `parameters`
   */
  evaluate(parameters: FloatArray, gradient: FloatArray, step: number, random: Random): number;
}

/** The problem that a run asks for: a name of `problemCatalogue` and that problem's own parameters. */
export interface ProblemSpecification {
  readonly name: string;
  readonly parameters: Readonly<Record<string, ProblemValue>>;
}

export type ProblemValue = number | boolean | string | readonly number[];
