import assert from "node:assert/strict";
import { Simulation } from "../../../src/core/simulation/simulation";
import type { RunSpecification } from "../../../src/core/simulation/specification";
import { SpecificationError } from "../../../src/core/simulation/specification";
import { largestEigenvalue } from "../../../src/core/stability/largestEigenvalue";
import { stabilityLimit } from "../../../src/core/stability/stabilityLimit";
import { adam, gradientDescent, runOf } from "../simulation/specifications";

function run(parts: Partial<RunSpecification>): Simulation {
  const simulation = new Simulation(runOf({ curvature: { every: 1 }, ...parts }));
  simulation.advance(simulation.specification.steps);
  return simulation;
}

const values = ({ trace }: Simulation, column: string) => trace.column(trace.columnIndex(column));

function assertNear(actual: number, expected: number, tolerance = 1e-9): void {
  const message = `${actual} instead of ${expected}`;
  assert.ok(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)), message);
}

const momentum = { ...gradientDescent, rule: "u = beta * u + g\np = p - lr * u", hyperparameters: { beta: 0.9 } };

describe("curvature along a run", () => {
  it("adds no column unless it is asked for", () => {
    const { columns } = new Simulation(runOf({}));
    assert.ok(!columns.some((column) => ["sharpness", "stabilityRatio", "alpha"].includes(column)));
  });

  it("finds the largest eigenvalue of quadratics, turned ones too", () => {
    const problem = { name: "quadratic", parameters: { dimension: 40, conditionNumber: 500, rotate: true } };
    assertNear(values(run({ problem, steps: 2 }), "sharpness")[0], 500);
    assertNear(
      values(run({ problem: { name: "noisy-quadratic", parameters: {} }, steps: 2 }), "sharpness")[1],
      1,
      1e-6,
    );
    assertNear(values(run({ problem: { name: "sum-of-squares", parameters: {} }, steps: 2 }), "sharpness")[0], 2);
  });

  it("finds the Hessian of functions in the plane by differences of gradients", () => {
    const problem = { name: "rosenbrock", parameters: {} };
    // At (−1.2, 1): 2 − 4·100·(1 − 1.44) + 8·100·1.44, −4·100·(−1.2), 2·100.
    const [a, b, c] = [2 - 400 * (1 - 1.44) + 800 * 1.44, 480, 200];
    const expected = (a + c) / 2 + Math.hypot((a - c) / 2, b);
    const optimizer = { ...gradientDescent, learningRate: 1e-5 };
    assertNear(values(run({ problem, optimizer, steps: 1 }), "sharpness")[0], expected, 1e-7);
  });

  it("says how gradient descent and momentum stand to their limits", () => {
    const problem = { name: "quadratic", parameters: { eigenvalues: [1, 10] } };
    const ratio = (optimizer: RunSpecification["optimizer"]) =>
      values(run({ problem, optimizer, steps: 3 }), "stabilityRatio")[2];
    assertNear(ratio({ ...gradientDescent, learningRate: 0.15 }), 0.75, 1e-7);
    assertNear(ratio({ ...momentum, learningRate: 0.4 }), 4 / 3.8, 1e-7);
    assertNear(ratio({ ...momentum, learningRate: 0 }), 0);
    // One group below its limit and one above.
    const groups = [{ learningRate: 0.1 }, { learningRate: 0.3 }];
    assertNear(ratio({ ...gradientDescent, groups }), 3 / 2, 1e-7);
  });

  it("takes the preconditioner of adaptive rules from the step: √v̂ + ε of Adam", () => {
    const problem = { name: "quadratic", parameters: { eigenvalues: [1, 10] } };
    const optimizer = { ...adam, hyperparameters: { ...adam.hyperparameters, epsilon: 1e-3 } };
    const simulation = run({ problem, optimizer, steps: 1 });
    // At the first step √v̂ = |g| = λ; with ε the larger of λ / (λ + ε) is that of λ = 10.
    const sharpness = 10 / (10 + 1e-3);
    assertNear(values(simulation, "preconditionedSharpness")[0], sharpness, 1e-7);
    const limit = stabilityLimit(optimizer, { update: 1 })?.curvature ?? 0;
    assertNear(values(simulation, "stabilityRatio")[0], sharpness / limit, 1e-7);
  });

  it("has an overshoot of η·λ − 1 for gradient descent on a quadratic", () => {
    for (const learningRate of [0.02, 0.1, 0.2, 0.25]) {
      const problem = { name: "quadratic", parameters: { eigenvalues: [10, 10] } };
      const optimizer = { ...gradientDescent, learningRate };
      assertNear(values(run({ problem, optimizer, steps: 1 }), "alpha")[0], learningRate * 10 - 1, 1e-9);
    }
    const noisy = { name: "noisy-quadratic", parameters: { dimension: 1 } };
    const optimizer = { ...gradientDescent, learningRate: 0.3 };
    // The noise shifts the gradient, and the loss is the one without it: only the curvature along the step is sure.
    assert.ok(Number.isFinite(values(run({ problem: noisy, optimizer, steps: 5 }), "alpha")[4]));
  });

  it("has an overshoot of −1 where the loss does not curve upwards, and where there is no step", () => {
    const problem = { name: "saddle", parameters: { form: "unbounded", start: [0, 1] } };
    assert.equal(values(run({ problem, optimizer: gradientDescent, steps: 1 }), "alpha")[0], -1);
    assert.equal(values(run({ optimizer: { ...gradientDescent, learningRate: 0 }, steps: 1 }), "alpha")[0], -1);
  });

  it("leaves the run itself as it is, and repeats itself after going back", () => {
    const problem = { name: "perceptron", parameters: { width: 4, samples: 30, batchSize: 8 } };
    const specification = runOf({ problem, steps: 12 });
    const plain = new Simulation(specification);
    plain.advance(12);
    const measured = new Simulation({ ...specification, curvature: { every: 5 } });
    measured.advance(8);
    const snapshot = measured.snapshot();
    measured.advance(4);
    const row = measured.lastRow.slice();
    assert.deepEqual(measured.parameters, plain.parameters);
    const again = new Simulation({ ...specification, curvature: { every: 5 } });
    again.restore(snapshot);
    again.advance(4);
    assert.deepEqual(again.lastRow, row);
    const sharpness = values(measured, "sharpness");
    assert.equal(sharpness[4], sharpness[0]);
    assert.notEqual(sharpness[5], sharpness[0]);
  });

  it("does without a stability ratio where the optimizer has no limit", () => {
    const sign = { ...gradientDescent, rule: "p = p - lr * sign(g)" };
    assert.deepEqual(run({ optimizer: sign }).columns.slice(-2), ["sharpness", "alpha"]);
  });

  it("refuses intervals that are none", () => {
    assert.throws(() => run({ curvature: { every: 0 } }), SpecificationError);
  });
});

describe("the largest eigenvalue", () => {
  it("is the largest and not that of the largest magnitude", () => {
    const diagonal = [-9, 3, 1];
    const largest = largestEigenvalue(3, (vector, product) => {
      for (let i = 0; i < 3; i++) product[i] = diagonal[i] * vector[i];
    });
    assertNear(largest, 3);
  });

  it("is 0 of a matrix of zeros and NaN of one of NaN", () => {
    assert.equal(
      largestEigenvalue(2, (_, product) => product.fill(0)),
      0,
    );
    assert.ok(Number.isNaN(largestEigenvalue(2, (_, product) => product.fill(Number.NaN))));
  });
});
