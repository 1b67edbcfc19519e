import assert from "node:assert/strict";
import { StepInspector } from "../../../src/core/inspection/inspectStep";
import { ParameterProbe, PROBE_SERIES } from "../../../src/core/inspection/parameterProbe";
import { Simulation } from "../../../src/core/simulation/simulation";
import type { RunSpecification } from "../../../src/core/simulation/specification";
import { adam, gradientDescent, runOf } from "../simulation/specifications";

const momentum = {
  ...gradientDescent,
  rule: "u = mu * u + g\np = p - lr * u",
  hyperparameters: { mu: 0.9 },
  learningRate: 0.001,
};
const perceptron = { name: "perceptron", parameters: { width: 4, depth: 1 } };

/** Runs with states, without, with clipping, with a schedule, with several tensors, and in both precisions. */
const runs: Readonly<Record<string, RunSpecification>> = {
  Adam: runOf({}),
  "Adam in float32 on noise": runOf({ precision: "float32", problem: { name: "noisy-quadratic", parameters: {} } }),
  "momentum with clipping": runOf({ optimizer: { ...momentum, clipping: { kind: "norm", limit: 1 } } }),
  "gradient descent": runOf({ optimizer: { ...gradientDescent, learningRate: 0.001 } }),
  "a schedule and accumulated gradients": runOf({
    optimizer: { ...adam, accumulation: 3, schedule: { rule: "lr = lr0 / t", parameters: {}, interval: 1 } },
    problem: { name: "noisy-quadratic", parameters: {} },
  }),
  "several tensors": runOf({ problem: perceptron, seed: 3 }),
};

function probe(specification: RunSpecification, index: number): ParameterProbe {
  const made = new ParameterProbe(specification, index);
  made.advance(Infinity);
  return made;
}

describe("ParameterProbe", () => {
  for (const [title, specification] of Object.entries(runs)) {
    it(`has the numbers of the inspector at every step, bit for bit: ${title}`, () => {
      const inspector = new StepInspector(specification);
      const { trace, parameter, stateVectors } = probe(specification, 2);
      assert.equal(trace.rows, specification.steps);
      const at = (column: string, step: number) => trace.value(trace.columnIndex(column), step);
      for (let step = 0; step < specification.steps; step++) {
        const inspection = inspector.inspect(step, { kind: "index", index: 2 });
        assert.equal(parameter, inspection.parameter);
        const line = (name: string) => inspection.lines.find((each) => each.name === name)?.value;
        for (const column of ["p", ...stateVectors])
          assert.equal(at(column, step), line(column), `${column} at ${step}`);
      }
    });

    it(`has the gradient that the update had, its square, and the change: ${title}`, () => {
      const simulation = new Simulation(specification);
      const { trace } = probe(specification, 1);
      for (let step = 0; step < specification.steps; step++) {
        const before = simulation.parameters[1];
        simulation.advance(1);
        const g = simulation.gradient[1];
        const expected = [simulation.parameters[1], g, g * g, simulation.parameters[1] - before];
        assert.deepEqual(
          PROBE_SERIES.map((_, column) => trace.value(column, step)),
          expected,
        );
      }
    });
  }

  it("is the same however its steps are cut", () => {
    const whole = probe(runs.Adam, 0);
    const cut = new ParameterProbe(runs.Adam, 0);
    for (const steps of [1, 16, 3, 100]) cut.advance(steps);
    for (const column of whole.columns.keys()) {
      assert.deepEqual(cut.trace.column(column), whole.trace.column(column));
    }
    assert.equal(cut.advance(5), 0);
  });

  it("stops where the run stops, and goes on where that does", () => {
    const diverging = runOf({ optimizer: { ...gradientDescent, learningRate: 1e6 }, steps: 200 });
    const simulation = new Simulation(diverging);
    simulation.advance(200);
    assert.ok(simulation.step < 200);
    const stopped = probe(diverging, 0);
    assert.equal(stopped.step, simulation.step);
    assert.deepEqual(stopped.nonFinite, simulation.nonFinite);
    assert.equal(probe({ ...diverging, continuePastNonFinite: true }, 0).step, 200);
  });

  it("names its parameter, and refuses one that is not there", () => {
    assert.equal(probe(runs["several tensors"], 3).parameter, "weight 1[1, 1]");
    const message = "There is no parameter 3; expected a whole number from 0 to 2.";
    assert.throws(() => new ParameterProbe(runs.Adam, 3), new RangeError(message));
    assert.throws(() => new ParameterProbe(runs.Adam, 0.5), RangeError);
  });

  it("measures nothing beside its parameter, and needs no curvature", () => {
    assert.deepEqual(probe({ ...runs.Adam, curvature: { every: 1 } }, 0).columns, ["p", "g", "g²", "Δp", "m", "v"]);
  });
});
