import assert from "node:assert/strict";
import { StepInspector } from "../../../src/core/inspection/inspectStep";
import type { Problem } from "../../../src/core/problems/problem";
import { NonFiniteGuard } from "../../../src/core/simulation/nonFiniteGuard";
import { Simulation } from "../../../src/core/simulation/simulation";
import { gradientDescent, runOf } from "./specifications";

/** A gradient of ones, but for some steps in which one is NaN. */
function withNaN(...steps: readonly number[]): Problem {
  return {
    tensors: [{ name: "p", shape: [2] }],
    start: (parameters) => parameters.fill(0),
    evaluate(_parameters, gradient, step) {
      gradient.fill(1);
      if (steps.includes(step)) gradient[1] = Number.NaN;
      return 1;
    },
  };
}

const counted = { ...gradientDescent, rule: "p = p - t * g", toleratedNonFinite: 2 };

describe("NonFiniteGuard", () => {
  it("admits a gradient that is not finite after so many in a row", () => {
    const guard = new NonFiniteGuard(2);
    const admitted = [1, Infinity, Number.NaN, Infinity, 1, -Infinity].map((entry) =>
      guard.admits(Float64Array.of(0, entry)),
    );
    assert.deepEqual(admitted, [true, false, false, true, true, false]);
  });
});

describe("a run that tolerates gradients which are not finite", () => {
  it("makes no update of them, and does not count them", () => {
    const simulation = new Simulation(runOf({ optimizer: counted, steps: 5 }), { source: withNaN(1, 2) });
    simulation.advance(5);
    // t is 1, 2 and 3.
    assert.deepEqual(Array.from(simulation.parameters), [-6, -6]);
    const { trace } = simulation;
    assert.deepEqual(Array.from(trace.column(trace.columnIndex("skipped"))), [0, 1, 1, 0, 0]);
    assert.equal(simulation.nonFinite, null);
  });

  it("stops at the one that is too many, from a snapshot too", () => {
    const run = runOf({ optimizer: counted, steps: 10 });
    const source = withNaN(3, 4, 5);
    const whole = new Simulation(run, { source });
    whole.advance(10);
    assert.equal(whole.nonFinite?.step, 5);
    const first = new Simulation(run, { source });
    first.advance(5);
    const second = new Simulation(run, { source, record: false });
    second.restore(first.snapshot());
    second.advance(5);
    assert.equal(second.nonFinite?.step, 5);
  });

  it("says in the inspector why nothing happens", () => {
    const run = runOf({ optimizer: counted, steps: 3 });
    const { lines } = new StepInspector(run, undefined, withNaN(1)).inspect(1, { kind: "index", index: 0 });
    assert.deepEqual(
      lines.map(({ formula }) => formula),
      ["p, since the gradient is not finite"],
    );
  });
});
