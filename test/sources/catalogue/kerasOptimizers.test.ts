import assert from "node:assert/strict";
import type { OptimizerSpecification, RuleSchedule } from "../../../src/core/simulation/specification";
import { readPython } from "../../../src/sources/python/readPython";
import { runSpecification } from "../../../src/sources/runSpecification";

const problem = { name: "quadratic", parameters: {} };

function optimizerOf(code: string): OptimizerSpecification {
  const [configuration] = readPython(`import keras\n${code}\n`).configurations;
  const run = runSpecification(configuration, { problem, steps: 10, seed: 0, precision: "float64" });
  if ("specification" in run) return run.specification.optimizer;
  throw new Error(run.issues.map(({ message }) => message).join("\n"));
}

function scheduleOf(code: string): RuleSchedule {
  const { schedule } = optimizerOf(code);
  assert.ok(schedule !== null && "rule" in schedule);
  return schedule;
}

describe("the optimizers of Keras", () => {
  it("keep a running mean beside the parameters, which may take their place", () => {
    const plain = optimizerOf("keras.optimizers.Lion(use_ema=True, ema_momentum=0.5)");
    assert.match(plain.rule, /average = if\(step == 0, p, averageMomentum \* average/);
    assert.doesNotMatch(plain.rule, /overwriteInterval/);
    assert.equal(plain.hyperparameters.averageMomentum, 0.5);
    const overwriting = optimizerOf("keras.optimizers.Lion(use_ema=True, ema_overwrite_frequency=7)");
    assert.equal(overwriting.hyperparameters.overwriteInterval, 7);
    assert.match(overwriting.rule, /p = if\(intervals == floor\(intervals\), average, p\)$/);
  });

  it("have no line of a running mean, and no number of it, where there is none", () => {
    const { rule, hyperparameters } = optimizerOf("keras.optimizers.Lion(ema_overwrite_frequency=7)");
    assert.doesNotMatch(rule, /average/);
    assert.deepEqual(Object.keys(hyperparameters), ["beta1", "beta2"]);
  });

  it("make one update of several gradients, which their schedules count", () => {
    const rate = "keras.optimizers.schedules.ExponentialDecay(1.0, 10, 0.5)";
    const { accumulation } = optimizerOf(`keras.optimizers.SGD(${rate}, gradient_accumulation_steps=3)`);
    assert.equal(accumulation, 3);
    const { rule, parameters } = scheduleOf(`keras.optimizers.SGD(${rate}, gradient_accumulation_steps=3)`);
    assert.equal(rule, "gradients = (step + 1) * accumulation - 1\nlr = lr0 * decayRate^(gradients / decaySteps)");
    assert.equal(parameters.accumulation, 3);
    assert.equal(optimizerOf("keras.optimizers.SGD(gradient_accumulation_steps=0)").accumulation, undefined);
  });

  it("move the mean on with every gradient where several make an update", () => {
    const averagesGradually = (code: string) => optimizerOf(`keras.optimizers.SGD(${code})`).averagesGradually;
    assert.equal(averagesGradually("use_ema=True, gradient_accumulation_steps=2"), true);
    assert.equal(averagesGradually("use_ema=True"), undefined);
    assert.equal(averagesGradually("gradient_accumulation_steps=2"), undefined);
  });

  it("raise sums of squares to powers that are multiples of a half", () => {
    const ftrl = (power: string) => optimizerOf(`keras.optimizers.Ftrl(learning_rate_power=${power})`).rule;
    assert.match(ftrl("-0.5"), /scale = sqrt\(total\)$/m);
    assert.match(ftrl("-1.0"), /scale = total$/m);
    assert.match(ftrl("-2.5"), /scale = total\^2 \* sqrt\(total\)$/m);
  });

  it("update matrices apart from all else", () => {
    const { algorithm, hyperparameters } = optimizerOf("keras.optimizers.Muon(weight_decay=None, rms_rate=None)");
    assert.equal(algorithm, "keras-muon");
    assert.equal(hyperparameters.weightDecay, 0);
    assert.equal(hyperparameters.adamWeightDecay, 0.004);
    assert.equal(hyperparameters.scales, 0);
  });
});

describe("the optimizers of Keras 2", () => {
  it("let the learning rate fall by themselves, besides a schedule", () => {
    const alone = scheduleOf("keras.optimizers.legacy.SGD(lr=0.5, decay=0.1)");
    assert.equal(alone.rule, "lr = lr0\nlr = lr / (1 + rateDecay * step)");
    assert.deepEqual(alone.parameters, { rateDecay: 0.1 });
    const rate = "keras.optimizers.schedules.ExponentialDecay(1.0, 10, 0.5)";
    const both = scheduleOf(`keras.optimizers.legacy.SGD(${rate}, decay=0.1)`);
    assert.match(both.rule, /^lr = lr0 \* decayRate.*\nlr = lr \/ \(1 \+ rateDecay \* step\)$/);
  });

  it("take lr for the learning rate, and no epsilon of 0", () => {
    const { learningRate, hyperparameters, schedule } = optimizerOf("keras.optimizers.legacy.Adam(lr=0.5, epsilon=0)");
    assert.equal(learningRate, 0.5);
    assert.equal(hyperparameters.epsilon, 1e-7);
    assert.equal(schedule, null);
  });

  it("add epsilon below the root of RMSprop with momentum only", () => {
    assert.match(optimizerOf("keras.optimizers.legacy.RMSprop()").rule, /sqrt\(v\) \+ epsilon/);
    assert.match(optimizerOf("keras.optimizers.legacy.RMSprop(momentum=0.9)").rule, /sqrt\(v \+ epsilon\)/);
  });
});
