import { ConfigurationFacts } from "../../configuration/configurationFacts";

/**
 * The first learning rates of a schedule, one for each of its own steps, whatever number of updates there are from one to the next; none where they
 * follow the run or cannot be read.
 */
export function ratesOfSteps({ configuration }: ConfigurationFacts, steps: number): readonly number[] {
  const { schedule, unknowns = [] } = configuration;
  if (schedule === null) return [];
  const { interval: _, isSteppedByLoop: __, ...everyUpdate } = schedule;
  // Of what only the run knows, the number of updates between two steps no longer matters.
  const needed = unknowns.filter(({ neededFor }) => neededFor.some(({ argument }) => argument !== null));
  const curve = new ConfigurationFacts({ ...configuration, schedule: everyUpdate, unknowns: needed }).rates(steps);
  return curve === null || curve.stride !== 1 ? [] : [...curve.rates];
}
