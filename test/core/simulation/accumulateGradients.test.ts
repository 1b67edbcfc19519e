import assert from "node:assert/strict";
import type { Problem } from "../../../src/core/problems/problem";
import { Random } from "../../../src/core/random";
import { accumulateGradients } from "../../../src/core/simulation/accumulateGradients";
import { Simulation } from "../../../src/core/simulation/simulation";
import { SpecificationError } from "../../../src/core/simulation/specification";
import { gradientDescent, runOf } from "./specifications";

/** At step k: gradient (k, 10 k), loss 100 k. */
const counting: Problem = {
  tensors: [{ name: "p", shape: [2] }],
  start: (parameters) => parameters.fill(7),
  evaluate(_parameters, gradient, step) {
    gradient.set([step, 10 * step]);
    return 100 * step;
  },
};

describe("gradient accumulation", () => {
  it("makes one step of several, with the mean of their gradients and losses", () => {
    const problem = accumulateGradients(counting, 4);
    const gradient = new Float64Array(2);
    const losses = [0, 1].map((step) => problem.evaluate(new Float64Array(2), gradient, step, new Random(0)));
    assert.deepEqual(losses, [150, 550]);
    assert.deepEqual([...gradient], [5.5, 55]);
  });

  it("moves a running mean on with every gradient, which it keeps in float32 between them", () => {
    const problem = accumulateGradients(counting, 3, { method: "running" });
    const gradient = new Float64Array(2);
    problem.evaluate(new Float64Array(2), gradient, 1, new Random(0));
    // The mean of 3, 4 and 5.
    assert.equal(gradient[0], 4);
    const thirds: Problem = {
      ...counting,
      evaluate(_parameters, out, step) {
        out.fill(step / 3);
        return 0;
      },
    };
    accumulateGradients(thirds, 2, { method: "running" }).evaluate(new Float64Array(2), gradient, 1, new Random(0));
    const kept = Math.fround(2 / 3);
    assert.equal(gradient[0], kept + (1 - kept) / 2);
  });

  it("leaves a problem as it is where every gradient makes an update", () => {
    assert.equal(accumulateGradients(counting, 1), counting);
  });

  it("lets the optimizer see the mean alone, which clipping then shortens", () => {
    const clipping = { kind: "value", limit: 2 } as const;
    const optimizer = { ...gradientDescent, learningRate: 1, accumulation: 2, clipping };
    const simulation = new Simulation(runOf({ optimizer, steps: 2 }), { source: counting });
    simulation.advance(2);
    // The means are (0.5, 5) and (2.5, 25).
    assert.deepEqual([...simulation.parameters], [7 - 0.5 - 2, 7 - 2 - 2]);
  });

  it("goes back to a snapshot between updates", () => {
    const run = runOf({
      optimizer: { ...gradientDescent, accumulation: 3 },
      problem: { name: "noisy-quadratic", parameters: {} },
    });
    const simulation = new Simulation(run);
    simulation.advance(5);
    const snapshot = simulation.snapshot();
    simulation.advance(5);
    const after = [...simulation.parameters];
    simulation.restore(snapshot);
    simulation.advance(5);
    assert.deepEqual([...simulation.parameters], after);
  });

  it("refuses numbers of gradients that make no sense", () => {
    for (const accumulation of [0, 1.5, Number.NaN]) {
      assert.throws(
        () => new Simulation(runOf({ optimizer: { ...gradientDescent, accumulation } })),
        (error) => error instanceof SpecificationError && error.path === "optimizer.accumulation",
      );
    }
  });
});
