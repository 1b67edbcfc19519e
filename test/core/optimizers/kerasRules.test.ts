import assert from "node:assert/strict";
import { kerasLambRule, kerasScheduleFreeRule } from "../../../src/core/optimizers/kerasAdamRules";
import {
  kerasAdafactorRule,
  kerasAveragedRule,
  kerasFtrlRule,
  kerasLionRule,
  kerasSgdRule,
} from "../../../src/core/optimizers/kerasRules";
import { runRule } from "./runOptimizer";

// That the numbers are Keras' own is what test/reference shows; here is what the rules do.

const plain = { weightDecay: false };
const sgd = kerasSgdRule({ ...plain, momentum: false, nesterov: false });
const adam = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/** Feeds a list of gradients, one a step, from p = 1 with a learning rate of 0.125. */
function run(rule: string, numbers: Readonly<Record<string, number>>, gradients: readonly number[]) {
  return runRule(rule, numbers, { steps: gradients.length, lr: 0.125, start: 1 }, (step) => gradients[step]);
}

describe("rules of Keras", () => {
  it("let Lion step by the learning rate along the sign, and stand still at 0", () => {
    const { trajectory } = run(kerasLionRule(plain), { beta1: 0.5, beta2: 0.5 }, [0, 1e-9, 1e9, -1e12]);
    assert.deepEqual(trajectory, [1, 1, 0.875, 0.75, 0.875]);
  });

  it("shrink the parameters before the step, by a share of the learning rate", () => {
    const decaying = kerasSgdRule({ weightDecay: true, momentum: false, nesterov: false });
    assert.deepEqual(run(decaying, { weightDecay: 2 }, [1]).trajectory, [1, 1 - 0.25 - 0.125]);
  });

  it("start the running mean of the parameters at the first update, and let it take their place when it is due", () => {
    const numbers = { averageMomentum: 0.5, overwriteInterval: 3 };
    const { trajectory, states } = run(kerasAveragedRule(sgd, true), numbers, [1, 1, 1, 0]);
    const means = [0.875, 0.8125, (0.8125 + 0.625) / 2];
    assert.deepEqual(
      states.map(({ average }) => average),
      [...means, means[2]],
    );
    assert.deepEqual(trajectory, [1, 0.875, 0.75, means[2], means[2]]);
  });

  it("leave the parameters alone where the mean only stands beside them", () => {
    const averaged = run(kerasAveragedRule(sgd, false), { averageMomentum: 0.5 }, [1, 2, 3]);
    assert.deepEqual(averaged.trajectory, run(sgd, {}, [1, 2, 3]).trajectory);
  });

  it("let Lamb's step be as long as the parameter times the learning rate, whatever the gradient is", () => {
    const { trajectory } = run(kerasLambRule(plain), { ...adam, epsilon: 0 }, [1e-6, 1e6]);
    assert.ok(Math.abs(trajectory[1] - 0.875) < 1e-15);
    assert.ok(Math.abs(trajectory[2] - 0.875 ** 2) < 1e-15);
  });

  it("let Lamb step like Adam where the parameters are all 0", () => {
    const settings = { steps: 1, lr: 0.125, start: 0 };
    const { trajectory } = runRule(kerasLambRule(plain), { ...adam, epsilon: 0 }, settings, () => 5);
    assert.ok(Math.abs(trajectory[1] + 0.125) < 1e-15);
  });

  it("let ScheduleFreeAdamW's parameter be the mean of all its points where β₁ is 1", () => {
    const numbers = { beta1: 1, beta2: 0.5, epsilon: 0 };
    const { trajectory, states } = run(kerasScheduleFreeRule({ ...plain, warmup: false }), numbers, [1, 2, -1, 3]);
    const points = states.map(({ z }) => z);
    trajectory.slice(1).forEach((p, k) => {
      const mean = points.slice(0, k + 1).reduce((a, b) => a + b) / (k + 1);
      assert.ok(Math.abs(p - mean) < 1e-14);
    });
  });

  it("let Adafactor's step be capped by 1/√t, and by its threshold", () => {
    const numbers = { beta2Decay: -0.8, epsilon1: 0, epsilon2: 1e-3, clipThreshold: 0.5, factored: 0 };
    const settings = { steps: 2, lr: 10, start: 1 };
    const { trajectory } = runRule(kerasAdafactorRule(plain), numbers, settings, () => 3);
    // The gradient over its root mean square is 1, of which the threshold leaves 0.5; the first step is 1 · 1/√1 · 0.5.
    assert.ok(Math.abs(trajectory[1] - 0.5) < 1e-15);
    assert.ok(Math.abs(trajectory[2] - (0.5 - (0.5 / Math.SQRT2) * 0.5)) < 1e-15);
  });

  it("let Ftrl's penalty make a parameter exactly 0 while the gradients stay below it", () => {
    const rule = kerasFtrlRule({ ...plain, power: -0.5, l1: true, l2: false, l2Shrinkage: false });
    const numbers = { initialAccumulator: 0, l1: 1 };
    const settings = { steps: 2, lr: 0.125, start: 0 };
    const { trajectory } = runRule(rule, numbers, settings, (step) => [0.5, 2][step]);
    assert.equal(trajectory[1], 0);
    assert.ok(trajectory[2] < 0);
  });

  it("let Ftrl without penalties step like Adagrad", () => {
    const rule = kerasFtrlRule({ ...plain, power: -0.5, l1: false, l2: false, l2Shrinkage: false });
    const settings = { steps: 3, lr: 0.125, start: 0 };
    const { trajectory } = runRule(rule, { initialAccumulator: 0.25 }, settings, (step) => [3, -4, 1][step]);
    const roots = [9.25, 25.25, 26.25].map(Math.sqrt);
    const expected = [-3 / roots[0], -3 / roots[0] + 4 / roots[1], -3 / roots[0] + 4 / roots[1] - 1 / roots[2]];
    trajectory.slice(1).forEach((p, k) => {
      assert.ok(Math.abs(p - 0.125 * expected[k]) < 1e-15);
    });
  });
});
