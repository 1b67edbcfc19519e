import assert from "node:assert/strict";
import { ParseMemory } from "../../../src/sources/parseMemory";
import { indexOf } from "../../../src/sources/python/fileIndex";
import { lastingFact, namedFact } from "../../../src/sources/python/lastingFact";
import { moduleStatements } from "../../../src/sources/python/moduleStatements";
import { parsePython } from "../../../src/sources/python/pythonSource";

const head = "import torch\n\n";
const definitions = Array.from(
  { length: 100 },
  (_, index) =>
    `def step_${index}(a, b):\n    for x in a:\n        if x > b:\n            yield torch.exp(x) + ${index}\n`,
);
const script = head + definitions.join("\n");

function read(text: string, memory: ParseMemory) {
  const source = parsePython(text, null, undefined, undefined, memory);
  return { source, statements: moduleStatements(source), module: indexOf(source).scopes.module };
}

describe("facts about the statements of a module", () => {
  it("last while other statements are edited", () => {
    let found = 0;
    const fact = lastingFact(({ outline }) => {
      found++;
      return outline.words.size;
    });
    const memory = new ParseMemory();
    for (const statement of read(script, memory).statements) fact(statement);
    assert.equal(found, 101);
    const after = read(script.replace("step_50(a, b)", "step_50(a, b, c)"), memory).statements;
    const sizes = after.map((statement) => fact(statement));
    assert.ok(found < 101 + 35, `${found - 101} statements were looked through again`);
    assert.equal(sizes[51], sizes[50] + 1);
  });

  it("are worked out anew when the names stand for something else, where they follow from these", () => {
    let found = 0;
    const fact = namedFact(() => ++found);
    const memory = new ParseMemory();
    const readAll = (text: string) => {
      const { statements, module } = read(text, memory);
      for (const statement of statements) fact(statement, module);
    };
    readAll(script);
    readAll(script.replace("torch.exp(x) + 50", "torch.exp(x) + 51"));
    assert.ok(found < 101 + 35, `${found} statements were looked through`);
    const before = found;
    readAll(script.replace("import torch", "import mxnet as torch"));
    assert.equal(found, before + 101);
  });
});
