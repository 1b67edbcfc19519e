import assert from "node:assert/strict";
import { findDeepBracket } from "../../../src/sources/python/nestedBrackets";
import { readPython } from "../../../src/sources/python/readPython";

const nested = (count: number) => `${"[".repeat(count)}${"]".repeat(count)}`;
const training = "import torch\noptimizer = torch.optim.SGD(p, lr=0.1)\n";

describe("Python with brackets in brackets", () => {
  it("is read as deep as Python reads them", () => {
    assert.equal(readPython(`${training}x = ${nested(200)}\n`).configurations.length, 1);
  });

  it("is given up beyond, and said where", () => {
    const { configurations, issues } = readPython(`${training}x = ${nested(201)}\n`.repeat(100));
    assert.deepEqual(configurations, []);
    assert.equal(issues.length, 1);
    assert.match(issues[0].message, /^This bracket stands in 200 others; Python reads no more/);
    assert.deepEqual(issues[0].range, { line: 3, column: 205, endLine: 3, endColumn: 206 });
  });

  it("is not given up for brackets in strings and comments", () => {
    const open = "(".repeat(300);
    const texts = [`x = "${open}"`, `x = '\\'${open}'`, `x = """\n"${open}\n"""`, `# ${open}`, `x = r'''${open}'''`];
    for (const text of texts) assert.equal(findDeepBracket(`${text}\nf(x)\n`), null, text);
  });

  it("is given up where strings are closed again in front of them", () => {
    const text = `x = "(" + '"' # "\n${nested(201)}`;
    assert.equal(findDeepBracket(text), text.indexOf("[") + 200);
  });
});
