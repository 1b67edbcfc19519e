import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readPython } from "../../../src/sources/python/readPython";
import { casesOf } from "../readingCases";
import { describeLoop } from "./describeLoop";

/** Cases in `loopCases/*.txt`: `# title`, source, `==>`, the loops of its optimizers as `describeLoop` spells them. */
const folder = join(process.cwd(), "test/sources/python/loopCases");

for (const file of readdirSync(folder)) {
  describe(`training loops read from Python: ${file.replace(/\.txt$/, "")}`, () => {
    for (const { title, source, expected } of casesOf(join(folder, file))) {
      it(title, () => {
        const loops = readPython(source).configurations.flatMap(({ loop }) => loop ?? []);
        assert.equal(loops.map(describeLoop).join("\n").trim(), expected.trim());
      });
    }
  });
}

describe("the order of execution", () => {
  it("is given up where functions call each other too often", () => {
    const calls = Array.from(
      { length: 8 },
      (_, index) => `def f${index}():\n${`    f${index + 1}()\n`.repeat(30)}`,
    ).join("");
    const source = `import torch\nopt = torch.optim.Adam(w)\n${calls}def f8():\n    loss.backward()\n    opt.step()\nf0()\n`;
    assert.equal(readPython(source).configurations[0].loop, undefined);
  });
});
