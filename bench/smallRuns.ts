import type { Problem } from "../src/core/problems/problem";
import { Simulation } from "../src/core/simulation/simulation";
import type { OptimizerSpecification, RunSpecification } from "../src/core/simulation/specification";
import { exampleArguments, type OptimizerEntry, ruleNumbers } from "../src/sources/catalogue/catalogue";
import { optimizers } from "../src/sources/catalogue/findEntry";
import { interleavedMedians } from "./medians";
import type { Result } from "./resultTable";

const STEPS = 1000;
const GOAL = 3;
/** How many of the slowest are shown. */
const SHOWN = 5;

/** ½ ‖p‖² of a matrix with ten entries. */
const bowl: Problem = {
  tensors: [{ name: "p", shape: [2, 5] }],
  start: (parameters) => {
    parameters.fill(1);
  },
  evaluate(parameters, gradient) {
    let loss = 0;
    for (let i = 0; i < parameters.length; i++) {
      gradient[i] = parameters[i];
      loss += (parameters[i] * parameters[i]) / 2;
    }
    return loss;
  },
};

/** With every argument at its default, or at an example of it. */
function specificationOf(entry: OptimizerEntry): OptimizerSpecification {
  const values = { [entry.learningRate]: 0.01, ...exampleArguments(entry) };
  const preparation = entry.preparation?.(values) ?? undefined;
  return {
    rule: entry.rule([values]),
    algorithm: entry.algorithm?.(values),
    preparation,
    hyperparameters: ruleNumbers(entry, values),
    learningRate: Number(values[entry.learningRate] ?? entry.absentRate),
    schedule: null,
    clipping: null,
  };
}

/** Runs of all optimizers of the catalogue, from making the simulation to its last row; what is compiled is compiled before. */
export async function smallRuns(): Promise<Result[]> {
  const variants = Object.fromEntries(
    optimizers.map((entry) => {
      const run: RunSpecification = {
        optimizer: specificationOf(entry),
        problem: { name: "quadratic", parameters: {} },
        steps: STEPS,
        seed: 0,
        precision: "float64",
      };
      const simulate = () => {
        const begin = performance.now();
        new Simulation(run, { source: bowl }).advance(STEPS);
        return performance.now() - begin;
      };
      return [entry.name, simulate];
    }),
  );
  for (const simulate of Object.values(variants)) for (let round = 0; round < 5; round++) simulate();
  const medians: Record<string, number> = await interleavedMedians(variants, 15);
  const slowest = Object.entries(medians).toSorted(([, a], [, b]) => b - a);
  return slowest.slice(0, SHOWN).map(([name, milliseconds], rank) => ({
    name: `1,000 steps of 10 p, ${slowest.length} optimizers, ${rank === 0 ? "slowest" : "then"}: ${name}`,
    ours: `${milliseconds.toFixed(2)} ms`,
    reference: "",
    ratio: "",
    goal: `≤ ${GOAL} ms`,
    reached: milliseconds <= GOAL,
  }));
}
