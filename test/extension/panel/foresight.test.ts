import assert from "node:assert/strict";
import { Foresight } from "../../../src/extension/panel/foresight";
import { RunStore } from "../../../src/extension/runs/runStore";
import type { RunObserver } from "../../../src/extension/runs/workerPool";
import type { WindowQuery } from "../../../src/protocol/panel";
import { planOf } from "../runs/planOf";
import { sharedChunk } from "../runs/sharedChunk";

const nothing = { windows: [], rows: [] };

/** A panel that shows a run of three steps, whose versions the tests compute. */
function openPanel() {
  const observers: RunObserver[] = [];
  const store = new RunStore({
    run: (_run, _specification, observer) => void observers.push(observer),
    cancel: () => {},
    release: () => {},
    inspect: () => Promise.reject(new Error("There is no worker.")),
  });
  const compute = (columns: readonly string[], rows: readonly (readonly number[])[]) => {
    const observer = observers[observers.length - 1];
    observer.started({ columns, stateVectors: [], tensors: ["p"], parameters: 3 });
    observer.chunk(sharedChunk(columns, rows));
    observer.finished({ status: "finished", steps: rows.length, nonFinite: null, message: null });
  };
  const { id } = store.simulate(planOf());
  compute(
    ["loss", "v.rms"],
    [
      [4, 40],
      [3, 30],
      [2, 20],
    ],
  );
  const renew = (seed: number, columns: readonly string[], rows: readonly (readonly number[])[]) => {
    store.renew(id, planOf({ seed }));
    compute(columns, rows);
  };
  const query: WindowQuery = { run: id, columns: ["loss", "v.rms"], from: 0, to: 3, buckets: 10 };
  return { store, foresight: new Foresight(store), id, query, renew };
}

describe("Foresight", () => {
  it("answers for a version what was asked of the one before, once", () => {
    const { foresight, id, query, renew } = openPanel();
    foresight.window(query);
    foresight.row({ run: id, step: 2 });
    assert.deepEqual(foresight.foresee(), nothing);
    renew(
      1,
      ["loss", "v.rms"],
      [
        [7, 70],
        [6, 60],
        [5, 50],
      ],
    );
    const { windows, rows } = foresight.foresee();
    assert.deepEqual(windows, [{ query, reply: foresight.window(query) }]);
    assert.deepEqual(Array.from(new Float64Array(windows[0].reply.data).subarray(3, 6)), [7, 6, 5]);
    assert.deepEqual(rows, [{ query: { run: id, step: 2 }, values: [5, 50] }]);
    assert.deepEqual(foresight.foresee(), nothing);
  });

  it("goes to the end of the run where the panel did, and else no further", () => {
    const { foresight, id, query, renew } = openPanel();
    foresight.window(query);
    foresight.row({ run: id, step: 2 });
    const columns = ["loss", "v.rms"];
    renew(1, columns, [
      [7, 70],
      [6, 60],
      [5, 50],
      [4, 40],
    ]);
    const longer = foresight.foresee();
    assert.deepEqual([longer.windows[0].query.to, longer.rows[0].query.step], [4, 3]);
    foresight.window({ ...query, from: 1, to: 2 });
    foresight.row({ run: id, step: 1 });
    renew(2, columns, [
      [7, 70],
      [6, 60],
      [5, 50],
    ]);
    const same = foresight.foresee();
    assert.deepEqual([same.windows[0].query.from, same.windows[0].query.to, same.rows[0].query.step], [1, 2, 1]);
    renew(3, columns, [[7, 70]]);
    assert.deepEqual(foresight.foresee(), nothing);
  });

  it("leaves out series that the version no longer has", () => {
    const { foresight, query, renew } = openPanel();
    foresight.window(query);
    renew(1, ["loss"], [[7], [6], [5]]);
    assert.deepEqual(foresight.foresee().windows[0].query.columns, ["loss"]);
  });

  it("foresees nothing of a run that was never looked at, or is gone", () => {
    const { store, foresight, id, query, renew } = openPanel();
    renew(1, ["loss", "v.rms"], [[7, 70]]);
    assert.deepEqual(foresight.foresee(), nothing);
    foresight.window(query);
    store.remove([id]);
    assert.deepEqual(foresight.foresee(), nothing);
  });
});
