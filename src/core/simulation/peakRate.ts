import { learningRateCurve } from "./learningRateCurve";
import type { OptimizerSpecification } from "./specification";

/** The largest learning rate of a run's first parameter group; the one that it starts with, where its schedule follows the run. */
export function peakRate(optimizer: OptimizerSpecification, updates: number): number {
  const curve = learningRateCurve(optimizer, updates);
  if (curve === null) return optimizer.learningRate * (optimizer.rateFactor ?? 1);
  return curve.rates.reduce((largest, rate) => Math.max(largest, rate), 0);
}
