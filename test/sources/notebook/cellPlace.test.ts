import assert from "node:assert/strict";
import { linePositions } from "../../../src/sources/linePositions";
import { cellPlace } from "../../../src/sources/notebook/cellPlace";

const lines = ["import torch\n", 'name = "a\\b"\n', "rate = 0.1"];
const notebook = JSON.stringify(
  {
    cells: [
      { cell_type: "markdown", source: ["rate = 0.1 is said\n"] },
      { cell_type: "code", source: lines, outputs: [] },
      { cell_type: "code", source: 'x = "ü\\t"\ny = rate * 2', outputs: [] },
    ],
    metadata: {},
    nbformat: 4,
  },
  null,
  1,
);

/** The place in its cell of the last such words of the file. */
function placeOf(words: string) {
  const from = notebook.lastIndexOf(words);
  assert.notEqual(from, -1);
  return cellPlace(notebook, linePositions(notebook).range(from, from + words.length));
}

describe("the place in a notebook's cells", () => {
  it("is in the cell of code, line by line", () => {
    assert.deepEqual(placeOf("torch"), { cell: 0, range: { line: 1, column: 8, endLine: 1, endColumn: 13 } });
    assert.deepEqual(placeOf("0.1"), { cell: 0, range: { line: 3, column: 8, endLine: 3, endColumn: 11 } });
  });

  it("counts what escapes say, in a cell that is one string too", () => {
    assert.deepEqual(placeOf("rate * 2"), { cell: 1, range: { line: 2, column: 5, endLine: 2, endColumn: 13 } });
  });

  it("is the next line of code where only a line of the file is known", () => {
    const line = linePositions(notebook).position(notebook.lastIndexOf("rate = 0.1")).line;
    const place = cellPlace(notebook, { line, column: 1, endLine: line, endColumn: 1 });
    assert.deepEqual(place, { cell: 0, range: { line: 3, column: 1, endLine: 3, endColumn: 1 } });
  });

  it("is none behind the last code, and in what is no notebook", () => {
    const end = linePositions(notebook).range(notebook.length, notebook.length);
    assert.equal(cellPlace(notebook, end), null);
    assert.equal(cellPlace("{", { line: 1, column: 1, endLine: 1, endColumn: 1 }), null);
  });
});
