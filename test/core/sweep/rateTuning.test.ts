import assert from "node:assert/strict";
import fc from "fast-check";
import { withRateFactor } from "../../../src/core/simulation/rateFactor";
import { evaluatePoint } from "../../../src/core/sweep/pointEvaluation";
import { drawRates } from "../../../src/core/sweep/randomSearch";
import { chooseTrial, summarizeSeeds, type Trial } from "../../../src/core/sweep/rateTuning";
import { specificationOf } from "./specificationOf";

function trialsOf(seed: number, trials: number, seeds: readonly number[]): Trial[] {
  const { optimizer } = specificationOf();
  return drawRates({ from: 1e-3, to: 10, trials, seed }).map((rate) => ({
    rate,
    outcomes: seeds.map((own) =>
      evaluatePoint(
        specificationOf({
          optimizer: withRateFactor(optimizer, rate / optimizer.learningRate),
          problem: { name: "noisy-quadratic", parameters: {} },
          seed: own,
        }),
      ),
    ),
  }));
}

describe("a log-uniform random search", () => {
  it("draws the same rates for a seed, within its ends, as many below the middle of the digits as above", () => {
    const search = { from: 1e-4, to: 1, trials: 2000, seed: 7 };
    const rates = drawRates(search);
    assert.deepEqual(rates, drawRates(search));
    assert.notDeepEqual(rates, drawRates({ ...search, seed: 8 }));
    assert.ok(rates.every((rate) => rate >= 1e-4 && rate <= 1));
    const below = rates.filter((rate) => rate < 1e-2).length;
    assert.ok(Math.abs(below - 1000) < 100, `${below} of 2,000`);
  });

  it("of more trials begins with those of fewer", () => {
    const search = { from: 1e-4, to: 1, seed: 1 };
    assert.deepEqual(drawRates({ ...search, trials: 20 }).slice(0, 5), drawRates({ ...search, trials: 5 }));
  });

  it("refuses ends and numbers that make none", () => {
    assert.throws(() => drawRates({ from: 0, to: 1, trials: 3, seed: 0 }), /0 < from ≤ to, not 0 and 1/);
    assert.throws(() => drawRates({ from: 1, to: 2, trials: 0, seed: 0 }), /not 0/);
  });
});

describe("tuning", () => {
  it("chooses the smallest mean over the seeds among trials that never diverged", () => {
    const trials = trialsOf(2, 24, [0, 1]);
    const { best, diverged } = chooseTrial(trials);
    assert.ok(best !== null && diverged > 0 && diverged < 24);
    const mean = ({ outcomes }: Trial) => (outcomes[0].finalLoss + outcomes[1].finalLoss) / 2;
    for (const trial of trials) {
      if (trial.outcomes.every(({ divergedAt }) => divergedAt === null)) assert.ok(mean(trial) >= mean(trials[best]));
    }
  });

  it("does not depend on the order of the trials", () => {
    const trials = trialsOf(3, 10, [0]);
    const { best } = chooseTrial(trials);
    fc.assert(
      fc.property(fc.shuffledSubarray(trials, { minLength: trials.length }), (shuffled) => {
        const other = chooseTrial(shuffled);
        assert.equal(shuffled[other.best ?? -1]?.rate, trials[best ?? -1]?.rate);
      }),
      { numRuns: 20 },
    );
  });

  it("finds nothing where all diverge, and says where the best is at an edge", () => {
    const [trial] = trialsOf(0, 1, [0]);
    const lost = { ...trial, outcomes: trial.outcomes.map((each) => ({ ...each, divergedAt: 0 })) };
    assert.deepEqual(chooseTrial([lost]), { best: null, diverged: 1, atEdge: null });
    const at = (rate: number, finalLoss: number): Trial => ({
      rate,
      outcomes: [{ steps: 1, firstLoss: 1, finalLoss, bestLoss: finalLoss, divergedAt: null, reachedAt: null }],
    });
    assert.equal(chooseTrial([at(1, 3), at(3, 1), at(2, 2)]).atEdge, "high");
    assert.equal(chooseTrial([at(1, 1), at(3, 3), at(2, 2)]).atEdge, "low");
    assert.equal(chooseTrial([at(1, 3), at(3, 3), at(2, 2)]).atEdge, null);
  });

  it("puts seeds together as mean and band, and counts those that diverged apart", () => {
    const outcomes = [0, 1, 2].map((seed) =>
      evaluatePoint(specificationOf({ problem: { name: "noisy-quadratic", parameters: {} }, seed }), {
        curvePoints: 10,
      }),
    );
    const lost = { ...outcomes[0], divergedAt: 5, finalLoss: Number.NaN };
    const summary = summarizeSeeds([...outcomes, lost]);
    assert.deepEqual([summary.seeds, summary.diverged, summary.curve.length], [4, 1, 10]);
    const losses = outcomes.map(({ finalLoss }) => finalLoss);
    assert.equal(summary.finalLoss.lowest, Math.min(...losses));
    assert.equal(summary.finalLoss.highest, Math.max(...losses));
    for (const { lowest, mean, highest } of summary.curve) assert.ok(lowest <= mean && mean <= highest);
    assert.equal(summarizeSeeds([lost]).finalLoss.mean, Number.NaN);
  });
});
