import assert from "node:assert/strict";
import type { OptimizerConfiguration } from "../../../src/sources/configuration";
import { readSource } from "../../../src/sources/readSource";
import type { SourceFiles } from "../../../src/sources/sourceFiles";
import { filesOf } from "./filesOf";

const script = (imports: string) => `import torch\n${imports}\ntorch.optim.SGD(p, lr=LR)\n`;

async function readLearningRate(text: string, files: SourceFiles): Promise<OptimizerConfiguration> {
  const { configurations } = await readSource("project/train.py", text, files);
  assert.equal(configurations.length, 1);
  return configurations[0];
}

describe("loading what a Python file imports", function () {
  this.timeout(10_000);

  it("looks for a bounded number of files", async () => {
    const names = Array.from({ length: 1000 }, (_, index) => `module_${index}`);
    let looks = 0;
    const files: SourceFiles = {
      read: async () => {
        looks++;
        return null;
      },
    };
    const imports = names.map((name) => `from ${name} import LR`).join("\n");
    assert.deepEqual((await readLearningRate(script(imports), files)).unresolved, ["lr"]);
    assert.ok(looks > 0 && looks <= 800, `${looks} looks`);
  });

  it("loads a bounded number of files, however they go on", async () => {
    let loaded = 0;
    const files: SourceFiles = {
      read: async (path) => {
        const number = /^project\/m(\d+)\.py$/.exec(path)?.[1];
        if (number === undefined) return null;
        loaded++;
        return Array.from({ length: 10 }, (_, index) => `from m${10 * Number(number) + index} import *`).join("\n");
      },
    };
    assert.deepEqual((await readLearningRate(script("from m1 import *"), files)).unresolved, ["lr"]);
    assert.ok(loaded > 1 && loaded <= 800, `${loaded} files`);
  });

  it("comes to an end where all modules import everything of all others", async () => {
    const names = Array.from({ length: 30 }, (_, index) => `m${index}`);
    const all = names.map((name) => `from ${name} import *`).join("\n");
    const files = filesOf(new Map(names.map((name) => [`project/${name}.py`, all])));
    assert.deepEqual((await readLearningRate(script(all), files)).unresolved, ["lr"]);
  });

  it("leaves a module alone that is huge, and reads the others", async () => {
    const huge = `LR = 0.1\n${"x = 1\n".repeat(300_000)}`;
    const files = filesOf(
      new Map([
        ["project/huge.py", huge],
        ["project/small.py", "WD = 0.2\n"],
      ]),
    );
    const text = `import torch\nfrom huge import LR\nfrom small import WD\ntorch.optim.SGD(p, lr=LR, weight_decay=WD)\n`;
    const { unresolved, hyperparameters } = await readLearningRate(text, files);
    assert.deepEqual(unresolved, ["lr"]);
    assert.equal(hyperparameters.weight_decay.value, 0.2);
  });

  it("takes files that hold no Python for what they say: nothing", async () => {
    const noise = "\u0001\u0002(((\ufffd".repeat(20_000);
    const files = filesOf(new Map([["project/config.py", noise]]));
    assert.deepEqual((await readLearningRate(script("from config import LR"), files)).unresolved, ["lr"]);
  });

  it("says where a value stands in another file", async () => {
    const files = filesOf(new Map([["project/config.py", "\nLR = 3e-4\n"]]));
    assert.deepEqual((await readLearningRate(script("from config import LR"), files)).hyperparameters.lr, {
      value: 3e-4,
      range: { line: 2, column: 6, endLine: 2, endColumn: 10 },
      file: "project/config.py",
      origin: "LR of config.py",
    });
  });
});
