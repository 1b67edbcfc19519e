import type { OptimizerSpecification } from "../../../src/core/simulation/specification";
import type { OptimizerEntry } from "../../../src/sources/catalogue/catalogue";
import { optimizers } from "../../../src/sources/catalogue/findEntry";
import type { OptimizerConfiguration, ReadValue, SourceValue } from "../../../src/sources/configuration";
import { runSpecification } from "../../../src/sources/runSpecification";

const range = { line: 1, column: 1, endLine: 1, endColumn: 2 };

/** Every optimizer of the catalogue with its defaults; of what has none, the learning rate is 0.01. */
export function catalogueOptimizers(
  given: (entry: OptimizerEntry) => Record<string, SourceValue> = () => ({}),
): readonly (readonly [name: string, OptimizerSpecification])[] {
  return optimizers.map((entry) => [entry.name, specificationOf(entry, given(entry))]);
}

export function specificationOf(entry: OptimizerEntry, given: Record<string, SourceValue>): OptimizerSpecification {
  const hyperparameters: Record<string, ReadValue> = {};
  for (const { name, default: preset, example } of entry.arguments) {
    const value = given[name] ?? (preset === undefined ? example : undefined);
    if (value !== undefined) hyperparameters[name] = { value, range };
    else if (name === entry.learningRate && typeof preset !== "number") hyperparameters[name] = { value: 0.01, range };
  }
  const configuration: OptimizerConfiguration = {
    framework: entry.framework,
    optimizer: entry.name,
    name: null,
    range,
    hyperparameters,
    schedule: null,
    clipping: null,
    groups: [],
    unresolved: [],
    issues: [],
    rule: null,
    simulation: {},
  };
  const problem = { name: "sum-of-squares", parameters: {} };
  const lowered = runSpecification(configuration, { problem, steps: 100, seed: 0, precision: "float64" });
  if ("specification" in lowered) return lowered.specification.optimizer;
  throw new Error(`${entry.name}: ${lowered.issues.map(({ message }) => message).join(" ")}`);
}
