import assert from "node:assert/strict";
import { pointInWords, sweepInWords } from "../../../webview/finder/finderWords";
import { finderState, outcomeOf } from "./finderState";

const second = { id: "momentum", label: "β", documentation: "", values: [0, 0.9], own: 1 };

describe("a sweep in words", () => {
  it("begins with the answer, and says how it came about", () => {
    assert.deepEqual(sweepInWords(finderState()), [
      "The best learning rate is 0.1; yours, 0.01, ends at 0.5000.",
      "No other rate comes within 5 % of its way down, by digits.",
      "From 1 on all runs diverge.",
      "Over the whole range 47 % of the best's way down is missed on the mean (sensitivity: 0 % where any rate is as good).",
      "The stability limit is 0.5000, where the curvature of the problem, 4, is as large as the optimizer bears (λ = 2 / η).",
      "Each of the 5 points is a run of 100 steps on the test problem quadratic · 3 p · seed 0; the final loss is the mean over the last tenth of its steps. Your network's best learning rate will differ.",
    ]);
  });

  it("says where the best lies at the edge, and where the run's own rate diverges", () => {
    const outcomes = [0.2, 0.5, null, null, null].map(outcomeOf);
    const stable = { rate: 0.005, sharpness: 400, formula: null };
    const [answer, , , , limit] = sweepInWords(finderState({ outcomes, stable }));
    assert.equal(
      answer,
      "The best learning rate is 1e-4; with yours, 0.01, the run diverges. It lies at the edge: a wider range may hold a better one.",
    );
    assert.match(limit, /Yours, 0\.01, is above it\.$/);
  });

  it("says that what is best may change, what is missing, and why there is no limit", () => {
    const outcomes = [outcomeOf(9), null, outcomeOf(0.5), null, null];
    assert.match(sweepInWords(finderState({ outcomes, status: "running" }))[0], /^Yours, 0\.01, .* so far\.$/);
    const words = sweepInWords(finderState({ outcomes, status: "cancelled", stable: "adaptive" })).join(" ");
    assert.match(words, /3 points are missing\. No stability limit is drawn: this optimizer divides/);
    const nothing = finderState({ outcomes: [null, null, null, null, null], status: "running" });
    assert.deepEqual(sweepInWords(nothing), ["The first points are on their way."]);
  });

  it("of a map names both values of the best point", () => {
    const outcomes = [9, 4, 0.5, 0.1, null, 9, 1, 0.05, null, null].map(outcomeOf);
    const [answer, diverged] = sweepInWords(finderState({ second, outcomes }));
    assert.equal(answer, "The best point is a learning rate of 0.01 with β 0.9: it ends at 0.05000.");
    assert.equal(diverged, "3 points diverge.");
  });

  it("names a point with its values and what became of it", () => {
    assert.equal(pointInWords(finderState(), 3, 0), "learning rate 0.1: final loss 0.1000");
    assert.equal(pointInWords(finderState(), 4, 0), "learning rate 1: diverged at step 7");
    const outcomes = new Array(10).fill(null);
    assert.equal(pointInWords(finderState({ second, outcomes }), 0, 1), "learning rate 1e-4, β 0.9: not evaluated");
  });
});
