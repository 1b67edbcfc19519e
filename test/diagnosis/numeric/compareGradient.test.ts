import assert from "node:assert/strict";
import { compareGradient } from "../../../src/diagnosis/numeric/compareGradient";
import { applyOperation, scalar } from "../../../src/diagnosis/numeric/smallArray";
import type { NumericNode, NumericOperation, NumericProgram } from "../../../src/sources/numericProgram";

const input = (name: string, role: "parameter" | "data" | "count"): NumericNode => ({ kind: "input", name, role });
const operation = (name: NumericOperation, ...operands: number[]): NumericNode => ({
  kind: "operation",
  name,
  operands,
});

/** The mean of squares of X @ w − y, and X.T @ (X @ w − y). */
const regression: NumericProgram = {
  nodes: [
    input("w", "parameter"),
    input("X", "data"),
    input("y", "data"),
    operation("matrixProduct", 1, 0),
    operation("-", 3, 2),
    operation("square", 4),
    operation("mean", 5),
    operation("transpose", 1),
    operation("matrixProduct", 7, 4),
    operation("negative", 8),
    input("m", "count"),
    operation("/", 8, 10),
    operation("tanh", 8),
  ],
};

describe("comparing an expression with the derivative of a loss", () => {
  it("tells the factor by the number of samples", () => {
    const found = compareGradient(regression, 6, 8);
    assert.equal(found?.sign, 1);
    const factor = found.factor();
    assert.equal(factor?.power, 1);
    assert.ok(Math.abs(factor.share - 0.5) < 1e-6);
  });

  it("tells the sign", () => {
    assert.equal(compareGradient(regression, 6, 9)?.sign, -1);
  });

  it("tells no factor where a number takes part that is not known", () => {
    const found = compareGradient(regression, 6, 11);
    assert.equal(found?.sign, 1);
    assert.equal(found.factor(), null);
  });

  it("says nothing of what is no multiple", () => {
    assert.equal(compareGradient(regression, 6, 12), null);
  });
});

describe("small arrays", () => {
  const vector = { shape: [3], data: [1, 2, 3] };
  const column = { shape: [3, 1], data: [1, 2, 3] };
  const matrix = { shape: [2, 3], data: [1, 2, 3, 4, 5, 6] };

  it("spread numbers and rows as NumPy does, and no column to a table", () => {
    assert.deepEqual(applyOperation("+", [vector, scalar(1)])?.data, [2, 3, 4]);
    assert.deepEqual(applyOperation("*", [matrix, vector])?.data, [1, 4, 9, 4, 10, 18]);
    assert.equal(applyOperation("-", [column, vector]), null);
    assert.equal(applyOperation("-", [matrix, column]), null);
  });

  it("are multiplied, turned round and summed up along an axis", () => {
    assert.deepEqual(applyOperation("matrixProduct", [matrix, vector]), { shape: [2], data: [14, 32] });
    assert.equal(applyOperation("matrixProduct", [matrix, scalar(1)]), null);
    assert.deepEqual(applyOperation("transpose", [matrix]), { shape: [3, 2], data: [1, 4, 2, 5, 3, 6] });
    assert.deepEqual(applyOperation("sum", [matrix], { axis: 0 }), { shape: [3], data: [5, 7, 9] });
    assert.deepEqual(applyOperation("mean", [matrix], { axis: -1, keepsDimensions: true }), {
      shape: [2, 1],
      data: [2, 5],
    });
  });
});
