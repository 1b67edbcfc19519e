import assert from "node:assert/strict";
import fc from "fast-check";
import { coarseToFine, sweepRates } from "../../../src/core/sweep/rateGrid";

describe("the learning rates of a sweep", () => {
  it("span the decades on either side evenly, in digits that one would type", () => {
    const rates = sweepRates(0.003, { below: 3, above: 2, perDecade: 8 });
    assert.equal(rates.length, 41);
    assert.deepEqual([rates[0], rates[23], rates[24], rates[25], rates[40]], [3e-6, 0.00225, 0.003, 0.004, 0.3]);
  });

  it("rise, and have the one in the middle among them as it is", () => {
    const middle = fc.double({ min: 1e-9, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(middle, fc.integer({ min: 1, max: 100 }), (rate, perDecade) => {
        const rates = sweepRates(rate, { below: 1, above: 1, perDecade });
        assert.equal(rates[perDecade], rate);
        // The middle alone is not rounded.
        rates.forEach((each, index) => {
          if (index > 0) assert.ok(each > rates[index - 1] * (1 - 1e-2));
        });
      }),
    );
  });

  it("are refused where there would be too many, or none", () => {
    assert.throws(() => sweepRates(1, { below: 3, above: 3, perDecade: 100 }), /1 to 400 learning rates, not 601/);
    assert.throws(() => sweepRates(1, { below: -1, above: 3, perDecade: 4 }), RangeError);
    assert.throws(() => sweepRates(0, { below: 1, above: 1, perDecade: 4 }), /above 0 to go around, not 0/);
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
