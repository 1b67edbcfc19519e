import type { OptimizerSpecification } from "../core/simulation/specification";
import { findOptimizer } from "./catalogue/findEntry";
import type { OptimizerConfiguration } from "./configuration";
import { runSpecification, type SimulationDefaults } from "./runSpecification";
import { scheduleOfRun, scheduleSpecification, startingRate } from "./scheduleSpecification";

/**
 * What there is to be known of a configuration's learning rate: an optimizer of which only the rate and its schedule count, also where the
 * optimizer itself cannot be simulated.
 *
 * @returns null where rate or schedule cannot be read
 */
export function scheduledOptimizer(
  configuration: OptimizerConfiguration,
  defaults: SimulationDefaults,
): OptimizerSpecification | null {
  const lowered = runSpecification(withoutOtherGaps(configuration), defaults);
  if ("issues" in lowered) return bareOptimizer(configuration, defaults);
  const { optimizer } = lowered.specification;
  // What is shown is the rate of all groups that have none of their own, of the first where there are no such groups.
  const rates = (optimizer.groups ?? []).map(({ learningRate }) => learningRate);
  const [first = optimizer.learningRate] = rates.includes(undefined) ? [] : rates;
  return { ...optimizer, learningRate: first, groups: [] };
}

/** Without the optimizer's own arguments that cannot be read: the learning rate does not depend on them. */
export function withoutOtherGaps(configuration: OptimizerConfiguration): OptimizerConfiguration {
  const entry = findOptimizer(configuration.optimizer);
  if (entry === undefined) return configuration;
  const others = entry.arguments.map(({ name }) => name).filter((name) => name !== entry.learningRate);
  return { ...configuration, unresolved: configuration.unresolved.filter((name) => !others.includes(name)) };
}

/** Gradient descent with the learning rate and the schedule of a configuration. */
function bareOptimizer(
  { optimizer, schedule, hyperparameters, unresolved, simulation, issues }: OptimizerConfiguration,
  defaults: SimulationDefaults,
): OptimizerSpecification | null {
  const entry = findOptimizer(optimizer);
  const isGap = (name: string) => name.startsWith("schedule") || name === entry?.learningRate;
  if (schedule === null || unresolved.some(isGap) || issues.some(({ severity }) => severity === "error")) return null;
  const given = hyperparameters[entry?.learningRate ?? "learningRate"]?.value;
  const learningRate = startingRate(schedule) ?? given;
  if (typeof learningRate !== "number") return null;
  const ofRun = scheduleOfRun(schedule, simulation.steps ?? defaults.steps);
  return {
    rule: "p = p - lr * g",
    hyperparameters: {},
    learningRate,
    schedule: scheduleSpecification(ofRun, entry, 1),
    clipping: null,
  };
}
