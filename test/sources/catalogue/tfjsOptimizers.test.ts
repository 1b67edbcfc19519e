import assert from "node:assert/strict";
import type { Precision } from "../../../src/core/floatArray";
import type { OptimizerSpecification } from "../../../src/core/simulation/specification";
import { readJavascript } from "../../../src/sources/javascript/readJavascript";
import { readNative } from "../../../src/sources/native/readNative";
import { runSpecification } from "../../../src/sources/runSpecification";

const problem = { name: "quadratic", parameters: {} };

function lowered(code: string, precision: Precision) {
  const [configuration] = readJavascript(`import * as tf from "@tensorflow/tfjs";\n${code}\n`).configurations;
  return runSpecification(configuration, { problem, steps: 10, seed: 0, precision });
}

function optimizerOf(code: string, precision: Precision = "float64"): OptimizerSpecification {
  const run = lowered(code, precision);
  if ("specification" in run) return run.specification.optimizer;
  throw new Error(run.issues.map(({ message }) => message).join("\n"));
}

describe("the optimizers of TensorFlow.js", () => {
  it("keep powers of β as float32 where all numbers are, and nowhere else", () => {
    for (const code of ["tf.train.adam()", "tf.train.adamax()"]) {
      assert.match(optimizerOf(code, "float32").rule, /^beta1Power = float32\(beta1Power \* float32\(beta1\)\)$/m);
      assert.doesNotMatch(optimizerOf(code, "float64").rule, /float32|Power/);
    }
  });

  it("have momentum in RMSProp even where it is 0", () => {
    assert.match(optimizerOf("tf.train.rmsprop(0.1)").rule, /^u = u \* momentum \+ /m);
  });

  it("let Adamax' learning rate fall by itself", () => {
    const { schedule } = optimizerOf("tf.train.adamax(0.1, 0.9, 0.999, null, 0.5)");
    assert.ok(schedule !== null && "rule" in schedule);
    assert.equal(schedule.rule, "lr = lr0\nlr = lr / (1 + rateDecay * step)");
    assert.deepEqual(schedule.parameters, { rateDecay: 0.5 });
    assert.equal(optimizerOf("tf.train.adamax(0.1)").schedule, null);
  });

  it("take null for the back end's ε, in JavaScript and in a native configuration", () => {
    assert.equal(optimizerOf("tf.train.adam(0.1, 0.9, 0.999, null)").hyperparameters.epsilon, 1e-7);
    const [native] = readNative("runs:\n  a: { optimizer: tf.train.adam, epsilon: null }\n").configurations;
    const run = runSpecification(native, { problem, steps: 10, seed: 0, precision: "float64" });
    assert.ok("specification" in run, JSON.stringify(run));
    assert.equal(run.specification.optimizer.hyperparameters.epsilon, 1e-7);
  });

  it("are named in the words of JavaScript where a value cannot be read", () => {
    const run = lowered("tf.train.momentum(0.1, 0.9, flags.nesterov);", "float64");
    assert.deepEqual("issues" in run && run.issues.map(({ message }) => message), [
      "useNesterov of this Momentum is worked out by the program and cannot be read; expected a literal, such as false.",
    ]);
  });
});
