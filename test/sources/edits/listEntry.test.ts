import assert from "node:assert/strict";
import { listEntry } from "../../../src/sources/edits/listEntry";

describe("an entry of a list", () => {
  const cases: readonly (readonly [text: string, index: number, entry: string | null])[] = [
    ["(0.9, 0.95)", 1, "0.95"],
    ["[ 0.9 , f(1, 2) ]", 1, "f(1, 2)"],
    ["(0.9,)", 0, "0.9"],
    ["(0.9,)", 1, null],
    ["[0.9,\n 0.95\n]", 1, "0.95"],
    ["'(0.9, 0.98)'", 0, "0.9"],
    ["- 0.9\n  - 0.999", 1, "0.999"],
    ["[0.9] * 2", 0, null],
    ["BETAS", 0, null],
    ["(0.9, # first\n 0.95)", 1, null],
    ["(0.9, 0.95", 0, null],
    ["", 0, null],
  ];
  for (const [text, index, entry] of cases) {
    it(`${index} of ${JSON.stringify(text)} is ${entry}`, () => {
      const found = listEntry(text, index);
      assert.equal(found && text.slice(found.from, found.to), entry);
    });
  }
});
