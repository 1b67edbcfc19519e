import { INSTRUMENTS, type Instrument } from "../src/core/instruments/instrument";
import type { ProblemSpecification } from "../src/core/problems/problem";
import { Simulation } from "../src/core/simulation/simulation";
import type { RunSpecification } from "../src/core/simulation/specification";
import { findOptimizer } from "../src/sources/catalogue/findEntry";
import { interleavedMedians } from "./medians";
import type { Result } from "./resultTable";

const problems: readonly (ProblemSpecification & { readonly steps: number })[] = [
  { name: "noisy-quadratic", parameters: {}, steps: 1000 },
  { name: "noisy-quadratic", parameters: { dimension: 10_000 }, steps: 100 },
  { name: "perceptron", parameters: { width: 256, depth: 2 }, steps: 20 },
];

/** What instruments add to runs of AdamW: each by itself, and all of them. */
export async function instrumentCost(): Promise<Result[]> {
  const results: Result[] = [];
  for (const { steps, ...problem } of problems) {
    const simulate = (instruments: readonly Instrument[]) => () => {
      const specification: RunSpecification = {
        optimizer: adamW(),
        problem,
        steps,
        seed: 0,
        precision: "float32",
        instruments,
      };
      const simulation = new Simulation(specification);
      const begin = performance.now();
      simulation.advance(steps);
      return (performance.now() - begin) / steps;
    };
    const variants: Record<string, () => number> = { none: simulate([]), all: simulate(INSTRUMENTS) };
    for (const name of INSTRUMENTS) variants[name] = simulate([name]);
    const medians: Record<string, number> = await interleavedMedians(variants, 15);
    const size = new Simulation({ optimizer: adamW(), problem, steps, seed: 0, precision: "float32" }).parameters
      .length;
    for (const name of ["none", ...INSTRUMENTS, "all"]) {
      results.push({
        name: `AdamW on ${problem.name} of ${size.toLocaleString("en-US")} p, instruments: ${name}`,
        ours: `${(1000 * medians[name]).toFixed(1)} µs/step`,
        reference: "",
        ratio: (medians[name] / medians.none).toFixed(2),
        goal: "",
        reached: null,
      });
    }
  }
  return results;
}

function adamW(): RunSpecification["optimizer"] {
  const entry = findOptimizer("torch.optim.AdamW");
  if (entry === undefined) throw new Error("The catalogue has no torch.optim.AdamW.");
  return {
    rule: entry.rule([{}]),
    hyperparameters: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
    learningRate: 0.001,
    schedule: null,
    clipping: { kind: "norm", limit: 1 },
  };
}
