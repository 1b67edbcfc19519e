import assert from "node:assert/strict";
import { leavesOf, refineTree, spreadLeaves, type Tree } from "../../src/sources/parameterTree";
import { tensorValuesInShort } from "../../src/sources/tensorValuesInShort";

const leaf = <Value>(value: Value): Tree<Value> => ({ kind: "leaf", value });
const list = <Value>(...branches: Tree<Value>[]): Tree<Value> => ({ kind: "list", branches });
const dictionary = <Value>(entries: Readonly<Record<string, Tree<Value>>>): Tree<Value> => ({
  kind: "dictionary",
  keys: Object.keys(entries),
  branches: Object.values(entries),
});

describe("trees of parameters", () => {
  it("are refined by each other, where each may go on below a leaf of the other", () => {
    const a = dictionary({ body: leaf(true), head: list(leaf(false), leaf(true)) });
    const b = dictionary({ body: list(leaf(1), leaf(2), leaf(3)), head: leaf(4) });
    const common = refineTree(a, b);
    assert.ok(common);
    assert.equal(leavesOf(common).length, 5);
    assert.deepEqual(spreadLeaves(a, common), [true, true, true, false, true]);
    assert.deepEqual(spreadLeaves(b, common), [1, 2, 3, 4, 4]);
  });

  it("do not fit where branches are of another kind, number or name", () => {
    const flags = [leaf(true), leaf(false)];
    const two = list(...flags);
    assert.equal(refineTree(two, { kind: "tuple", branches: flags }), null);
    assert.equal(refineTree(two, list(leaf(true))), null);
    assert.equal(refineTree(dictionary({ a: leaf(1) }), dictionary({ b: leaf(1) })), null);
    assert.equal(refineTree(list(two), list(list(leaf(true)))), null);
  });
});

describe("tensorValuesInShort", () => {
  it("lists leaves, and says at which numbers of dimensions a value stands", () => {
    assert.deepEqual(tensorValuesInShort({ by: "leaf", tree: list(leaf(true), list(leaf(false))) }), [true, false]);
    const short = (...values: (boolean | string)[]) => tensorValuesInShort({ by: "dimensions", values });
    assert.equal(short(true), true);
    assert.equal(short(false, false, true), "ndim ≥ 2");
    assert.equal(short(true, true, false, true, false), "ndim 0–1, 3");
    assert.equal(short("a", "b", "a"), "a ndim 0, ≥ 2; b ndim 1");
  });
});
