import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Answers, noAnswers } from "../../../src/sources/answers/answers";
import { checkAnswer, describeAnswer } from "../../../src/sources/answers/checkAnswer";
import type { AnswerKind } from "../../../src/sources/answers/unknownValue";
import { readSource } from "../../../src/sources/readSource";
import { readingWithAnswers } from "./readingWithAnswers";

describe("what only the run knows", () => {
  const cases = readFileSync(join("test", "sources", "answers", "cases.txt"), "utf8").split(/^(?=# )/m);
  for (const text of cases) {
    const [title] = text.split("\n", 1);
    const [source, expected] = text.slice(title.length + 1).split(/^==>\n/m);
    it(title.slice(2), async () => assert.equal((await readingWithAnswers(source)).trim(), expected.trim()));
  }
});

describe("the check of an answer", () => {
  const checked: readonly [AnswerKind, string, RegExp | null][] = [
    [{ kind: "integer", range: { minimum: 1, integer: true } }, "500", null],
    [{ kind: "integer", range: { minimum: 1, integer: true } }, "50_000 // 128", null],
    [{ kind: "integer", range: { minimum: 1, integer: true } }, "0", /is 0; expected an integer of at least 1/],
    [{ kind: "integer" }, "1e3", /is 1000; expected an integer, not a float/],
    [{ kind: "number", range: { minimum: 0 } }, "-1", /is -1; expected a number of at least 0/],
    [{ kind: "float" }, "1", /expected a float: 1\.0/],
    [{ kind: "numbers", length: 2 }, "(0.9, 0.99)", null],
    [{ kind: "numbers", length: 2 }, "0.9", /expected a tuple of 2 numbers/],
    [{ kind: "boolean" }, "True", null],
    [{ kind: "string" }, '"cosine"', null],
    [{ kind: "number" }, "", /"" is no value; expected a number, such as 0\.001/],
    [{ kind: "number" }, "len(loader)", /is no value/],
    [{ kind: "number" }, "1; import os", /is no value/],
    [{ kind: "number" }, `${"1 + ".repeat(200)}1`, /is no value/],
  ];
  for (const [kind, text, expected] of checked) {
    it(`${expected === null ? "takes" : "refuses"} ${text.slice(0, 30)} as ${describeAnswer(kind)}`, () => {
      const problem = checkAnswer({ expression: "args.x", kind }, text);
      if (expected === null) assert.equal(problem, null);
      else assert.match(problem ?? "", expected);
    });
  }
});

describe("what only the run of a notebook knows", () => {
  it("is asked for at its place in the file, and answered there", async () => {
    const cell = (source: string[]) => ({
      cell_type: "code",
      metadata: {},
      outputs: [],
      execution_count: null,
      source,
    });
    const cells = [cell(["import torch\n"]), cell(["torch.optim.SGD(p, lr=args.lr)\n"])];
    const notebook = JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1);
    const line = notebook.split("\n").findIndex((text) => text.includes("args.lr")) + 1;
    const read = async (answers: Answers) => (await readSource("a.ipynb", notebook, undefined, answers)).configurations;
    const [asked] = await read(noAnswers);
    assert.equal(asked.unknowns?.[0].range.line, line);
    assert.equal(asked.unknowns?.[0].neededFor[0].range.line, line);
    const [answered] = await read(new Map([["args.lr", "0.5"]]));
    assert.equal(answered.hyperparameters.lr.value, 0.5);
  });
});
