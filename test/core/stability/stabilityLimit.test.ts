import assert from "node:assert/strict";
import type { OptimizerSpecification } from "../../../src/core/simulation/specification";
import { closedForm } from "../../../src/core/stability/closedForms";
import { spectralRadius } from "../../../src/core/stability/spectralRadius";
import { stabilityLimit } from "../../../src/core/stability/stabilityLimit";
import { findOptimizer } from "../../../src/sources/catalogue/findEntry";
import type { SourceValue } from "../../../src/sources/configuration";
import { specificationOf } from "./catalogueOptimizers";

function optimizer(name: string, given: Record<string, SourceValue>): OptimizerSpecification {
  const entry = findOptimizer(name);
  assert.ok(entry !== undefined, name);
  return specificationOf(entry, given);
}

/** Each with the limit times the learning rate, and its formula. */
const cases: readonly (readonly [string, Record<string, SourceValue>, number, string | null])[] = [
  ["torch.optim.SGD", { lr: 0.1 }, 2, "2 / η"],
  ["torch.optim.SGD", { lr: 0.1, momentum: 0.9 }, 3.8, "(2 + 2β) / η"],
  ["torch.optim.SGD", { lr: 0.1, momentum: 0.9, dampening: 0.5 }, 7.6, "(2 + 2β) / ((1 − τ) η)"],
  ["torch.optim.SGD", { lr: 0.1, momentum: 0.9, nesterov: true }, 3.8 / 2.8, "(2 + 2β) / ((1 + 2β) η)"],
  // Coupled decay is curvature of its own.
  ["torch.optim.SGD", { lr: 0.1, momentum: 0.9, weight_decay: 0.5 }, 3.8 - 0.05, null],
  ["keras.optimizers.SGD", { learning_rate: 0.1, momentum: 0.9 }, 3.8, "(2 + 2β) / η"],
  ["keras.optimizers.SGD", { learning_rate: 0.1, momentum: 0.9, nesterov: true }, 3.8 / 2.8, "(2 + 2β) / ((1 + 2β) η)"],
  ["optax.sgd", { learning_rate: 0.1, momentum: 0.9 }, 3.8, "(2 + 2β) / η"],
  ["optax.sgd", { learning_rate: 0.1, momentum: 0.9, nesterov: true }, 3.8 / 2.8, "(2 + 2β) / ((1 + 2β) η)"],
  ["tf.train.momentum", { learningRate: 0.1, momentum: 0.5 }, 3, "(2 + 2β) / η"],
  ["momentum", { learningRate: 0.1, beta: 0.8 }, 3.6, "(2 + 2β) / η"],
  ["torch.optim.RMSprop", {}, 2, "2 / η"],
  ["torch.optim.RMSprop", { momentum: 0.9 }, 3.8, "(2 + 2β) / η"],
  ["torch.optim.RMSprop", { centered: true }, 2, "2 / η"],
  ["torch.optim.Adagrad", {}, 2, "2 / η"],
  ["torch.optim.Adam", { betas: [0.5, 0.999] }, 6, "(2 + 2β₁) / ((1 − β₁) η)"],
  ["torch.optim.Adam", { betas: [0.95, 0.999] }, 78, "(2 + 2β₁) / ((1 − β₁) η)"],
  ["torch.optim.Adam", { betas: [0.99, 0.999], amsgrad: true }, 398, "(2 + 2β₁) / ((1 − β₁) η)"],
  // Decoupled decay shrinks p by η·w in every step, which leaves (1 + β₁)(2 − η·w) of the numerator.
  ["torch.optim.AdamW", { lr: 0.1, weight_decay: 1 }, 1.9 * 1.9 * 10, null],
  ["optax.nadam", { learning_rate: 0.1 }, 38 / 2.8, "(2 + 2β₁) / ((1 − β₁)(1 + 2β₁) η)"],
];

describe("the stability limit", () => {
  for (const [name, given, expected, formula] of cases) {
    it(`${name} ${JSON.stringify(given)}: ${formula ?? expected}`, () => {
      const specification = optimizer(name, given);
      const limit = stabilityLimit(specification);
      assert.ok(limit !== null);
      const actual = limit.curvature * specification.learningRate;
      assert.ok(Math.abs(actual - expected) <= 1e-6 * expected, `${actual} instead of ${expected}`);
      assert.equal(closedForm(specification, limit.curvature), formula);
    });
  }

  it("is that of the update in question: bias correction makes Adam's first step ten times as unstable", () => {
    const adam = optimizer("torch.optim.Adam", {});
    const first = stabilityLimit(adam, { update: 1 });
    const later = stabilityLimit(adam);
    assert.ok(first !== null && later !== null);
    assert.ok(Math.abs(later.curvature / first.curvature - 10) < 1e-6);
  });

  it("moves with the learning rate and the group", () => {
    const descent = { ...optimizer("torch.optim.SGD", {}), groups: [{}, { learningRate: 0.5 }] };
    assert.ok(Math.abs((stabilityLimit(descent, { group: 1 })?.curvature ?? 0) - 4) < 1e-6);
    assert.ok(Math.abs((stabilityLimit(descent, { learningRate: 4 })?.curvature ?? 0) - 0.5) < 1e-6);
  });

  it("is 0 where p grows on flat ground: decay that shrinks p by more than twice itself", () => {
    assert.equal(stabilityLimit(optimizer("torch.optim.AdamW", { lr: 1, weight_decay: 3 }))?.curvature, 0);
  });

  for (const name of ["optax.lion", "optax.sign_sgd", "torch.optim.Rprop", "optax.lamb", "torch.optim.Muon"]) {
    it(`does not exist for ${name}`, () => assert.equal(stabilityLimit(optimizer(name, {})), null));
  }
});

describe("the spectral radius", () => {
  it("is the largest magnitude of eigenvalues, complex and defective ones too", () => {
    const near = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 1e-12, `${actual}`);
    near(spectralRadius(Float64Array.of(3, 0, 0, -5)), 5);
    near(spectralRadius(Float64Array.of(0, -4, 1, 0)), 2);
    near(spectralRadius(Float64Array.of(1, 1, 0, 1)), 1);
    near(spectralRadius(Float64Array.of(1e200, 0, 0, 1)) / 1e200, 1);
    assert.equal(spectralRadius(Float64Array.of(0, 1, 0, 0)), 0);
    assert.ok(Number.isNaN(spectralRadius(Float64Array.of(Number.NaN))));
  });
});
