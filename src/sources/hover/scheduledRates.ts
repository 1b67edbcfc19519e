import { type LearningRateCurve, learningRateCurve } from "../../core/simulation/learningRateCurve";
import { scheduleSteps } from "../../core/simulation/schedulers";
import type { OptimizerConfiguration, ReadValue, ScheduleConfiguration } from "../configuration";
import { runSpecification, type SimulationDefaults } from "../runSpecification";
import { withoutOtherGaps } from "../scheduledOptimizer";

/** Beyond the last step that a schedule counts to, so that what it does then can be seen. */
const BEYOND = 1.25;
/** Periods that are shown of a schedule that has not moved before its last count. */
const PERIODS = 4;

/** How the learning rate of a configuration moves, or why that cannot be said. */
export type ScheduledRates =
  | { readonly kind: "curve"; readonly curve: LearningRateCurve }
  /** It depends on the loss, the gradients or the updates of a run. */
  | { readonly kind: "observed" }
  | { readonly kind: "unknown" };

/**
 * Works out the learning rate of a configuration as a simulation has it: over the run where the source or the schedule says how long that
 * is, else over as many updates as show what the schedule does.
 */
export function scheduledRates(configuration: OptimizerConfiguration, defaults: SimulationDefaults): ScheduledRates {
  const schedule = configuration.schedule;
  if (schedule === null) return { kind: "unknown" };
  const lowered = runSpecification(withoutOtherGaps(configuration), defaults);
  if ("issues" in lowered) return { kind: "unknown" };
  // The values that are shown beside the curve are those of all groups that have none of their own.
  const optimizer = { ...lowered.specification.optimizer, groups: [] };
  const steps = optimizer.schedule === null ? 0 : scheduleSteps(optimizer.schedule) * optimizer.schedule.interval;
  const curveOver = (updates: number) => learningRateCurve(optimizer, Math.max(2, Math.min(updates, steps)));
  const given = configuration.simulation.steps ?? (schedule.sharesOfRun === undefined ? null : defaults.steps);
  const counted = longestCount(schedule) * (schedule.interval ?? 1);
  const updates = given ?? (counted > 1 ? Math.ceil(counted * BEYOND) : defaults.steps);
  const curve = curveOver(updates);
  if (curve === null) return { kind: "observed" };
  if (given !== null || counted <= 1 || movesBefore(curve, counted)) return { kind: "curve", curve };
  return { kind: "curve", curve: curveOver(counted * PERIODS) ?? curve };
}

/** The largest whole number among the arguments of a schedule and of what it is made of. */
function longestCount({ hyperparameters, schedules = [] }: ScheduleConfiguration): number {
  const own = Object.values<ReadValue>(hyperparameters).flatMap(({ value }) => [value].flat(2));
  const counts = own.filter((value): value is number => typeof value === "number" && Number.isInteger(value));
  return Math.max(0, ...counts, ...schedules.map(longestCount));
}

function movesBefore({ rates, stride }: LearningRateCurve, update: number): boolean {
  return rates.subarray(0, Math.ceil(update / stride)).some((rate) => rate !== rates[0]);
}
