import assert from "node:assert/strict";
import { readJavascript } from "../../../src/sources/javascript/readJavascript";
import { testAnyText } from "../anyText";

const script = `import * as tf from "@tensorflow/tfjs";
import { train as optimizers, type Tensor } from "@tensorflow/tfjs-core";
const { train: { adam }, ...others } = await import("@tensorflow/tfjs-node");
const LR: number = 3e-4, WARMUP = 1_000;
let momentum;

export class Trainer extends Base<Tensor> {
  #optimizer = tf.train.momentum(LR * 2, .9, true);
  async fit(model: tf.LayersModel, { steps = 10, ...more } = {}) {
    for (let rate = 0.1, i = 0; i < steps; i++) optimizers.sgd(rate);
    try { momentum ??= 0.9; } catch (error) { throw error as Error; }
    model.compile({ optimizer: "rmsprop", loss: \`\${more.loss}\`, ["metrics"]: [] });
    model.compile({ optimizer: (adam as any)!(LR, 0.8, undefined, null), ...more });
    return new tf.train.adamax(0.1, momentum, 0.999, null, 1 / WARMUP) ?? tf?.train.adagrad(...more.list);
  }
}
`;

describe("reading JavaScript of any kind", function () {
  this.timeout(30_000);

  it("reads the whole script", () => {
    assert.deepEqual(
      readJavascript(script, "ts").configurations.map(({ optimizer }) => optimizer.slice("tf.train.".length)),
      ["momentum", "sgd", "rmsprop", "adam", "adamax", "adagrad"],
    );
  });

  // Far deeper than the stack is, and long enough for work that grows with the square of the length to show.
  const depth = 10_000;
  const hostile: Readonly<Record<string, string>> = {
    "nested parentheses": `tf.train.sgd(${"(".repeat(depth)}1${")".repeat(depth)})`,
    "a long sum": `tf.train.sgd(${"1 + ".repeat(depth)}1)`,
    "signs in a row": `tf.train.sgd(${"- ".repeat(depth)}1)`,
    "assertions in a row": `tf.train.sgd(1${"!".repeat(depth)})`,
    "a circle of names": "var a = b;\nvar b = a;\na.train.sgd(a);\ntf.train.sgd(a);",
    "nested calls": `${"tf.train.sgd(".repeat(300)}1${")".repeat(300)}`,
    "nested functions": `${"(tf) => ".repeat(depth)}tf.train.sgd(1)`,
    "nested blocks": `${"{".repeat(depth)}tf.train.sgd(1)${"}".repeat(depth)}`,
    "nested patterns": `const ${"{ a: ".repeat(depth)}tf${" }".repeat(depth)} = 1; tf.train.sgd(1);`,
    "nested lists": `tf.train.sgd(${"[".repeat(depth)}1${"]".repeat(depth)})`,
    "a long chain of properties": `tf${".train".repeat(depth)}.sgd(1)`,
    "a long chain of calls": `tf.train${".sgd(1)".repeat(2000)}`,
    "a long chain of elements": `f(${"<a>".repeat(2000)})`,
  };
  for (const dialect of ["jsx", "ts", "ts jsx"] as const) {
    describe(`as ${dialect}`, () => {
      testAnyText({
        read: (text) => readJavascript(text, dialect),
        script,
        around: (characters) => `import * as tf from "@tensorflow/tfjs";\ntf.train.sgd(${characters}\n${characters})`,
        hostile,
      });
    });
  }
});
