import assert from "node:assert/strict";
import { contextValue, finalLoss, listedRuns } from "../../../src/extension/runs/listedRun";
import { Run } from "../../../src/extension/runs/run";
import { PLAIN_LABELS } from "../../../src/protocol/panel";
import { planOf } from "./planOf";
import { sharedChunk } from "./sharedChunk";

function runNamed(id: string, isPinned = false): Run {
  const run = new Run(id, 0, planOf(), 0, null, { changed: () => {}, progressed: () => {} });
  run.labels = { ...PLAIN_LABELS, isPinned };
  return run;
}

/** A run with these rows that has come to its end. */
function ended(columns: readonly string[], rows: readonly (readonly number[])[]): Run {
  const run = runNamed("a");
  run.started({ columns, stateVectors: [], tensors: ["p"], parameters: 3 });
  run.chunk(sharedChunk(columns, rows));
  run.finished({ status: "finished", steps: rows.length, nonFinite: null, message: null });
  return run;
}

describe("the runs of the view", () => {
  it("are those that are pinned first, else the oldest first", () => {
    const runs = [runNamed("a"), runNamed("b", true), runNamed("c"), runNamed("d", true)];
    assert.deepEqual(
      listedRuns(runs).map(({ id }) => id),
      ["b", "d", "a", "c"],
    );
  });

  it("have the loss of their last step, once it is", () => {
    const rows = [[3], [2]];
    assert.equal(finalLoss(ended(["loss"], rows)), 2);
    assert.equal(finalLoss(ended(["gradientNorm"], rows)), null);
    assert.equal(finalLoss(ended(["loss"], [])), null);
    const running = ended(["loss"], rows);
    running.status = "running";
    assert.equal(finalLoss(running), null);
    assert.equal(finalLoss(runNamed("a")), null);
  });

  it("tell menus whether they are pinned and have a source", () => {
    assert.equal(contextValue(runNamed("a")), "run.loose");
    const run = runNamed("a", true);
    run.plan = planOf({}, { uri: "file:///train.py", line: 3, key: "" });
    assert.equal(contextValue(run), "run.pinned.located");
  });
});
