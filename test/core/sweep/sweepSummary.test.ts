import assert from "node:assert/strict";
import fc from "fast-check";
import type { PointOutcome } from "../../../src/core/sweep/pointOutcome";
import { summarizeSweep } from "../../../src/core/sweep/sweepSummary";

/** @param finalLoss null for a point that diverged */
function outcome(finalLoss: number | null): PointOutcome {
  return {
    steps: 10,
    firstLoss: 1,
    finalLoss: finalLoss ?? Number.NaN,
    bestLoss: finalLoss ?? 1,
    divergedAt: finalLoss === null ? 3 : null,
    reachedAt: null,
  };
}

describe("the summary of a sweep", () => {
  it("names the best rate, its flat surroundings and where all diverge", () => {
    const summary = summarizeSweep([0.9, 0.5, 0.11, 0.1, 0.12, 0.4, null, null].map(outcome));
    assert.deepEqual(
      { ...summary, sensitivity: null },
      // Five hundredths of the one decade from 1 to 0.1 end at 0.1122.
      { best: 3, divergedFrom: 6, flat: { from: 2, to: 3 }, sensitivity: null },
    );
    // Gaps of 0.8, 0.4, 0.01, 0, 0.02, 0.3 and twice all of 0.9.
    assert.ok(Math.abs((summary.sensitivity ?? 0) - (1.53 + 1.8) / 0.9 / 8) < 1e-12);
  });

  it("takes divergence in between for an accident", () => {
    assert.equal(summarizeSweep([0.9, null, 0.1].map(outcome)).divergedFrom, null);
  });

  it("has no best where all diverge, and none where nothing is known", () => {
    assert.deepEqual(summarizeSweep([null, null].map(outcome)), {
      best: null,
      divergedFrom: 0,
      flat: null,
      sensitivity: null,
    });
    assert.equal(summarizeSweep([null, null]).divergedFrom, null);
  });

  it("has the best in its flat region, below what diverges, and a sensitivity from 0 to 1", () => {
    const loss = fc.option(fc.double({ min: 0, max: 3, noNaN: true }), { nil: null });
    fc.assert(
      fc.property(fc.array(loss, { minLength: 1, maxLength: 30 }), (losses) => {
        const { best, flat, divergedFrom, sensitivity } = summarizeSweep(losses.map(outcome));
        if (best === null) assert.ok(losses.every((each) => each === null));
        else {
          assert.ok(flat !== null && flat.from <= best && best <= flat.to);
          assert.ok(losses.every((each) => each === null || each >= (losses[best] ?? 0)));
          assert.ok(divergedFrom === null || best < divergedFrom);
        }
        if (divergedFrom !== null) assert.ok(losses.slice(divergedFrom).every((each) => each === null));
        assert.ok(sensitivity === null || (sensitivity >= 0 && sensitivity <= 1 + 1e-12));
      }),
    );
  });
});
