import assert from "node:assert/strict";
import { StepInspector } from "../../../src/core/inspection/inspectStep";
import { kerasAveragedRule } from "../../../src/core/optimizers/kerasRules";
import type { Problem } from "../../../src/core/problems/problem";
import { Simulation } from "../../../src/core/simulation/simulation";
import { runOf } from "./specifications";

/** ½ p² of one parameter, from 8: the gradient is the parameter. */
const bowl: Problem = {
  tensors: [{ name: "p", shape: [1] }],
  start: (parameters) => parameters.fill(8),
  evaluate(parameters, gradient) {
    gradient.set(parameters);
    return 0;
  },
};

/** Of two gradients each; the mean takes the parameter's place in every second update. */
const run = runOf({
  optimizer: {
    rule: kerasAveragedRule("p = p - lr * g", true),
    hyperparameters: { averageMomentum: 0.5, overwriteInterval: 2 },
    learningRate: 0.5,
    schedule: null,
    clipping: null,
    accumulation: 2,
    averagesGradually: true,
  },
  steps: 4,
});

describe("a running mean that moves on with every gradient", () => {
  it("takes the parameter's place between the gradients of an update too", () => {
    const simulation = new Simulation(run, { source: bowl });
    const values = [1, 2, 3, 4].map(() => {
      simulation.advance(1);
      return [simulation.parameters[0], simulation.session.states.get("average")?.[0]];
    });
    // The fourth update meets the gradients 1.5 and, where the mean has moved to half-way between 2.25 and 1.5, 1.875.
    assert.deepEqual(values, [
      [4, 4],
      [3, 3],
      [1.5, 2.25],
      [1.453125, 1.453125],
    ]);
  });

  it("is explained from where it was at the update's last gradient", () => {
    const { lines } = new StepInspector(run, undefined, bowl).inspect(3, { kind: "index", index: 0 });
    assert.deepEqual(
      lines.map(({ name, value }) => [name, value]),
      [
        ["p", 1.03125],
        ["average", 1.453125],
        ["intervals", 2],
        ["p", 1.453125],
      ],
    );
    assert.match(lines[0].substituted, /^1\.875 − 0\.5 · 1\.6875$|^1\.875 − 0\.5 · 1\.688$/);
  });
});
