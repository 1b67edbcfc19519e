import assert from "node:assert/strict";
import { type LineEdit, movedLine } from "../../../src/extension/runs/movedLine";

/** A line that is looked for after an edit of a text. */
const text = ["one", "two", "three", "four", "five"];

describe("a line after edits", () => {
  const cases: readonly [string, LineEdit, number][] = [
    ["typing in the line itself", { line: 2, column: 4, endLine: 2, text: "x" }, 3],
    ["a new line above", { line: 0, column: 3, endLine: 0, text: "\n" }, 4],
    ["a new line below", { line: 3, column: 0, endLine: 3, text: "\n" }, 3],
    ["a new line before all of it", { line: 2, column: 0, endLine: 2, text: "\n" }, 4],
    ["a new line within it", { line: 2, column: 2, endLine: 2, text: "\n" }, 3],
    ["two lines that go from above", { line: 0, column: 0, endLine: 2, text: "" }, 1],
    ["one that is joined with it from above", { line: 1, column: 3, endLine: 2, text: "" }, 2],
    ["one that is joined with it from below", { line: 2, column: 5, endLine: 3, text: "" }, 3],
    ["everything that is replaced", { line: 0, column: 0, endLine: 4, text: text.join("\n") }, 3],
  ];
  for (const [what, edit, expected] of cases) {
    it(`is found after ${what}`, () => assert.equal(movedLine(3, [edit]), expected));
  }

  it("moves with each of several edits", () => {
    const edits = [
      { line: 1, column: 0, endLine: 1, text: "a\nb\n" },
      { line: 0, column: 0, endLine: 0, text: "\n" },
    ];
    assert.equal(movedLine(3, edits), 6);
  });
});
