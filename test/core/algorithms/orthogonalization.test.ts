import assert from "node:assert/strict";
import fc from "fast-check";
import { ARITHMETIC, matrixArithmetic } from "../../../src/core/algorithms/matrixArithmetic";
import { Orthogonalization, type Preconditioning } from "../../../src/core/algorithms/orthogonalization";

/** As torch's Muon has it. */
const options = {
  coefficients: Array.from({ length: 5 }, () => [3.4445, -4.775, 2.0315] as const),
  preconditioning: { kind: "frobenius", epsilon: 1e-7, epsilonIs: "least" },
} as const;

function orthogonalize(values: readonly number[], rows: number, columns: number): number[] {
  const orthogonalization = new Orthogonalization(rows, columns, ARITHMETIC.bfloat16, false);
  orthogonalization.run(Float64Array.from(values), 0, options);
  return Array.from(orthogonalization.result);
}

function transpose(values: readonly number[], rows: number, columns: number): number[] {
  return Array.from({ length: values.length }, (_, i) => values[(i % rows) * columns + Math.floor(i / rows)]);
}

describe("Orthogonalization", () => {
  it("brings the singular values of a diagonal matrix near 1, and leaves the rest 0", () => {
    const result = orthogonalize([5, 0, 0, 0, -0.5, 0], 2, 3);
    assert.deepEqual([result[1], result[2], result[3], result[5]], [0, 0, 0, 0]);
    // The polynomial keeps them between about 0.7 and 1.2 (Jordan 2024).
    assert.ok(result[0] > 0.65 && result[0] < 1.25, String(result[0]));
    assert.ok(result[4] < -0.65 && result[4] > -1.25, String(result[4]));
  });

  it("treats a matrix that stands as one that lies", () => {
    const entries = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(entries, (values) => {
        assert.deepEqual(orthogonalize(transpose(values, 3, 4), 4, 3), transpose(orthogonalize(values, 3, 4), 3, 4));
      }),
    );
  });

  it("does not depend on the scale, as long as that is a power of 2", () => {
    const values = [3, -1, 0.5, 2, 4, -0.25];
    assert.deepEqual(
      orthogonalize(
        values.map((value) => value * 2 ** 20),
        2,
        3,
      ),
      orthogonalize(values, 2, 3),
    );
  });

  it("makes nothing of nothing", () => {
    assert.deepEqual(orthogonalize([0, 0, 0, 0], 2, 2), [0, 0, 0, 0]);
  });

  const preconditionings: readonly Preconditioning[] = [
    { kind: "frobenius", epsilon: 1e-8, epsilonIs: "added" },
    { kind: "spectral", epsilon: 1e-8, epsilonIs: "added" },
    { kind: "aol" },
    { kind: "schatten" },
  ];
  for (const preconditioning of preconditionings) {
    it(`makes rows orthogonal whose singular values are not too different: ${preconditioning.kind}`, () => {
      // X ← 3/2 X − 1/2 X Xᵀ X converges to the orthogonal matrix itself.
      const coefficients = Array.from({ length: 30 }, () => [1.5, -0.5, 0] as const);
      const orthogonalization = new Orthogonalization(2, 3, matrixArithmetic("float64"), true);
      orthogonalization.run(Float64Array.of(3, -1, 0.5, 2, 4, -0.25), 0, { coefficients, preconditioning });
      const rows = [0, 3].map((start) => Array.from(orthogonalization.result.slice(start, start + 3)));
      const product = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i], 0);
      assert.ok(Math.abs(product(rows[0], rows[0]) - 1) < 1e-12);
      assert.ok(Math.abs(product(rows[1], rows[1]) - 1) < 1e-12);
      assert.ok(Math.abs(product(rows[0], rows[1])) < 1e-12);
    });
  }
});
