import assert from "node:assert/strict";
import { stableRate } from "../../../src/core/stability/stableRate";
import { evaluatePoint } from "../../../src/core/sweep/pointEvaluation";
import { specificationOf } from "../sweep/specificationOf";

const { optimizer } = specificationOf();
const momentum = {
  ...optimizer,
  rule: "state m = 0\nm = beta * m + g\np = p - lr * m",
  hyperparameters: { beta: 0.9 },
};
const decayed = { ...optimizer, rule: "p = p - lr * (g + w * p)", hyperparameters: { w: 0.5 } };

describe("the largest stable learning rate", () => {
  for (const [name, own, expected, formula] of [
    ["gradient descent", optimizer, 2 / 4, "2 / η"],
    ["heavy ball", momentum, 3.8 / 4, "(2 + 2β) / η"],
    ["coupled decay", decayed, 2 / 4.5, null],
  ] as const) {
    it(`${name}: ${expected}, and a run diverges just above it`, () => {
      const found = stableRate(specificationOf({ optimizer: own }), 0.1);
      assert.ok(typeof found === "object");
      assert.ok(Math.abs(found.rate - expected) < 1e-4 * expected, `${found.rate}`);
      assert.ok(Math.abs(found.sharpness - 4) < 1e-6);
      assert.equal(found.formula, formula);
      const diverges = (share: number) =>
        evaluatePoint(specificationOf({ optimizer: { ...own, learningRate: found.rate * share }, steps: 3000 }))
          .divergedAt !== null;
      assert.deepEqual([diverges(0.98), diverges(1.02)], [false, true]);
    });
  }

  it("is that at the minimum where the curvature changes", () => {
    const found = stableRate(specificationOf({ problem: { name: "rosenbrock", parameters: {} } }), 1e-3);
    assert.ok(typeof found === "object");
    assert.ok(Math.abs(found.sharpness - 1001.6) < 0.1, `${found.sharpness}`);
  });

  it("says why there is none", () => {
    const adam = {
      ...optimizer,
      rule: "state v = 0\nv = 0.999 * v + 0.001 * g^2\np = p - lr * g / (sqrt(v) + 1e-8)",
    };
    assert.equal(stableRate(specificationOf({ optimizer: adam }), 0.1), "adaptive");
    assert.equal(
      stableRate(specificationOf({ optimizer: { ...optimizer, rule: "p = p - lr * sign(g)" } }), 0.1),
      "noLimit",
    );
    const problem = { name: "perceptron", parameters: {} };
    assert.equal(stableRate(specificationOf({ problem }), 0.1), "unknownMinimum");
    assert.equal(stableRate(specificationOf({ optimizer: { ...optimizer, groups: [{}, {}] } }), 0.1), "groups");
  });
});
