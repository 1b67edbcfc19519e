import assert from "node:assert/strict";
import { learningRateCurve, MOST_STEPS } from "../../../src/core/simulation/learningRateCurve";
import { LearningRates } from "../../../src/core/simulation/learningRates";
import type { RuleSchedule } from "../../../src/core/simulation/specification";
import { adam } from "./specifications";

const observation = { loss: 0, gradientNorm: 0, gradientSum: 0, parameterChange: 0 };

function scheduled(rule: string, parts: Partial<RuleSchedule> = {}) {
  return { ...adam, learningRate: 1, schedule: { rule, parameters: {}, interval: 1, ...parts } };
}

function curveOf(rule: string, updates: number, parts: Partial<RuleSchedule> = {}) {
  const curve = learningRateCurve(scheduled(rule, parts), updates);
  assert.ok(curve);
  return curve;
}

describe("the curve of a learning rate", () => {
  it("is that of a simulation, step by step", () => {
    const { rates, stride, updates } = curveOf("lr = if(isFirst > 0, lr, lr / 2)", 4);
    assert.deepEqual([...rates], [1, 0.5, 0.25, 0.125]);
    assert.deepEqual([stride, updates], [1, 4]);
  });

  it("has one rate for every step of the schedule", () => {
    const { rates, stride, updates } = curveOf("lr = lr0 / t", 25, { interval: 10 });
    assert.deepEqual([...rates], [1, 1 / 2, 1 / 3]);
    assert.deepEqual([stride, updates], [10, 25]);
  });

  it("leaves steps out of a long run where none builds on the one before", () => {
    const long = 40 * MOST_STEPS;
    const { rates, stride, updates } = curveOf("lr = lr0 * (1 - step / 1000000)", long);
    assert.equal(updates, long);
    assert.equal(rates.length * stride, long);
    assert.equal(rates[rates.length - 1], 1 - (long - stride) / 1_000_000);
  });

  it("follows the beginning of a long run where every step does", () => {
    for (const rule of ["lr = if(isFirst > 0, lr, lr * 0.9999)", "lr = lr0 * 0.9999^step", "s = s + 1\nlr = lr0 / s"]) {
      const { rates, stride, updates } = curveOf(rule, 10 * MOST_STEPS);
      assert.deepEqual([rates.length, stride, updates], [MOST_STEPS, 1, MOST_STEPS], rule);
      const simulated = new LearningRates(scheduled(rule));
      for (let step = 0; step < MOST_STEPS; step++) {
        simulated.advance(step, observation);
        if (step % 1000 === 0) assert.equal(rates[step], simulated.values[0]);
      }
    }
  });

  it("is not to be had where the schedule follows the run", () => {
    for (const input of ["loss", "gradientNorm", "gradientSum", "parameterChange"]) {
      assert.equal(learningRateCurve(scheduled(`lr = lr0 / (1 + ${input})`), 10), null);
    }
  });

  it("is a straight line without a schedule", () => {
    assert.deepEqual([...(learningRateCurve({ ...adam, schedule: null }, 3)?.rates ?? [])], [0.01, 0.01, 0.01]);
  });
});
