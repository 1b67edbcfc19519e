import type { OptimizerConfiguration } from "../../sources/configuration";
import { runSpecification, type SimulationDefaults } from "../../sources/runSpecification";

/** Those that can be simulated, at once or when the user has said what only the run knows. */
export function comparableConfigurations(
  configurations: readonly OptimizerConfiguration[],
  defaults: SimulationDefaults,
): readonly OptimizerConfiguration[] {
  return configurations.filter((configuration) => {
    const lowered = runSpecification(configuration, defaults);
    return "specification" in lowered || lowered.missing.length > 0;
  });
}
