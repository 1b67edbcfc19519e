import assert from "node:assert/strict";
import { deepspeedLionRule, fusedLambRule } from "../../../src/core/optimizers/deepspeedRules";
import { runRule } from "./runOptimizer";

// The kernels of these need CUDA: they are not recorded, and what was read of them is worked out here by hand.

describe("rules of DeepSpeed that only CUDA runs", () => {
  const lamb = { beta1: 0.9, beta2: 0.99, epsilon: 0.5, weightDecay: 0.25, largestRatio: 10, smallestRatio: 0.01 };
  const options = { weightDecay: true, biasCorrection: true, epsilonInRoot: false };

  function runLamb(numbers: Partial<typeof lamb>, start: number, gradient: number, more: Partial<typeof options> = {}) {
    const rule = fusedLambRule({ ...options, ...more });
    const { trajectory } = runRule(rule, { ...lamb, ...numbers }, { steps: 1, lr: 0.1, start }, () => gradient);
    return start - trajectory[1];
  }

  // m = 0.3, v = 0.09, so that the step is 0.3 / (0.3 + 0.5) + 0.25 p, and its correction √(1 − 0.99) / (1 − 0.9) = 1.
  const close = (found: number, expected: number) => assert.ok(Math.abs(found - expected) < 1e-14, `${found}`);

  it("let Lamb's step be as long as the parameters, whose decay is a part of it", () => {
    close(runLamb({}, 2, 3), 0.1 * 2);
    close(runLamb({}, -8, 3), -0.1 * 8);
  });

  it("keep the ratio of the lengths within its bounds", () => {
    close(runLamb({ largestRatio: 1.5 }, 2, 3), 0.1 * 1.5 * (0.3 / 0.8 + 0.5));
    close(runLamb({ smallestRatio: 4 }, 2, 3), 0.1 * 4 * (0.3 / 0.8 + 0.5));
  });

  it("take the step as it is where the parameters are 0", () => {
    close(runLamb({}, 0, 3), 0.1 * (0.3 / 0.8));
  });

  it("leave bias correction to the step's length, and add ε to the squares where told so", () => {
    close(runLamb({ largestRatio: 1, beta2: 0.91 }, 0, 3, { biasCorrection: false }), 0.1 * (0.3 / (0.9 + 0.5)));
    close(runLamb({ epsilon: 0.16 }, 0, 3, { epsilonInRoot: true }), 0.1 * (0.3 / 0.5));
  });

  it("move Lion's parameter upwards where the direction is 0, and downwards on the processor", () => {
    const numbers = { beta1: 0.9, beta2: 0.99, weightDecay: 0.5 };
    const settings = { steps: 1, lr: 0.1, start: 2 };
    const last = (rule: string, gradient: number) => runRule(rule, numbers, settings, () => gradient).trajectory[1];
    assert.equal(last(deepspeedLionRule(false, "upwards"), 0), 2.1);
    assert.equal(last(deepspeedLionRule(false, "downwards"), 0), 1.9);
    for (const zero of ["upwards", "downwards"] as const) {
      assert.equal(last(deepspeedLionRule(true, zero), 3), 2 * (1 - 0.1 * 0.5) - 0.1);
      assert.equal(last(deepspeedLionRule(true, zero), -3), 2 * (1 - 0.1 * 0.5) + 0.1);
    }
  });
});
