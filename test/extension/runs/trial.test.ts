import assert from "node:assert/strict";
import type { Uri } from "vscode";
import { withMovedStart } from "../../../src/extension/landscape/movedStart";
import type { RunPlan } from "../../../src/extension/runs/runPlan";
import { RunStore } from "../../../src/extension/runs/runStore";
import type { RunObserver } from "../../../src/extension/runs/workerPool";
import { planTrial, replan } from "../../../src/extension/whatIf/planTrial";
import { configurationOf } from "./configurationOf";
import { sharedChunk } from "./sharedChunk";

const uri = { toString: () => "file:///train.py" } as Uri;
const defaults = { problem: { name: "rosenbrock", parameters: {} }, steps: 1, seed: 3, precision: "float64" } as const;
const configuration = configurationOf(4, 0.1);

function planned(result: ReturnType<typeof planTrial>): RunPlan {
  assert.ok("plan" in result);
  return result.plan;
}

const original = planned(
  planTrial(uri, configuration, defaults, { chosenProblem: null, specification: anySpecification() }, {}),
);
const tried = (lr: number) => planned(planTrial(uri, configuration, defaults, original, { lr }));

function anySpecification() {
  return { steps: 1 } as RunPlan["specification"];
}

/** A store whose workers the tests play, with a run as its source says that has finished. */
function openStore() {
  const observers = new Map<string, RunObserver>();
  const released: string[] = [];
  const store = new RunStore({
    run: (run, _specification, observer) => void observers.set(run, observer),
    cancel: () => {},
    release: (run) => void released.push(run),
    inspect: (run) => Promise.reject(new Error(run)),
  });
  const finish = (value: number, observer = [...observers.values()].at(-1) as RunObserver) => {
    observer.started({ columns: ["loss"], stateVectors: [], tensors: ["p"], parameters: 1 });
    observer.chunk(sharedChunk(["loss"], [[value]]));
    observer.finished({ status: "finished", steps: 1, nonFinite: null, message: null });
  };
  const { id } = store.simulate(original);
  finish(10);
  const originalLoss = () => {
    const curves = store.get(id).summary().trial?.original;
    return curves ? store.drawn(curves.id).recorded.value(0, 0) : null;
  };
  return { store, id, observers, released, finish, originalLoss, loss: () => store.get(id).recorded.value(0, 0) };
}

describe("a run with other values than its source's", () => {
  it("keeps its name and its place, and knows what the source says", () => {
    const { name, source, gist, specification, trial } = tried(0.5);
    assert.deepEqual([name, source], [original.name, original.source]);
    assert.equal(specification.optimizer.learningRate, 0.5);
    assert.equal(gist[0].value, "0.5");
    assert.deepEqual(trial, { changes: { lr: 0.5 }, words: "lr 0.5", original: original.specification });
  });

  it("has the curves of the source beside its own, without simulating them", () => {
    const { store, id, finish, observers, loss, originalLoss } = openStore();
    store.renew(id, tried(0.5));
    finish(20);
    assert.deepEqual([loss(), originalLoss(), observers.size], [20, 10, 2]);
    store.renew(id, tried(0.6));
    finish(30);
    assert.deepEqual([loss(), originalLoss(), observers.size], [30, 10, 3]);
    store.renew(id, original);
    finish(10);
    assert.deepEqual([loss(), store.get(id).summary().trial, observers.size], [10, null, 4]);
  });

  it("simulates them where they are not there, as after a reload, and forgets them with the run", () => {
    const { store, id, released, finish, observers, originalLoss } = openStore();
    store.renew(id, tried(0.5));
    finish(20);
    const saved = store.saved();
    store.remove([id]);
    store.revive(saved, id);
    assert.equal(originalLoss(), null);
    const [revived, again] = [...observers].slice(-2);
    finish(10, again[1]);
    finish(20, revived[1]);
    assert.equal(originalLoss(), 10);
    store.remove([id]);
    assert.ok(released.includes(again[0]));
  });

  it("starts where it is tried to start, whatever other values are tried, and after an edit of its source", () => {
    const moved = withMovedStart(tried(0.5), { start: [0, 1], words: "start (0, 1)" });
    const next = planned(planTrial(uri, configuration, defaults, moved, { lr: 0.7 }));
    assert.deepEqual(
      [next.specification.start, next.trial?.words, next.trial?.start],
      [[0, 1], "lr 0.7", "start (0, 1)"],
    );
    const reset = planned(planTrial(uri, configuration, defaults, moved, {}));
    assert.deepEqual([reset.specification.start, reset.trial?.words], [[0, 1], ""]);
    const edited = planned(replan(uri, configurationOf(9, 0.2), defaults, reset));
    assert.deepEqual([edited.specification.start, edited.specification.optimizer.learningRate], [[0, 1], 0.2]);
    assert.equal(edited.trial?.original.start, undefined);
  });

  it("tells when it is shown, so that the next value can come", async () => {
    const { store, id, finish } = openStore();
    let isShown = false;
    store.renew(id, tried(0.5));
    const shown = store.whenShown(id).then(() => {
      isShown = true;
    });
    await Promise.resolve();
    assert.equal(isShown, false);
    finish(20);
    await shown;
    await store.whenShown(id);
  });
});

describe("a source that is read again", () => {
  const again = (lr: number, plan: RunPlan, changes = {}) =>
    planned(replan(uri, configurationOf(9, lr, changes), defaults, plan));

  it("keeps what is tried while it says the same, wherever it stands", () => {
    const { trial, source } = again(0.1, tried(0.5));
    assert.deepEqual([trial?.words, source?.line], ["lr 0.5", 9]);
  });

  it("takes over what is tried where it says that itself", () => {
    const plan = again(0.5, tried(0.5));
    assert.deepEqual(
      [plan.trial, plan.dropped, plan.specification.optimizer.learningRate],
      [undefined, undefined, 0.5],
    );
  });

  it("drops what is tried where it says something else, and tells so until it is said", () => {
    const dropped = again(0.2, tried(0.5));
    assert.deepEqual([dropped.trial, dropped.dropped], [undefined, { changes: { lr: 0.5 }, words: "lr 0.5" }]);
    assert.equal(dropped.specification.optimizer.learningRate, 0.2);
    assert.equal(again(0.3, dropped).dropped?.words, "lr 0.5");
    assert.equal(again(0.5, dropped).dropped, undefined);
    assert.equal(planned(planTrial(uri, configurationOf(9, 0.2), defaults, dropped, {})).dropped, undefined);
  });
});
