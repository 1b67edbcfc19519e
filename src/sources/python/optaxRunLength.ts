import { MAXIMUM_STEPS } from "../../core/simulation/validateSpecification";
import type { OptimizerConfiguration } from "../configuration";
import type { LoopFacts } from "../loopFacts";

/** A configuration of optax with the updates of its run, where the loops around its only `update` say how many. */
export function withRunLength(configuration: OptimizerConfiguration, loop: LoopFacts): OptimizerConfiguration {
  const steps = updatesOf(loop);
  // Several gradients of MultiSteps make an update, how many only the run may know; `update` is called with each.
  const gradients = configuration.hyperparameters.every_k_schedule?.value ?? 1;
  if (steps === null || steps < 1 || steps > MAXIMUM_STEPS || gradients !== 1) return configuration;
  return { ...configuration, simulation: { ...configuration.simulation, steps } };
}

/** Null where there are several updates, one that is made in some rounds alone, or a loop of which only the run knows how often it goes round. */
function updatesOf({ passes }: LoopFacts): number | null {
  const updates = passes.flatMap(({ events }) => events.filter(({ kind }) => kind === "step"));
  const [update, ...others] = updates;
  if (update === undefined || others.length > 0 || update.conditions.length > 0 || update.loops.length === 0)
    return null;
  return update.loops.reduce<number | null>(
    (all, { rounds }) => (all === null || rounds === null ? null : all * rounds),
    1,
  );
}
