import assert from "node:assert/strict";
import { Foresight } from "../../../src/extension/panel/foresight";
import { RunStore } from "../../../src/extension/runs/runStore";
import type { RunObserver } from "../../../src/extension/runs/workerPool";
import { planOf } from "./planOf";
import { sharedChunk } from "./sharedChunk";

const columns = ["p", "g"];

/** A store whose workers the tests play, with one run. */
function openStore() {
  const jobs: {
    readonly run: string;
    readonly steps: number;
    readonly probe: number | undefined;
    readonly observer: RunObserver;
  }[] = [];
  const released: string[] = [];
  const cancelled: string[] = [];
  const store = new RunStore({
    run: (run, { steps }, observer, _priority, probe) => void jobs.push({ run, steps, probe, observer }),
    cancel: (run) => void cancelled.push(run),
    release: (run) => void released.push(run),
    inspect: (run) => Promise.reject(new Error(run)),
  });
  const { id } = store.simulate(planOf({ steps: 3 }));
  const begin = ({ probe, observer }: (typeof jobs)[number], rows: readonly (readonly number[])[]) => {
    const probed = probe === undefined ? {} : { probed: `p[${probe}]` };
    observer.started({ columns, stateVectors: [], tensors: ["p"], parameters: 5, ...probed });
    observer.chunk(sharedChunk(columns, rows));
    observer.progress(rows.length);
  };
  const finish = (job: (typeof jobs)[number], value: number) => {
    begin(job, [
      [value, 1],
      [value, 2],
      [value, 3],
    ]);
    job.observer.finished({ status: "finished", steps: 3, nonFinite: null, message: null });
  };
  const last = () => jobs[jobs.length - 1];
  const summary = () => store.get(id).summary().probe;
  return { store, id, jobs, released, cancelled, begin, finish, last, summary };
}

describe("a parameter that is followed", () => {
  it("is simulated once, and its series are asked for under an id of its own", () => {
    const { store, id, jobs, finish, last, summary } = openStore();
    finish(last(), 10);
    store.follow(id, 4);
    store.follow(id, 4);
    assert.deepEqual([jobs.length, last().probe, last().steps], [2, 4, 3]);
    assert.equal(summary()?.parameter, null);
    finish(last(), 20);
    const { id: probe, index, parameter, stepsDone, status } = summary() ?? {};
    assert.deepEqual([probe, index, parameter, stepsDone, status], [`probe of ${id}`, 4, "p[4]", 3, "finished"]);
    const foresight = new Foresight(store);
    assert.deepEqual(foresight.row({ run: probe ?? "", step: 1 }), [20, 2]);
    assert.equal(foresight.window({ run: probe ?? "", columns: ["p"], from: 0, to: 3, buckets: 9 }).points, 3);
    assert.deepEqual(foresight.row({ run: id, step: 1 }), [10, 2]);
  });

  it("gives way to another, and to none", () => {
    const { store, id, jobs, released, last, summary } = openStore();
    store.follow(id, 1);
    const first = last().run;
    store.follow(id, 2);
    assert.deepEqual([released, summary()?.index], [[first], 2]);
    assert.notEqual(last().run, first);
    store.follow(id, null);
    assert.deepEqual([released.length, summary(), jobs.length], [2, null, 3]);
  });

  it("grows with news of its own", () => {
    const { store, id, begin, last } = openStore();
    const grown: string[] = [];
    store.onDidProgress((run) => void grown.push(run));
    store.follow(id, 1);
    begin(last(), [[1, 1]]);
    assert.deepEqual(grown, [`probe of ${id}`]);
  });

  it("is simulated again with its run, and foreseen as that is", () => {
    const { store, id, jobs, finish, last, summary } = openStore();
    finish(last(), 10);
    store.follow(id, 1);
    finish(last(), 20);
    const foresight = new Foresight(store);
    const query = { run: `probe of ${id}`, columns: ["p"], from: 0, to: 3, buckets: 9 };
    foresight.window(query);
    const before = summary()?.revision;
    store.renew(id, planOf({ steps: 3, seed: 7 }));
    finish(last(), 30);
    assert.deepEqual([jobs.length, last().probe], [4, 1]);
    assert.notEqual(summary()?.revision, before);
    assert.deepEqual(foresight.foresee().windows, []);
    finish(last(), 40);
    assert.deepEqual(
      foresight.foresee().windows.map(({ query: foreseen }) => foreseen),
      [query],
    );
  });

  it("goes as far as a cancelled run went, ends when that is cancelled, and goes with it", () => {
    const { store, id, jobs, cancelled, released, begin, last } = openStore();
    store.follow(id, 0);
    store.cancel(id);
    assert.deepEqual(cancelled.toSorted(), jobs.map(({ run }) => run).toSorted());
    begin(jobs[0], [
      [1, 1],
      [1, 1],
    ]);
    jobs[0].observer.finished({ status: "cancelled", steps: 2, nonFinite: null, message: null });
    store.follow(id, 3);
    assert.equal(last().steps, 2);
    store.remove([id]);
    assert.deepEqual(released.toSorted(), jobs.map(({ run }) => run).toSorted());
    assert.deepEqual(store.probes, []);
  });
});
