import assert from "node:assert/strict";
import {
  diffusersLinearRule,
  diffusersStairsRule,
  transformersConstantRule,
  transformersCosineRule,
  transformersCosineToLowestRule,
  transformersEarlyCosineRule,
  transformersHardRestartsRule,
  transformersInverseRootRule,
  transformersLinearRule,
  transformersPolynomialRule,
  transformersStableRule,
  transformersWarmupRule,
} from "../../../src/core/schedules/transformersScheduleRules";
import { LearningRates } from "../../../src/core/simulation/learningRates";
import { adam } from "../simulation/specifications";

const observation = { loss: 0, gradientNorm: 0, gradientSum: 0, parameterChange: 0 };

/** Shares of the learning rate at these steps, in percent without their last bits. */
function percentAt(steps: readonly number[], rule: string, parameters: Record<string, number> = {}): number[] {
  const rates = new LearningRates({ ...adam, learningRate: 0.5, schedule: { rule, parameters, interval: 1 } });
  const all = Array.from({ length: Math.max(...steps) + 1 }, (_, step) => {
    rates.advance(step, observation);
    return Number(((rates.values[0] / 0.5) * 100).toPrecision(12));
  });
  return steps.map((step) => all[step]);
}

// The numbers of the frameworks themselves are in test/reference.
describe("schedules of transformers", () => {
  const warmupSteps = 4;
  const trainingSteps = 12;
  const both = { warmupSteps, trainingSteps };
  const steps = [0, 1, 4, 8, 12, 13];

  it("rise from 0 in a straight line, and fall to 0 at the end of the training", () => {
    assert.deepEqual(percentAt(steps, transformersConstantRule), [100, 100, 100, 100, 100, 100]);
    assert.deepEqual(percentAt(steps, transformersWarmupRule, { warmupSteps }), [0, 25, 100, 100, 100, 100]);
    assert.deepEqual(percentAt(steps, transformersLinearRule, both), [0, 25, 100, 50, 0, 0]);
    assert.deepEqual(
      percentAt(steps.slice(0, 5), transformersCosineRule, { ...both, cycles: 0.5 }),
      [0, 25, 100, 50, 0],
    );
    assert.deepEqual(percentAt([4, 6, 8, 12], transformersCosineRule, { ...both, cycles: 1 }), [100, 50, 0, 100]);
  });

  it("have no warm-up where it takes no steps", () => {
    assert.deepEqual(percentAt([0, 6, 12], transformersLinearRule, { ...both, warmupSteps: 0 }), [100, 50, 0]);
  });

  it("jump up at a hard restart, and stay at 0 after the last", () => {
    assert.deepEqual(percentAt([4, 6, 8, 10, 12, 13], transformersHardRestartsRule, { ...both, cycles: 2 }), [
      ...[100, 50, 100],
      ...[50, 0, 0],
    ]);
  });

  it("end a polynomial at a learning rate, which holds on", () => {
    const values = { ...both, lrEnd: 0.1, power: 2 };
    assert.deepEqual(percentAt(steps, transformersPolynomialRule, values), [0, 25, 100, 40, 20, 20]);
  });

  it("fall with the root of the steps", () => {
    const values = { warmupSteps, timescale: 4 };
    assert.deepEqual(
      percentAt([0, 2, 4, 16, 36], transformersInverseRootRule, values),
      [0, 50, 100, 50, 33.3333333333],
    );
  });

  it("take the lowest learning rate as it is, or as a share of the optimizer's", () => {
    const values = { ...both, cycles: 0.5 };
    assert.deepEqual(
      percentAt([4, 8, 12], transformersCosineToLowestRule("rate"), { ...values, minLr: 0.1 }),
      [100, 60, 20],
    );
    const share = { ...values, minShare: 0.4 };
    assert.deepEqual(percentAt([4, 8, 12], transformersCosineToLowestRule("share"), share), [100, 70, 40]);
  });

  it("go one step ahead where no update is to have a learning rate of 0", () => {
    const values = { ...both, cycles: 0.5, minShare: 0 };
    assert.deepEqual(percentAt([0, 3, 7, 11], transformersEarlyCosineRule("share", false), values), [25, 100, 50, 0]);
    const started = { ...values, startShare: 0.1 };
    assert.deepEqual(percentAt([0, 1, 3], transformersEarlyCosineRule("share", true), started), [10, 40, 100]);
  });

  it("stay level between warm-up and decay, each on a curve of its own", () => {
    const values = { warmupSteps, stableSteps: 4, decaySteps: 4, cycles: 0.5, lowestShare: 0 };
    const at = [0, 1, 4, 7, 9, 12];
    assert.deepEqual(percentAt(at, transformersStableRule("linear", "linear"), values), [0, 25, 100, 100, 75, 0]);
    assert.deepEqual(percentAt(at, transformersStableRule("1-sqrt", "1-sqrt"), values), [
      ...[0, 13.3974596216, 100],
      ...[100, 50, 0],
    ]);
    assert.deepEqual(percentAt([2, 10], transformersStableRule("cosine", "cosine"), values), [50, 50]);
    assert.deepEqual(
      percentAt(at, transformersStableRule("linear", "linear"), { ...values, lowestShare: 0.2 }),
      [20, 40, 100, 100, 80, 20],
    );
  });
});

describe("schedules of diffusers", () => {
  it("go in straight lines between two shares of the learning rate", () => {
    const values = { warmupSteps: 4, trainingSteps: 12, lowestShare: 0.1, highestShare: 0.9 };
    assert.deepEqual(percentAt([0, 2, 4, 8, 12, 13], diffusersLinearRule, values), [0, 45, 90, 50, 10, 10]);
  });

  it("take one factor after the other, each up to its step", () => {
    const values = { end1: 2, end2: 5, factor1: 1, factor2: 0.1, factor3: 0.01 };
    assert.deepEqual(percentAt([0, 1, 2, 4, 5, 9], diffusersStairsRule(2), values), [100, 100, 10, 10, 1, 1]);
    assert.deepEqual(percentAt([0, 9], diffusersStairsRule(0), { factor1: 0.3 }), [30, 30]);
  });
});
