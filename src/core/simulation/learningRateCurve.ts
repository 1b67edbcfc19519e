import { LearningRates } from "./learningRates";
import type { OptimizerSpecification } from "./specification";

/** The learning rate of the first parameter group over a stretch of a run. */
export interface LearningRateCurve {
  /** Updates that the curve spans. */
  readonly updates: number;
  /** Rates at even distances, the first at update 0. */
  readonly rates: Float64Array;
  /** Updates from one of them to the next. */
  readonly stride: number;
}

/** The most steps of a schedule that are made for one curve unless more are asked for: some 10 ms. */
export const MOST_STEPS = 10_000;

const unobserved = {
  loss: Number.NaN,
  gradientNorm: Number.NaN,
  gradientSum: Number.NaN,
  parameterChange: Number.NaN,
};

/**
 * Works out the learning rate without anything else of a run. A schedule whose steps build on each other is followed over the first
 * `most` of them at most, any other over all updates.
 *
 * @param most steps of the schedule that are made at most
 * @returns null where the schedule follows the run: its loss, its gradients or its updates
 * @throws RuleError where the schedule's rule has a mistake
 */
export function learningRateCurve(
  optimizer: OptimizerSpecification,
  updates: number,
  most = MOST_STEPS,
): LearningRateCurve | null {
  const learningRates = new LearningRates(optimizer);
  const { readsLoss, readsGradient, readsParameterChange, canLeap, values } = learningRates;
  if (readsLoss || readsGradient || readsParameterChange) return null;
  const interval = optimizer.schedule?.interval ?? 1;
  const steps = Math.ceil(updates / interval);
  const leap = Math.ceil(steps / most);
  const isFollowed = leap > 1 && !canLeap;
  const rates = new Float64Array(isFollowed ? most : Math.ceil(steps / leap));
  learningRates.advance(0, unobserved);
  for (let index = 0; index < rates.length; index++) {
    if (index > 0) {
      if (leap > 1 && canLeap) learningRates.leap(leap);
      else learningRates.advance(index * interval, unobserved);
    }
    rates[index] = values[0];
  }
  return {
    updates: isFollowed ? most * interval : updates,
    rates,
    stride: isFollowed ? interval : leap * interval,
  };
}
