import type { OptimizerSpecification } from "./specification";

/** The optimizer with the learning rates of all of its groups, at every step of its schedule, a factor as large. */
export function withRateFactor(optimizer: OptimizerSpecification, factor: number): OptimizerSpecification {
  return { ...optimizer, rateFactor: (optimizer.rateFactor ?? 1) * factor };
}
