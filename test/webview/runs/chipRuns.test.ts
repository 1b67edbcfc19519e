import assert from "node:assert/strict";
import { PLAIN_LABELS, type RunLabels } from "../../../src/protocol/panel";
import { chipRuns } from "../../../webview/runs/chipRuns";
import { runSummary } from "../runSummary";

const runs = (count: number, labels: Readonly<Record<number, Partial<RunLabels>>> = {}) =>
  Array.from({ length: count }, (_, index) =>
    runSummary({ id: `${index}`, labels: { ...PLAIN_LABELS, isHidden: true, ...labels[index] } }),
  );

describe("chipRuns", () => {
  it("has a chip for each of a few runs, hidden ones too", () => {
    const few = runs(6);
    assert.deepEqual(chipRuns(few, few[0]), few);
  });

  it("has of many the selected one, those that are pinned and those that are drawn, in their order", () => {
    const many = runs(20, { 3: { isHidden: false }, 12: { isPinned: true } });
    assert.deepEqual(
      chipRuns(many, many[17]).map(({ id }) => id),
      ["3", "12", "17"],
    );
  });

  it("has no more than six", () => {
    const shown = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [index, { isHidden: false }]));
    const many = runs(20, shown);
    assert.deepEqual(
      chipRuns(many, many[19]).map(({ id }) => id),
      ["0", "1", "2", "3", "4", "19"],
    );
  });
});
