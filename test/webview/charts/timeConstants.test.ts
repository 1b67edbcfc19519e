import assert from "node:assert/strict";
import { timeConstants } from "../../../webview/charts/timeConstants";

describe("timeConstants", () => {
  it("goes from 2 to a fifth of the steps in round numbers", () => {
    assert.deepEqual(timeConstants(1000, null), [2, 5, 10, 20, 50, 100, 200]);
    assert.deepEqual(timeConstants(8, null), [2]);
  });

  it("has the one that was chosen with more steps", () => {
    assert.deepEqual(timeConstants(100, 500), [2, 5, 10, 20, 500]);
    assert.deepEqual(timeConstants(100, 20), [2, 5, 10, 20]);
  });
});
