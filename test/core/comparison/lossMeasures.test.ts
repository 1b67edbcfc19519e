import assert from "node:assert/strict";
import fc from "fast-check";
import { type LossSeries, lossMeasures } from "../../../src/core/comparison/lossMeasures";

const seriesOf = (losses: readonly number[]): LossSeries => ({
  rows: losses.length,
  block: (from, to) => Float64Array.from(losses.slice(from, to)),
});

const measures = (losses: readonly number[], target: number | null = null, sharedRows = losses.length) =>
  lossMeasures(seriesOf(losses), { target, sharedRows });

describe("lossMeasures", () => {
  it("takes the last loss, the smallest with its first step, and the area under the curve", () => {
    assert.deepEqual(measures([8, 2, 1, 1, 4]), {
      final: 4,
      best: { loss: 1, step: 2 },
      stepsToTarget: null,
      area: 5 + 1.5 + 1 + 2.5,
    });
  });

  it("counts the updates to the first loss at or below the target", () => {
    assert.equal(measures([8, 2, 1, 4], 2)?.stepsToTarget, 1);
    assert.equal(measures([8, 2, 1, 4], 1.5)?.stepsToTarget, 2);
    assert.equal(measures([8, 2, 1, 4], 8)?.stepsToTarget, 0);
    assert.equal(measures([8, 2, 1, 4], 0.5)?.stepsToTarget, null);
  });

  it("measures the area as far as all runs go", () => {
    assert.equal(measures([8, 2, 1, 1, 4], null, 2)?.area, 5);
    assert.equal(measures([8], null, 1)?.area, 0);
  });

  it("says of a run that diverged that it did", () => {
    const diverged = measures([3, 5, Infinity, Number.NaN], 4);
    assert.deepEqual(diverged, { final: Number.NaN, best: { loss: 3, step: 0 }, stepsToTarget: 0, area: Number.NaN });
    assert.equal(measures([1, Infinity, 1])?.area, Infinity);
    assert.equal(measures([Number.NaN])?.best, null);
  });

  it("has nothing to say of no steps", () => {
    assert.equal(measures([]), null);
  });

  it("agrees with a plain sum for losses of several blocks", () => {
    const losses = Array.from({ length: 150_000 }, (_, step) => 1 / (1 + step) + (step % 7));
    const result = measures(losses, 0.001);
    let area = 0;
    for (let step = 1; step < losses.length; step++) area += (losses[step - 1] + losses[step]) / 2;
    assert.equal(result?.area, area);
    assert.equal(result?.best?.step, 149_996);
    assert.equal(
      result?.stepsToTarget,
      losses.findIndex((loss) => loss <= 0.001),
    );
  });

  it("finds nothing better than the best, and reaches it when it says", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 }), (losses) => {
        const best = measures(losses)?.best;
        // 0 and −0 are the same loss.
        assert.ok(best?.loss === Math.min(...losses));
        assert.equal(measures(losses, best?.loss ?? null)?.stepsToTarget, best?.step);
      }),
    );
  });
});
