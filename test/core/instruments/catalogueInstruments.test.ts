import assert from "node:assert/strict";
import { INSTRUMENTS } from "../../../src/core/instruments/instrument";
import { PERCENTILES } from "../../../src/core/instruments/percentiles";
import type { Problem } from "../../../src/core/problems/problem";
import { Simulation } from "../../../src/core/simulation/simulation";
import { runOf } from "../simulation/specifications";
import { catalogueOptimizers } from "../stability/catalogueOptimizers";

/** ½ Σ k p², with noise. */
function bowl(shape: readonly number[]): Problem {
  return {
    tensors: [{ name: "p", shape }],
    start: (parameters) => parameters.fill(1),
    evaluate: (parameters, gradient, _step, random) => {
      let loss = 0;
      for (let i = 0; i < parameters.length; i++) {
        gradient[i] = (i + 1) * parameters[i] + 0.1 * random.normal();
        loss += ((i + 1) * parameters[i] ** 2) / 2;
      }
      return loss;
    },
  };
}

/** Those that move a parameter by no multiple of its gradient, or move another copy of it. */
const RATELESS =
  /accumulated-gradient|adagrad-as-printed|Rprop|rprop|LBFGS|Muon|muon|Lion|lion|sign|Ftrl|cocob|dadapt|schedule_free|ScheduleFree/;

describe("instruments of the catalogue's optimizers", () => {
  for (const [name, optimizer] of catalogueOptimizers()) {
    it(`record ${name}`, () => {
      const run = runOf({ optimizer, steps: 10, precision: "float32", instruments: INSTRUMENTS });
      const simulation = new Simulation(run, { source: bowl(optimizer.vectorsOnly ? [12] : [3, 4]) });
      simulation.advance(10);
      const { columns, trace } = simulation;
      assert.equal(columns.includes("effectiveLearningRate.min"), !RATELESS.test(name));
      for (const quantity of ["gradientMagnitude", "relativeUpdate", "effectiveLearningRate"]) {
        if (!columns.includes(`${quantity}.min`)) continue;
        for (let step = 0; step < trace.rows; step++) {
          const row = PERCENTILES.map((each) => trace.column(trace.columnIndex(`${quantity}.${each.name}`))[step]);
          assert.deepEqual(row, Array.from(Float64Array.from(row).sort()), `${quantity} at step ${step}`);
          assert.ok(!(row[0] < 0), `${quantity} at step ${step}: ${row}`);
        }
      }
    });
  }
});
