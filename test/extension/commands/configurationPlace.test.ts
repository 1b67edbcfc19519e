import assert from "node:assert/strict";
import { configurationAt, configurationsOnLine, placeOf } from "../../../src/extension/commands/configurationPlace";
import { configurationOf } from "../runs/configurationOf";

const outer = configurationOf(3, 0.1, { range: { line: 3, column: 5, endLine: 9, endColumn: 2 } });
const inner = configurationOf(5, 0.2, { range: { line: 5, column: 9, endLine: 6, endColumn: 4 } });
const last = configurationOf(12, 0.3, { range: { line: 12, column: 1, endLine: 12, endColumn: 30 } });
const all = [outer, inner, last];

describe("the configuration at the cursor", () => {
  const cases = [
    { place: { line: 3, column: 4 }, expected: undefined, where: "just before the first" },
    { place: { line: 3, column: 5 }, expected: outer, where: "at its beginning" },
    { place: { line: 4, column: 1 }, expected: outer, where: "on a line in its middle" },
    { place: { line: 5, column: 20 }, expected: inner, where: "in one within another" },
    { place: { line: 9, column: 2 }, expected: outer, where: "just behind its end" },
    { place: { line: 9, column: 3 }, expected: undefined, where: "after its end" },
    { place: { line: 12, column: 10 }, expected: last, where: "in the last" },
  ];
  for (const { place, expected, where } of cases) {
    it(`is the innermost ${where}`, () => assert.equal(configurationAt(all, place), expected));
  }

  it("is the one that is meant of several between which the program chooses", () => {
    const range = { line: 20, column: 1, endLine: 20, endColumn: 30 };
    const adamw = configurationOf(20, 0.1, { range, optimizer: "torch.optim.AdamW" });
    const adam = configurationOf(20, 0.1, { range, optimizer: "torch.optim.Adam" });
    const both = [...all, adamw, adam];
    assert.equal(configurationAt(both, placeOf(adamw)), adamw);
    assert.equal(configurationAt(both, placeOf(adam)), adam);
    assert.equal(configurationAt(both, { line: 20, column: 1 }), adam);
    assert.equal(configurationAt([...all, adam], placeOf(adamw)), adam);
  });

  it("may be told by its line alone", () => {
    assert.deepEqual(configurationsOnLine(all, 9), [outer]);
    assert.deepEqual(configurationsOnLine(all, 5), [outer, inner]);
    assert.deepEqual(configurationsOnLine(all, 1), []);
  });
});
