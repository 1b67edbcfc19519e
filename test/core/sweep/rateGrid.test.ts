import assert from "node:assert/strict";
import fc from "fast-check";
import { coarseToFine, rateFactors } from "../../../src/core/sweep/rateGrid";

describe("the factors of a sweep", () => {
  it("span the decades on either side evenly, and have 1 among them", () => {
    const factors = rateFactors({ below: 3, above: 2, perDecade: 8 });
    assert.equal(factors.length, 41);
    assert.deepEqual([factors[0], factors[24], factors[40]], [1e-3, 1, 100]);
    factors.forEach((factor, index) => {
      if (index > 0) assert.ok(Math.abs(factor / factors[index - 1] - 10 ** (1 / 8)) < 1e-12);
    });
  });

  it("are refused where there would be too many", () => {
    assert.throws(() => rateFactors({ below: 3, above: 3, perDecade: 1000 }), /1 to 400 learning rates, not 6001/);
    assert.throws(() => rateFactors({ below: -1, above: 3, perDecade: 4 }), RangeError);
  });

  it("come in an order that has each once, the first and the ends before all others", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.nat(), (count, seed) => {
        const first = seed % count;
        const order = coarseToFine(count, first);
        assert.deepEqual(
          order.toSorted((a, b) => a - b),
          Array.from({ length: count }, (_, index) => index),
        );
        assert.equal(order[0], first);
        assert.ok(order.slice(0, 3).includes(0) && order.slice(0, 3).includes(count - 1));
      }),
    );
  });
});
