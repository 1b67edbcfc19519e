import assert from "node:assert/strict";
import { join } from "node:path";
import { readJavascript } from "../../../src/sources/javascript/readJavascript";
import { readSource } from "../../../src/sources/readSource";
import { testReadingCases } from "../readingCases";

testReadingCases("JavaScript", join("test", "sources", "javascript", "cases", "javascript"), (text) =>
  readJavascript(text),
);
testReadingCases("TypeScript", join("test", "sources", "javascript", "cases", "typescript"), (text) =>
  readJavascript(text, "ts"),
);

const script = 'import * as tf from "@tensorflow/tfjs";\nconst optimizer = tf.train.sgd(0.1);\n';

async function optimizersIn(path: string, text: string): Promise<string[]> {
  return (await readSource(path, text)).configurations.map(({ optimizer }) => optimizer);
}

describe("finding JavaScript", () => {
  for (const name of ["a.js", "a.mjs", "a.cjs", "a.ts", "a.mts", "a.cts", "a.jsx", "a.tsx", "A.JS"]) {
    it(`reads ${name}`, async () => assert.deepEqual(await optimizersIn(name, script), ["tf.train.sgd"]));
  }

  for (const name of ["a.json", "a.js.map", "a.vue", "js", "a.mjsx"]) {
    it(`does not read ${name}`, async () => assert.deepEqual(await optimizersIn(name, script), []));
  }

  it("reads elements of JSX where they may be, and casts where those may be", async () => {
    const element = `${script}const chart = <Chart>{tf.train.adam()}</Chart>;`;
    for (const name of ["a.js", "a.jsx", "a.tsx"]) {
      assert.deepEqual(await optimizersIn(name, element), ["tf.train.sgd", "tf.train.adam"], name);
    }
    const cast = `${script}const other = <tf.Optimizer>tf.train.adam();`;
    assert.deepEqual(await optimizersIn("a.ts", cast), ["tf.train.sgd", "tf.train.adam"]);
  });

  it("leaves files that do not mention TensorFlow alone, whatever they call", async () => {
    assert.deepEqual(await optimizersIn("a.js", "const optimizer = tf.train.sgd(0.1);"), []);
  });

  it("leaves bundles alone, by their length", () => {
    const filler = `// ${"x".repeat(250_000)}\n`;
    assert.equal(readJavascript(script + filler).configurations.length, 0);
    assert.equal(readJavascript(script + filler.slice(0, 200_000)).configurations.length, 1);
  });
});
