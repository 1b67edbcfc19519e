import assert from "node:assert/strict";
import { describeProvenance, provenanceOf } from "../../src/sources/provenance";

const range = { line: 24, column: 5, endLine: 24, endColumn: 9 };

describe("where a value comes from", () => {
  for (const [words, read] of [
    ["default", { value: 1, range: null }],
    ["line 24", { value: 1, range }],
    ["default of --lr, line 24", { value: 1, range, origin: "default of --lr" }],
    ["base.py, line 24", { value: 1, range, file: "/project/configs/base.py" }],
    ["lr of Config, base.py, line 24", { value: 1, range, file: "base.py", origin: "lr of Config" }],
    ["share of the run", { value: 1, range: null, origin: "share of the run" }],
  ] as const) {
    it(words, () => assert.equal(describeProvenance(provenanceOf(read)), words));
  }
});
