import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import type { RunPlan } from "../../../src/extension/runs/runPlan";
import { RunStore } from "../../../src/extension/runs/runStore";
import { configurationKey } from "../../../src/extension/runs/sourceLink";
import type { RunObserver } from "../../../src/extension/runs/workerPool";
import { configurationOf } from "./configurationOf";
import { planOf } from "./planOf";
import { sharedChunk } from "./sharedChunk";

/** Longer than the store waits before it shows a version that is under way. */
const longEnough = 300;

const source = { uri: "file:///train.py", line: 4, key: configurationKey(configurationOf(4, 0.1)) };
const seeded = (seed: number): RunPlan => planOf({ seed }, source);

/** A store whose workers the tests play; it has one run, which has finished. */
function openStore() {
  const observers = new Map<string, RunObserver>();
  const released: string[] = [];
  const cancelled: string[] = [];
  const store = new RunStore({
    run: (run, _specification, observer) => void observers.set(run, observer),
    cancel: (run) => void cancelled.push(run),
    release: (run) => void released.push(run),
    inspect: (run) => Promise.reject(new Error(run)),
  });
  let changes = 0;
  store.onDidChange(() => changes++);
  const latest = () => [...observers.values()].at(-1) as RunObserver;
  const compute = (value: number, observer = latest()) => {
    observer.started({ columns: ["loss"], stateVectors: [], tensors: ["p"], parameters: 1 });
    observer.chunk(sharedChunk(["loss"], [[value]]));
  };
  const finish = (value: number) => {
    compute(value);
    latest().finished({ status: "finished", steps: 1, nonFinite: null, message: null });
  };
  const { id } = store.simulate(seeded(0));
  finish(10);
  changes = 0;
  const shown = () => {
    const run = store.get(id);
    return { loss: run.recorded.value(0, 0), revision: run.revision, status: run.status, color: run.color };
  };
  return { store, id, observers, released, cancelled, compute, finish, latest, shown, changes: () => changes };
}

describe("a run that is made anew in its place", () => {
  it("shows its last version until the next is there, and then that, with one change", () => {
    const { store, id, finish, shown, changes, compute } = openStore();
    store.renew(id, seeded(1));
    compute(20);
    assert.deepEqual(shown(), { loss: 10, revision: 0, status: "finished", color: 0 });
    assert.equal(changes(), 0);
    finish(20);
    assert.deepEqual(shown(), { loss: 20, revision: 1, status: "finished", color: 0 });
    assert.equal(changes(), 1);
    assert.equal(store.runs.length, 1);
    assert.equal(store.selected?.id, id);
  });

  it("is released in favor of the next version that is asked for", () => {
    const { store, id, finish, released, observers, shown } = openStore();
    store.renew(id, seeded(1));
    const [, first] = observers.keys();
    store.renew(id, seeded(2));
    assert.deepEqual(released, [first]);
    finish(30);
    assert.equal(shown().loss, 30);
    assert.equal(new Set(observers.keys()).size, 3);
  });

  it("is shown while it goes on where it takes long, and gives way to the next edit", async () => {
    const { store, id, finish, compute, shown, released } = openStore();
    store.renew(id, seeded(1));
    compute(20);
    await delay(longEnough);
    assert.deepEqual(shown(), { loss: 20, revision: 1, status: "running", color: 0 });
    store.renew(id, seeded(2));
    assert.ok(released.includes(`${id}.1`));
    assert.equal(shown().loss, 20);
    finish(30);
    assert.deepEqual(shown(), { loss: 30, revision: 2, status: "finished", color: 0 });
  });

  it("waits for the first step of a version that takes long", async () => {
    const { store, id, compute, latest, shown } = openStore();
    store.renew(id, seeded(1));
    await delay(longEnough);
    assert.equal(shown().loss, 10);
    compute(20);
    latest().progress(1);
    assert.deepEqual(shown(), { loss: 20, revision: 1, status: "running", color: 0 });
  });

  it("goes on anew where an edit is taken back that had stopped it", async () => {
    const { store, id, finish, compute, shown } = openStore();
    store.renew(id, seeded(1));
    compute(20);
    await delay(longEnough);
    store.renew(id, seeded(2));
    store.renew(id, seeded(1));
    finish(20);
    assert.deepEqual(shown(), { loss: 20, revision: 3, status: "finished", color: 0 });
  });

  it("is not simulated where the numbers stay the same, and is as its source says by then", () => {
    const { store, id, observers } = openStore();
    store.hold(id, "Line 4: not yet.");
    store.updateSource(source.uri, []);
    store.renew(id, { ...seeded(0), name: "other", source: { ...source, line: 9 } });
    const { name, source: label, stale, held } = store.get(id).summary();
    assert.deepEqual([name, label, stale, held], ["other", "train.py:9", false, null]);
    assert.equal(observers.size, 1);
  });

  it("keeps the last version where the next one fails, and says why", () => {
    const { store, id, latest, shown } = openStore();
    store.renew(id, seeded(1));
    latest().finished({ status: "failed", steps: 0, nonFinite: null, message: "The rule is wrong." });
    assert.equal(shown().loss, 10);
    assert.equal(store.get(id).summary().held, "The rule is wrong.");
  });

  it("shows a version that diverges", () => {
    const { store, id, compute, latest, shown } = openStore();
    store.renew(id, seeded(1));
    compute(Number.NaN);
    latest().finished({ status: "diverged", steps: 1, nonFinite: null, message: null });
    assert.equal(shown().status, "diverged");
  });

  it("is forgotten with what is still to come", () => {
    const { store, id, finish, released } = openStore();
    store.renew(id, seeded(1));
    store.remove([id]);
    assert.deepEqual(released, [`${id}.1`, id]);
    finish(20);
    assert.equal(store.runs.length, 0);
  });

  it("can be cancelled while it is shown under way, also after an edit has stopped it", async () => {
    const { store, id, cancelled, compute, shown } = openStore();
    store.renew(id, seeded(1));
    compute(20);
    await delay(longEnough);
    store.cancel(id);
    assert.deepEqual(cancelled, [`${id}.1`]);
    store.renew(id, seeded(2));
    store.cancel(id);
    assert.equal(shown().status, "cancelled");
  });

  it("follows its source while the next version is under way", () => {
    const { store, id, finish } = openStore();
    store.renew(id, seeded(1));
    store.moveSource(source.uri, [{ line: 0, column: 0, endLine: 0, text: "\n\n" }]);
    finish(20);
    assert.equal(store.get(id).plan.source?.line, 6);
  });

  it("inspects the version that is shown", async () => {
    const { store, id, finish } = openStore();
    store.renew(id, seeded(1));
    await assert.rejects(store.inspect(id, 0, { kind: "largestUpdate" }), { message: id });
    finish(20);
    await assert.rejects(store.inspect(id, 0, { kind: "largestUpdate" }), { message: `${id}.1` });
  });
});
