import assert from "node:assert/strict";
import type { LossMeasures } from "../../../src/core/comparison/lossMeasures";
import { comparedRows, lowest, measured, sortedBy } from "../../../webview/compare/comparedRows";
import { runSummary } from "../runSummary";

const losses = (final: number, steps: number | null = null): LossMeasures => ({
  final,
  best: Number.isFinite(final) ? { loss: final, step: 9 } : null,
  stepsToTarget: steps,
  area: 2 * final,
});

const runs = ["a", "b", "c"].map((id) => runSummary({ id }));
const comparison = {
  runs: ["a", "b", "c"],
  content: {
    settings: [{ name: "lr", values: ["0.1", null, "0.3"] }],
    target: 1,
    sharedSteps: 10,
    losses: [losses(3), losses(Number.NaN), losses(1, 4)],
  },
};

describe("the rows of a comparison", () => {
  it("have settings and losses of their own run, whatever the order", () => {
    const rows = comparedRows([runs[2], runs[0]], comparison);
    assert.deepEqual(
      rows.map(({ run, settings, losses: own }) => [run.id, settings, own?.final]),
      [
        ["c", ["0.3"], 1],
        ["a", ["0.1"], 3],
      ],
    );
  });

  it("say nothing of runs that are not compared yet or are under way", () => {
    const rows = comparedRows([runSummary({ id: "new" }), { ...runs[0], status: "running" }], comparison);
    assert.deepEqual(
      rows.map(({ losses: own }) => own),
      [null, null],
    );
  });

  it("are sorted by a measure, those without it last", () => {
    const rows = comparedRows(runs, comparison);
    const ids = (measure: Parameters<typeof sortedBy>[1]) => sortedBy(rows, measure).map(({ run }) => run.id);
    assert.deepEqual(ids(null), ["a", "b", "c"]);
    assert.deepEqual(ids("final"), ["c", "a", "b"]);
    assert.deepEqual(ids("stepsToTarget"), ["c", "a", "b"]);
  });

  it("mark the lowest of a measure, where not all have the same", () => {
    const rows = comparedRows(runs, comparison);
    assert.equal(lowest(rows, "final"), 1);
    assert.equal(lowest(rows, "stepsToTarget"), null);
    assert.equal(lowest([], "area"), null);
    assert.equal(measured(losses(Number.NaN), "best"), null);
  });
});
