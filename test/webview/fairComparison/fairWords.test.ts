import assert from "node:assert/strict";
import type { FairComparisonState, FairEntry } from "../../../src/protocol/fairComparison";
import { comparisonInWords, rankedEntries, tuningInWords } from "../../../webview/fairComparison/fairWords";

function entryOf(name: string, lowest: number, highest: number, changes: Partial<FairEntry> = {}): FairEntry {
  const spread = { mean: (lowest + highest) / 2, lowest, highest };
  const tuned = { rate: 0.02, diverged: 0, finalLoss: spread, bestLoss: spread, curve: [] };
  const tuning = { best: 3, diverged: 2, atEdge: null };
  return { run: name, name, color: 0, clipping: null, ownSteps: 1000, tuning, own: tuned, tuned, ...changes };
}

function stateOf(entries: readonly FairEntry[], changes: Partial<FairComparisonState> = {}): FairComparisonState {
  return {
    status: "finished",
    message: null,
    budget: { trials: 16, tuningSeeds: 2, seeds: 5, from: 1e-4, to: 1 },
    problem: "noisy quadratic · 100 p",
    steps: 1000,
    stride: 10,
    done: 84,
    total: 84,
    entries,
    leftOut: [],
    ...changes,
  };
}

describe("a fair comparison in words", () => {
  it("says who is ahead only as surely as the seeds do", () => {
    const [apart] = comparisonInWords(stateOf([entryOf("SGD", 2, 3), entryOf("Adam", 0.5, 1)]));
    assert.equal(
      apart,
      "Adam ends lowest: 0.7500 on the mean with a learning rate of 0.02; every seed of it ends below every seed of SGD.",
    );
    const [close] = comparisonInWords(stateOf([entryOf("SGD", 0.9, 3), entryOf("Adam", 0.5, 1)]));
    assert.match(close, /its seeds overlap with those of SGD: the difference may be chance\.$/);
  });

  it("says what was done, what was clipped and what was left out", () => {
    const entries = [entryOf("SGD", 2, 3), entryOf("Adam", 0.5, 1, { clipping: "the norm to 1" })];
    const words = comparisonInWords(stateOf(entries, { leftOut: ["Replay: it has no loss."] })).join(" ");
    assert.match(
      words,
      /Each of the 2 optimizers was given the same 16 learning rates, drawn log-uniformly from 1e-4 to 1, each with 2 seeds/,
    );
    assert.match(words, /made again with 5 other seeds/);
    assert.match(words, /clipped only where the source says so: Adam clips the norm to 1\./);
    assert.doesNotMatch(words, /Cut to/);
    const cut = stateOf([entryOf("SGD", 2, 3, { ownSteps: 20_000 })]);
    assert.match(comparisonInWords(cut).join(" "), /Cut to the steps of the shortest run.*: SGD from 20,000 steps\./);
    assert.match(words, /Left out: Replay: it has no loss\.$/);
    assert.match(comparisonInWords(stateOf([entryOf("SGD", 2, 3)])).join(" "), /Nothing was clipped\./);
  });

  it("ranks what has a result, and says what the search met", () => {
    const lost = entryOf("Rprop", 0, 0, { tuned: null, tuning: { best: null, diverged: 16, atEdge: null } });
    const [best, next] = [entryOf("Adam", 0.5, 1), entryOf("SGD", 2, 3)];
    assert.deepEqual(rankedEntries([lost, next, best]), [best, next]);
    assert.equal(tuningInWords(lost, 16), "All learning rates diverged.");
    const atEdge = entryOf("SGD", 2, 3, { tuning: { best: 0, diverged: 1, atEdge: "high" } });
    assert.equal(
      tuningInWords(atEdge, 16),
      "1 of 16 diverged; the largest of all was best, a larger one may be better",
    );
    assert.match(
      comparisonInWords(stateOf([lost], { status: "running", done: 3 })).join(" "),
      /3 of 84 simulations are done/,
    );
  });
});
