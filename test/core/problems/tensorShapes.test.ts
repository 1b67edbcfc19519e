import assert from "node:assert/strict";
import { formatTensorShapes, isOneVector, oneVector, parseTensorShapes } from "../../../src/core/problems/tensorShapes";

describe("Tensor shapes", () => {
  it("are read from text and written again", () => {
    const tensors = parseTensorShapes(" 4x5, 7,1", 28);
    assert.deepEqual(
      tensors.map(({ name, shape }) => [name, shape]),
      [
        ["tensor 1", [4, 5]],
        ["tensor 2", [7]],
        ["tensor 3", [1]],
      ],
    );
    assert.equal(formatTensorShapes(tensors), "4x5,7,1");
  });

  it("of a single tensor keep the name that parameters have", () => {
    assert.deepEqual(parseTensorShapes("2x3", 6), [{ name: "p", shape: [2, 3] }]);
    assert.deepEqual(parseTensorShapes("6", 6), oneVector(6));
    assert.deepEqual([parseTensorShapes("6", 6), parseTensorShapes("2x3", 6)].map(isOneVector), [true, false]);
  });

  for (const [text, message] of [
    ["4x5,7", /^TensorShapesError: 4x5,7 has 27 entries; the recorded gradients have 6\.$/],
    ["2*3", /found "2\*3"; expected extents such as 4x5/],
    ["2x3,", /found ""; expected/],
    ["2x0,6", /found "2x0"/],
    ["", /found ""/],
  ] as const) {
    it(`refuse "${text}"`, () => {
      assert.throws(() => parseTensorShapes(text, 6), message);
    });
  }
});
