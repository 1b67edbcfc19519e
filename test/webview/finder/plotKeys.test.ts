import assert from "node:assert/strict";
import { placeAfterKey } from "../../../webview/finder/plotKeys";

describe("the keys of the finder's charts", () => {
  it("move in a map in four directions, and not out of it", () => {
    const from = { rate: 3, row: 1 };
    const to = (key: string) => placeAfterKey(key, from, 10, 3);
    assert.deepEqual(to("ArrowLeft"), { rate: 2, row: 1 });
    assert.deepEqual(to("ArrowUp"), { rate: 3, row: 2 });
    assert.deepEqual(to("ArrowDown"), { rate: 3, row: 0 });
    assert.deepEqual(to("PageDown"), { rate: 0, row: 1 });
    assert.deepEqual(to("PageUp"), { rate: 8, row: 1 });
    assert.deepEqual(to("End"), { rate: 9, row: 1 });
    assert.equal(to("a"), null);
  });

  it("move along a curve up and down too, as a slider does", () => {
    assert.deepEqual(placeAfterKey("ArrowUp", { rate: 3, row: 0 }, 10, 1), { rate: 4, row: 0 });
    assert.deepEqual(placeAfterKey("ArrowDown", { rate: 0, row: 0 }, 10, 1), { rate: 0, row: 0 });
  });
});
