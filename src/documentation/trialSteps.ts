import { Simulation } from "../core/simulation/simulation";
import { SpecificationError } from "../core/simulation/specification";
import type { ArgumentValues, OptimizerEntry } from "../sources/catalogue/catalogue";
import type { OptimizerConfiguration } from "../sources/configuration";
import { runSpecification } from "../sources/runSpecification";

/** A few noisy gradients of different size. */
const trial = {
  problem: { name: "noisy-quadratic", parameters: { dimension: 5, power: 2, batchSize: 1 } },
  steps: 10,
  seed: 0,
  precision: "float64",
} as const;

/** A learning rate that falls: where it stands in a velocity shows only when it moves. */
const schedule = { rule: "lr = lr0 * 0.8^step", parameters: {}, interval: 1 };

/** Number of steps that are tried. */
export const TRIAL_STEPS = trial.steps;

/**
 * By how much an optimizer has moved every parameter after a few steps with these values and a learning rate that falls.
 *
 * @returns null for one that takes no vectors, cannot be simulated with these values, or ends nowhere
 */
export function trialMovement(entry: OptimizerEntry, values: ArgumentValues): readonly number[] | null {
  const lowered = runSpecification(configurationOf(entry, values), trial);
  if ("issues" in lowered) return null;
  const { optimizer, ...run } = lowered.specification;
  try {
    const simulation = new Simulation({ ...run, optimizer: { ...optimizer, schedule } }, { record: false });
    const start = Array.from(simulation.parameters);
    simulation.advance(trial.steps);
    const movement = Array.from(simulation.parameters, (parameter, i) => parameter - start[i]);
    return movement.every(Number.isFinite) ? movement : null;
  } catch (error) {
    if (error instanceof SpecificationError) return null;
    throw error;
  }
}

function configurationOf(entry: OptimizerEntry, values: ArgumentValues): OptimizerConfiguration {
  return {
    framework: entry.framework,
    optimizer: entry.name,
    name: null,
    range: { line: 1, column: 1, endLine: 1, endColumn: 1 },
    hyperparameters: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, range: null }])),
    schedule: null,
    clipping: null,
    groups: [],
    unresolved: [],
    issues: [],
    rule: null,
    simulation: {},
  };
}
