import { Hessian } from "../../core/stability/hessian";
import { stabilityLimit } from "../../core/stability/stabilityLimit";
import type { RunFacts } from "./runFacts";

/** The largest learning rate with which an optimizer stays at the minimum of a quadratic problem. */
export interface RateLimit {
  readonly rate: number;
  /** The largest curvature at which the optimizer is stable with the run's peak rate. */
  readonly stableCurvature: number;
  /** The largest curvature of the problem. */
  readonly sharpness: number;
}

/** More parameters than this and the curvature takes longer than a look. */
const LARGEST_PROBLEM = 100_000;

/** @returns null where the problem is not quadratic or large, or the optimizer has no limit that is the same all along the run */
export function rateLimitOf(facts: RunFacts): RateLimit | null {
  const { specification, size, peakRate } = facts;
  const { optimizer, problem, seed } = specification;
  if (facts.problem?.isQuadratic !== true || size === null || size > LARGEST_PROBLEM || !(peakRate > 0)) return null;
  if ((optimizer.groups?.length ?? 0) > 1) return null;
  const found = stabilityLimit(optimizer, { learningRate: peakRate });
  // What is divided per parameter moves with the gradient, and keeps the step within the limit by itself.
  if (found === null || found.isPreconditioned) return null;
  const sharpness = new Hessian(problem, seed).largestEigenvalue();
  return { rate: (peakRate * found.curvature) / sharpness, stableCurvature: found.curvature, sharpness };
}
