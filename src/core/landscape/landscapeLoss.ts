import { createProblem, problemSize } from "../problems/createProblem";
import type { Problem } from "../problems/problem";
import { withoutNoise } from "../problems/withoutNoise";
import { type RunSpecification, SpecificationError } from "../simulation/specification";

/** Which loss is drawn: that of the run's steps themselves, the one over all samples where steps see a batch or noise, or that of the first batch alone. */
export type LossKind = "own" | "whole" | "batch";

/**
 * The problem whose loss is drawn.
 *
 * @throws SpecificationError when there is none
 */
export function landscapeLoss({ problem, seed }: RunSpecification): {
  readonly problem: Problem;
  readonly kind: LossKind;
} {
  const own = createProblem(problem, seed);
  const whole = withoutNoise(problem);
  if (whole === problem) return { problem: own, kind: "own" };
  try {
    return { problem: createProblem(whole, seed), kind: "whole" };
  } catch (error) {
    // All samples at once may take more memory than is allowed.
    if (error instanceof SpecificationError) return { problem: own, kind: "batch" };
    throw error;
  }
}

/**
 * Whether two runs move on the same landscape: they may start elsewhere, and see other batches.
 *
 * @throws SpecificationError where one of them has no problem that can be simulated
 */
export function hasSameLandscape(one: RunSpecification, other: RunSpecification): boolean {
  return landscapeKey(one) === landscapeKey(other);
}

function landscapeKey({ problem, seed, recording }: RunSpecification): string {
  const { start: _, batchSize: __, ...parameters } = problem.parameters;
  const entries = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  // Data sets and rotations come from the seed.
  return JSON.stringify([problem.name, problemSize(problem), entries, seed, recording]);
}
