import { createProblem, problemSize } from "../problems/createProblem";
import type { RunSpecification } from "../simulation/specification";
import { closedForm } from "./closedForms";
import { Hessian } from "./hessian";
import { stabilityLimit } from "./stabilityLimit";

/** The largest learning rate with which an optimizer stays at the minimum of a test problem. */
export interface StableRate {
  readonly rate: number;
  /** Largest eigenvalue λ of the Hessian at the minimum. */
  readonly sharpness: number;
  /** The limit of λ as it stands in the literature, such as `2 / η`; null for optimizers that have none there. */
  readonly formula: string | null;
}

/** Why there is no such learning rate. */
export type NoStableRate = "adaptive" | "noLimit" | "groups" | "unknownMinimum" | "tooLarge" | "flat";

/** With more parameters the curvature takes longer than a sweep of a small problem. */
const LARGEST_PROBLEM = 100_000;
/** The limit is not quite inverse to the learning rate where weights decay with it: rounds until it has settled, and how nearly. */
const MOST_ROUNDS = 40;
const SETTLED = 1e-9;

/**
 * Solves for the learning rate at which the stability limit meets the curvature of the problem.
 *
 * @param guess a learning rate of about the right size
 */
export function stableRate(
  { optimizer, problem, seed }: Pick<RunSpecification, "optimizer" | "problem" | "seed">,
  guess: number,
): StableRate | NoStableRate {
  if ((optimizer.groups?.length ?? 0) > 1) return "groups";
  if (problemSize(problem) > LARGEST_PROBLEM) return "tooLarge";
  const first = stabilityLimit(optimizer, { learningRate: guess });
  if (first === null) return "noLimit";
  // What is divided per parameter moves with the gradient, and keeps the step within the limit by itself.
  if (first.isPreconditioned) return "adaptive";
  const { isQuadratic = false, minimum } = createProblem(problem, seed);
  if (!isQuadratic && minimum === undefined) return "unknownMinimum";
  const hessian = new Hessian(problem, seed);
  if (minimum !== undefined) hessian.moveTo(minimum.parameters);
  const sharpness = hessian.largestEigenvalue();
  if (!(sharpness > 0)) return "flat";
  let rate = guess;
  for (let round = 0, ratio = 0; round < MOST_ROUNDS && Math.abs(ratio - 1) > SETTLED; round++) {
    const limit = stabilityLimit(optimizer, { learningRate: rate });
    if (limit === null || !(limit.curvature > 0 && Number.isFinite(limit.curvature))) return "noLimit";
    ratio = limit.curvature / sharpness;
    rate *= ratio;
  }
  return { rate, sharpness, formula: closedForm({ ...optimizer, learningRate: rate }, sharpness) };
}
