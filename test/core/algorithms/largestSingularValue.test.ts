import assert from "node:assert/strict";
import fc from "fast-check";
import { largestSingularValue } from "../../../src/core/algorithms/largestSingularValue";

describe("largestSingularValue", () => {
  it("is the largest magnitude on the diagonal of a diagonal matrix", () => {
    assert.equal(largestSingularValue(Float64Array.of(3, 0, 0, 0, -5, 0), 2, 3), 5);
  });

  it("is the norm of a matrix of rank 1, which is the product of the two vectors' norms", () => {
    const vectors = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(vectors, vectors, (u, v) => {
        const matrix = Float64Array.from(u.flatMap((a) => v.map((b) => a * b)));
        const norms = Math.hypot(...u) * Math.hypot(...v);
        assert.ok(Math.abs(largestSingularValue(matrix, 4, 4) - norms) <= 1e-14 * norms);
      }),
    );
  });

  it("lengthens no vector by more", () => {
    const entries = (length: number) =>
      fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: length, maxLength: length });
    fc.assert(
      fc.property(entries(12), entries(4), (values, x) => {
        const rows = [0, 4, 8].map((start) => values.slice(start, start + 4).reduce((sum, a, i) => sum + a * x[i], 0));
        const bound = largestSingularValue(Float64Array.from(values), 3, 4) * Math.hypot(...x);
        assert.ok(Math.hypot(...rows) <= bound * (1 + 1e-12));
      }),
    );
  });

  it("is NaN where an entry is", () => {
    assert.equal(largestSingularValue(Float64Array.of(1, Number.NaN, 0, 1), 2, 2), Number.NaN);
  });
});
