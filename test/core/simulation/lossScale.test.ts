import assert from "node:assert/strict";
import { StepInspector } from "../../../src/core/inspection/inspectStep";
import type { Problem } from "../../../src/core/problems/problem";
import { LossScale } from "../../../src/core/simulation/lossScale";
import { Simulation } from "../../../src/core/simulation/simulation";
import type { OptimizerSpecification } from "../../../src/core/simulation/specification";
import { runOf } from "./specifications";

const momentum: OptimizerSpecification = {
  rule: "u = beta * u + g\np = p - lr * u / (1 - beta^t)",
  hyperparameters: { beta: 0.9 },
  learningRate: 0.01,
  schedule: { rule: "lr = lr0 * 0.9^step", parameters: {}, interval: 1 },
  clipping: null,
};
const scaled = (initialScale: number, growthSteps: number): OptimizerSpecification => ({
  ...momentum,
  lossScaling: { initialScale, growthSteps },
});

/** A gradient of ones, but for some steps in which it is infinite. */
function withInfinities(...steps: readonly number[]): Problem {
  return {
    tensors: [{ name: "p", shape: [3] }],
    start: (parameters) => parameters.fill(1),
    evaluate(_parameters, gradient, step) {
      gradient.fill(1);
      if (steps.includes(step)) gradient[1] = Number.POSITIVE_INFINITY;
      return 1;
    },
  };
}

function columnOf({ trace }: Simulation, name: string): number[] {
  return Array.from(trace.column(trace.columnIndex(name)));
}

describe("LossScale", () => {
  it("doubles after so many finite steps, and is halved at the first that is not", () => {
    const scale = new LossScale({ initialScale: 8, growthSteps: 2 });
    const finite = Float64Array.of(1, -2);
    const values = [true, true, true, false, true, true].map((staysFinite) => {
      scale.apply(staysFinite ? finite : Float64Array.of(1, Number.NaN));
      return scale.value;
    });
    assert.deepEqual(values, [8, 16, 16, 8, 8, 16]);
  });

  it("leaves a gradient as it is whose multiple is too large for its precision", () => {
    const scale = new LossScale({ initialScale: 1e38, growthSteps: 10 });
    const single = Float32Array.of(0.5, 100);
    assert.equal(scale.apply(single), false);
    assert.deepEqual(Array.from(single), [0.5, 100]);
    assert.equal(scale.apply(Float64Array.of(0.5, 100)), true);
  });
});

describe("a run with a scaled loss", () => {
  it("is the run without, where the scale is a power of 2 and no step is skipped", () => {
    const runs = [momentum, scaled(2 ** 15, 3)].map((optimizer) => {
      const simulation = new Simulation(runOf({ optimizer, steps: 20 }));
      simulation.advance(20);
      return simulation;
    });
    for (const name of runs[0].columns) assert.deepEqual(columnOf(runs[1], name), columnOf(runs[0], name), name);
    assert.deepEqual(
      runs[1].columns.filter((name) => !runs[0].columns.includes(name)),
      ["lossScale", "skipped"],
    );
  });

  it("goes on past steps that it skips, in which nothing but the scale changes", () => {
    const specification = runOf({ optimizer: scaled(8, 100), steps: 6 });
    const simulation = new Simulation(specification, { source: withInfinities(0, 3, 4) });
    assert.equal(simulation.advance(6), 6);
    assert.equal(simulation.nonFinite, null);
    assert.deepEqual(columnOf(simulation, "skipped"), [1, 0, 0, 1, 1, 0]);
    assert.deepEqual(columnOf(simulation, "lossScale"), [8, 4, 4, 4, 2, 1]);
    const moved = columnOf(simulation, "updateNorm").map((norm) => norm > 0);
    assert.deepEqual(moved, [false, true, true, false, false, true]);
    assert.equal(columnOf(simulation, "gradientNorm")[3], Number.POSITIVE_INFINITY);

    // The schedule and t count updates, so that the parameters are those of three steps without a skipped one.
    const without = new Simulation(runOf({ optimizer: momentum, steps: 3 }), { source: withInfinities() });
    without.advance(3);
    assert.deepEqual(simulation.parameters, without.parameters);
    assert.equal(columnOf(simulation, "u.mean")[4], columnOf(without, "u.mean")[1]);
  });

  it("comes to the same numbers from a snapshot, with scale and counts", () => {
    const specification = runOf({ optimizer: scaled(8, 2), steps: 10 });
    const source = withInfinities(4, 7);
    const simulation = new Simulation(specification, { source });
    simulation.advance(5);
    const snapshot = simulation.snapshot();
    simulation.advance(5);
    const again = new Simulation(specification, { source, record: false });
    again.restore(snapshot);
    again.advance(5);
    assert.deepEqual(again.lastRow, simulation.lastRow);
    assert.deepEqual(again.parameters, simulation.parameters);
  });

  it("says in the inspector that a step was skipped", () => {
    const specification = runOf({ optimizer: scaled(8, 2), steps: 3 });
    const inspector = new StepInspector(specification, undefined, withInfinities(1));
    const { lines, statistics } = inspector.inspect(1, { kind: "index", index: 0 });
    assert.deepEqual(
      lines.map(({ formula }) => formula),
      ["p, since the gradient of the scaled loss is not finite"],
    );
    assert.equal(statistics.find(({ name }) => name === "lossScale")?.value, 8);
    assert.equal(inspector.inspect(2, { kind: "index", index: 0 }).lines.length, 2);
  });
});
