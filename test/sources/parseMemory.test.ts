import assert from "node:assert/strict";
import { Tree, type TreeBuffer } from "@lezer/common";
import { parser } from "@lezer/python";
import fc from "fast-check";
import { ParseMemory } from "../../src/sources/parseMemory";

const definitions = Array.from(
  { length: 60 },
  (_, index) =>
    `def step_${index}(a, b=${index}):\n    for x in a:\n        if x > b:\n            yield x * 1e-${index}\n`,
);
const script = definitions.join("\n");

/** The smallest parts of a tree that a later one may take over. */
function partsOf(tree: Tree): readonly TreeBuffer[] {
  return tree.children.flatMap((child) => (child instanceof Tree ? partsOf(child) : [child]));
}

describe("remembering the syntax tree of a document", () => {
  it("gives the tree that parsing anew gives, once there is no mistake", () => {
    const typed = fc.constantFrom("x", "1", " + 1", "\n", "    ", "#", "(", ")", '"', '"""', ":", "");
    const at = fc.oneof(fc.nat({ max: script.length }), fc.constant(script.length));
    const edit = fc.record({ at, typed });
    let compared = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const memory = new ParseMemory();
        const versions = [script];
        for (const { at, typed } of edits) {
          const text = versions[versions.length - 1];
          versions.push(
            typed === "" ? text.slice(0, at) + text.slice(at + 3) : text.slice(0, at) + typed + text.slice(at),
          );
        }
        // As they are typed, and undone again.
        for (const text of [...versions, ...versions.toReversed()]) {
          const tree = memory.parse(parser, text).toString();
          const anew = parser.parse(text).toString();
          if (anew.includes("⚠")) continue;
          assert.equal(tree, anew, text);
          compared++;
        }
      }),
      { numRuns: 150 },
    );
    assert.ok(compared > 300);
  });

  it("takes what has not changed from the tree before", () => {
    const memory = new ParseMemory();
    const before = memory.parse(parser, script);
    const after = memory.parse(parser, script.replace("step_30(a", "step_30(a2"));
    const kept = new Set(partsOf(before));
    const taken = partsOf(after).filter((part) => kept.has(part));
    const length = taken.reduce((sum, part) => sum + part.length, 0);
    assert.ok(length > 0.5 * script.length, `${length} of ${script.length}`);
  });

  it("gives the same tree for the same text", () => {
    const memory = new ParseMemory();
    assert.equal(memory.parse(parser, script), memory.parse(parser, script));
  });
});
