import assert from "node:assert/strict";
import type { RunSpecification } from "../../../src/core/simulation/specification";
import { type RunLimits, RunStore } from "../../../src/extension/runs/runStore";
import { configurationKey } from "../../../src/extension/runs/sourceLink";
import type { RunObserver } from "../../../src/extension/runs/workerPool";
import type { RunOutcome } from "../../../src/protocol/worker";
import { configurationOf } from "./configurationOf";
import { planOf } from "./planOf";
import { sharedChunk } from "./sharedChunk";

const finished: RunOutcome = { status: "finished", steps: 100, nonFinite: null, message: null };

/** A store over a pool that only takes note; the tests play the worker's part. */
function storeWithPool(limits?: RunLimits) {
  const observers = new Map<string, RunObserver>();
  const specifications: RunSpecification[] = [];
  const cancelled: string[] = [];
  const released: string[] = [];
  const store = new RunStore(
    {
      run: (run, specification, observer) => {
        observers.set(run, observer);
        specifications.push(specification);
      },
      cancel: (run) => void cancelled.push(run),
      release: (run) => void released.push(run),
      inspect: () => Promise.reject(new Error("Not part of these tests.")),
    },
    limits,
  );
  const finish = (id: string) => observers.get(id)?.finished(finished);
  return { store, observers, specifications, cancelled, released, finish };
}

describe("run store", () => {
  it("begins a run, selects it and tells of it", () => {
    const { store, specifications } = storeWithPool();
    let changes = 0;
    store.onDidChange(() => changes++);
    const run = store.simulate(planOf());
    assert.equal(changes, 1);
    assert.equal(store.selected, run);
    assert.deepEqual(specifications, [planOf().specification]);
    assert.equal(run.summary().status, "running");
  });

  it("shows what the worker has written to shared memory", () => {
    const { store, observers } = storeWithPool();
    const run = store.simulate(planOf());
    const observer = observers.get(run.id) as RunObserver;
    observer.started({ columns: ["loss", "v.rms"], stateVectors: ["v"], tensors: ["p"], parameters: 3 });
    observer.chunk(
      sharedChunk(
        ["loss", "v.rms"],
        [
          [1, 0.5],
          [2, Number.NaN],
        ],
      ),
    );
    observer.progress(2);
    const summary = run.summary();
    assert.equal(summary.stepsDone, 2);
    assert.deepEqual(summary.columns, [
      { name: "loss", firstNonFinite: null, firstNonFiniteValue: null },
      { name: "v.rms", firstNonFinite: 1, firstNonFiniteValue: Number.NaN },
    ]);
    assert.equal(run.recorded.value(0, 1), 2);
  });

  it("keeps the trace of a run that failed", () => {
    const { store, observers } = storeWithPool();
    const run = store.simulate(planOf());
    const observer = observers.get(run.id) as RunObserver;
    observer.started({ columns: ["loss"], stateVectors: [], tensors: ["p"], parameters: 3 });
    observer.chunk(sharedChunk(["loss"], [[1], [2], [3]]));
    observer.finished({ status: "failed", steps: observer.rows, nonFinite: null, message: "The worker crashed." });
    assert.equal(run.recorded.rows, 3);
    assert.deepEqual(
      [run.summary().status, run.summary().stepsDone, run.summary().message],
      ["failed", 3, "The worker crashed."],
    );
  });

  it("has a run of the same numbers make way, in place and with its color", () => {
    const { store, released, finish } = storeWithPool();
    const first = store.simulate(planOf());
    store.simulate(planOf({ seed: 1 }));
    finish(first.id);
    const again = store.simulate(planOf());
    assert.notEqual(again.id, first.id);
    assert.deepEqual(
      store.runs.map(({ id, color }) => [id, color]),
      [
        [again.id, 0],
        [store.runs[1].id, 1],
      ],
    );
    assert.deepEqual(released, [first.id]);
  });

  it("selects a run of the same numbers that is under way instead of starting it twice", () => {
    const { store } = storeWithPool();
    const first = store.simulate(planOf());
    store.simulate(planOf({ seed: 1 }));
    store.label([first.id], { isHidden: true });
    assert.equal(store.simulate(planOf()), first);
    assert.equal(store.selected, first);
    assert.equal(first.labels.isHidden, false);
    assert.equal(store.runs.length, 2);
  });

  it("keeps no more runs than it may, the oldest go first, those under way never", () => {
    const { store, finish } = storeWithPool({ runs: 2, bytes: Infinity });
    const first = store.simulate(planOf({ seed: 1 }));
    const second = store.simulate(planOf({ seed: 2 }));
    finish(second.id);
    const third = store.simulate(planOf({ seed: 3 }));
    assert.deepEqual(
      store.runs.map(({ id }) => id),
      [first.id, third.id],
    );
  });

  it("keeps no more memory than it may", () => {
    const { store, observers, finish } = storeWithPool({ runs: 20, bytes: 1000 });
    const first = store.simulate(planOf({ seed: 1 }));
    observers.get(first.id)?.started({ columns: ["loss"], stateVectors: [], tensors: ["p"], parameters: 3 });
    const rows = Array.from({ length: 200 }, (_, row) => [row]);
    observers.get(first.id)?.chunk(sharedChunk(["loss"], rows));
    finish(first.id);
    const second = store.simulate(planOf({ seed: 2 }));
    assert.deepEqual(
      store.runs.map(({ id }) => id),
      [second.id],
    );
  });

  it("gives six runs six colors, and the next the color of one that was removed", () => {
    const { store } = storeWithPool();
    const runs = Array.from({ length: 6 }, (_, seed) => store.simulate(planOf({ seed })));
    assert.deepEqual(
      runs.map(({ color }) => color),
      [0, 1, 2, 3, 4, 5],
    );
    store.remove([runs[2].id]);
    assert.equal(store.simulate(planOf({ seed: 6 })).color, 2);
  });

  it("selects the neighbor of a run that is removed", () => {
    const { store } = storeWithPool();
    const [first, second, third] = [0, 1, 2].map((seed) => store.simulate(planOf({ seed })));
    store.select(second.id);
    store.remove([second.id]);
    assert.equal(store.selected, third);
    store.remove([third.id]);
    assert.equal(store.selected, first);
    store.remove([first.id]);
    assert.equal(store.selected, null);
  });

  it("marks runs whose source says something else, and takes the mark away when it is undone", () => {
    const { store } = storeWithPool();
    const configuration = configurationOf(4, 0.1);
    const uri = "file:///train.py";
    const run = store.simulate(planOf({}, { uri, line: 4, key: configurationKey(configuration) }));
    let changes = 0;
    store.onDidChange(() => changes++);

    store.updateSource(uri, [configurationOf(4, 0.2)]);
    assert.equal(run.summary().stale, true);
    store.updateSource(uri, [configurationOf(6, 0.1)]);
    assert.deepEqual([run.summary().stale, run.summary().source], [false, "train.py:6"]);
    store.updateSource(uri, [configurationOf(6, 0.1)]);
    store.updateSource("file:///other.py", []);
    assert.equal(changes, 2);
  });

  for (const { uri, source } of [
    { uri: "file:///home/me/my%20runs/train%20%231.py", source: "train #1.py:4" },
    { uri: "untitled:Untitled-1", source: "Untitled-1:4" },
  ]) {
    it(`shows the source ${uri} as ${source}`, () => {
      const { store } = storeWithPool();
      assert.equal(store.simulate(planOf({}, { uri, line: 4, key: "" })).summary().source, source);
    });
  }

  it("follows a file or its folder that is renamed", () => {
    const { store } = storeWithPool();
    const uris = ["file:///project/train.py", "file:///project/models/a.py", "file:///project/models2/b.py"];
    const runs = uris.map((uri) => store.simulate(planOf({}, { uri, line: 3, key: "" })));
    store.renameSource("file:///project/train.py", "file:///project/main.py");
    store.renameSource("file:///project/models", "file:///project/nets");
    assert.deepEqual(
      runs.map(({ plan }) => plan.source?.uri),
      ["file:///project/main.py", "file:///project/nets/a.py", "file:///project/models2/b.py"],
    );
  });

  it("has a run that went on past what is not finite make way for the same configuration", () => {
    const { store, finish } = storeWithPool();
    const { id } = store.simulate(planOf());
    finish(id);
    store.continuePastNonFinite(id);
    finish(store.runs[0].id);
    store.simulate(planOf());
    assert.deepEqual(
      store.runs.map(({ plan }) => plan.specification.continuePastNonFinite),
      [undefined],
    );
  });

  it("goes on past what is not finite by simulating again in place", () => {
    const { store, specifications, finish } = storeWithPool();
    const run = store.simulate(planOf());
    finish(run.id);
    store.continuePastNonFinite(run.id);
    assert.equal(store.runs.length, 1);
    assert.deepEqual(specifications.at(-1), { ...planOf().specification, continuePastNonFinite: true });
  });

  it("revives what it has saved, with ids, colors and selection", () => {
    const { store } = storeWithPool();
    const runs = [0, 1].map((seed) => store.simulate(planOf({ seed })));
    store.select(runs[0].id);

    const { store: revived, specifications } = storeWithPool();
    revived.revive(structuredClone(store.saved()), runs[0].id);
    assert.deepEqual(revived.saved(), store.saved());
    assert.equal(revived.selected?.id, runs[0].id);
    assert.deepEqual(
      specifications.map(({ seed }) => seed),
      [0, 1],
    );
  });

  it("revives a cancelled run as far as it had come", () => {
    const { store, observers } = storeWithPool();
    const { id, plan } = store.simulate(planOf());
    observers.get(id)?.finished({ status: "cancelled", steps: 40, nonFinite: null, message: null });

    const { store: revived, specifications, finish } = storeWithPool();
    revived.revive(structuredClone(store.saved()), id);
    assert.deepEqual(specifications, [{ ...plan.specification, steps: 40 }]);
    finish(id);
    assert.equal(revived.get(id).summary().status, "cancelled");
    assert.equal(revived.get(id).summary().steps, plan.specification.steps);
    revived.again(id);
    assert.deepEqual(specifications.at(-1), plan.specification);
  });

  it("brings removed runs back to their places, the last removal first", () => {
    const { store, specifications } = storeWithPool();
    const ids = [0, 1, 2, 3].map((seed) => store.simulate(planOf({ seed })).id);
    store.select(ids[1]);
    store.label([ids[1]], { givenName: "mine" });
    store.remove([ids[0], ids[1]]);
    assert.deepEqual(store.removedLast, ["gradient descent lr 0.1", "mine"]);
    assert.equal(store.selected?.id, ids[2]);
    store.remove([ids[3]]);
    assert.deepEqual(store.removedLast, ["gradient descent lr 0.1"]);
    store.undoRemove();
    store.undoRemove();
    assert.deepEqual(
      store.runs.map(({ id }) => id),
      ids,
    );
    assert.equal(store.selected?.id, ids[1]);
    assert.equal(store.get(ids[1]).summary().name, "mine");
    assert.deepEqual(
      specifications.slice(4).map(({ seed }) => seed),
      [3, 1, 0],
    );
    assert.deepEqual(store.removedLast, []);
    store.undoRemove();
    assert.equal(store.runs.length, 4);
  });

  it("gives a run that was brought back a job of its own: the worker may still be ending the first", () => {
    const { store, observers, released } = storeWithPool();
    const { id } = store.simulate(planOf());
    store.remove([id]);
    store.undoRemove();
    assert.deepEqual(released, [id]);
    assert.deepEqual([...observers.keys()], [id, `${id}.1`]);
    observers.get(`${id}.1`)?.finished(finished);
    assert.equal(store.get(id).status, "finished");
  });

  it("drops no pinned run, and lets traces of hidden runs go before it drops any", () => {
    const { store, observers, finish } = storeWithPool({ runs: 20, bytes: 1000 });
    const [hidden, pinned] = [1, 2].map((seed) => store.simulate(planOf({ seed })).id);
    for (const id of [hidden, pinned]) {
      observers.get(id)?.started({ columns: ["loss"], stateVectors: [], tensors: ["p"], parameters: 3 });
      observers.get(id)?.chunk(
        sharedChunk(
          ["loss"],
          Array.from({ length: 200 }, (_, row) => [row]),
        ),
      );
      finish(id);
    }
    store.label([hidden], { isHidden: true });
    store.label([pinned], { isPinned: true });
    const latest = store.simulate(planOf({ seed: 3 }));
    assert.deepEqual(
      store.runs.map(({ id, status }) => [id, status]),
      [
        [hidden, "kept"],
        [pinned, "finished"],
        [latest.id, "running"],
      ],
    );
    store.select(hidden);
    assert.equal(store.get(hidden).status, "running");
  });

  it("shows some runs alone, besides those that are pinned", () => {
    const { store } = storeWithPool();
    const ids = [0, 1, 2].map((seed) => store.simulate(planOf({ seed })).id);
    store.label([ids[0]], { isPinned: true });
    store.showOnly([ids[2]]);
    assert.deepEqual(
      store.runs.map(({ labels }) => labels.isHidden),
      [false, true, false],
    );
  });

  it("keeps name, note and pin of a run that is simulated again or anew, and shows it", () => {
    const { store, observers, finish } = storeWithPool();
    const { id } = store.simulate(planOf());
    finish(id);
    const labels = { givenName: "mine", note: "n", isPinned: true, isHidden: true };
    store.label([id], labels);
    const again = store.again(id);
    assert.deepEqual(again.labels, { ...labels, isHidden: false });
    finish(again.id);
    store.renew(again.id, planOf({ seed: 4 }));
    store.label([again.id], { note: "while it was made" });
    observers.get(`${again.id}.1`)?.finished(finished);
    assert.equal(store.get(again.id).summary().labels.note, "while it was made");
  });

  it("says so when it is asked for a run that is gone", () => {
    const { store } = storeWithPool();
    assert.throws(() => store.get("gone"), /no longer kept/);
  });
});
