import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Memento } from "vscode";
import { RunArchive } from "../../../src/extension/runs/runArchive";
import { RunStore } from "../../../src/extension/runs/runStore";
import { planOf } from "./planOf";

describe("run archive", () => {
  const parent = mkdtempSync(join(tmpdir(), "optimizer-debugger-runs-"));
  after(() => rmSync(parent, { recursive: true }));

  let folder: string;
  let memento: Memento;
  let log: string[];
  beforeEach(() => {
    folder = join(mkdtempSync(join(parent, "window-")), "runs");
    memento = mementoOf();
    log = [];
  });

  /** A window on the folder, over a pool that only takes note of what is simulated. */
  function openWindow(limits?: { readonly runs: number; readonly bytes: number }) {
    const simulated: [number, string | undefined][] = [];
    const store = new RunStore(
      {
        run: (_run, { seed }, _observer, priority) => void simulated.push([seed, priority]),
        cancel: () => {},
        release: () => {},
        inspect: () => Promise.reject(new Error("There is nothing to inspect.")),
      },
      limits,
    );
    const archive = new RunArchive(folder, memento, store, (message) => log.push(message));
    return { store, archive, simulated };
  }

  async function keep(...seeds: readonly number[]): Promise<void> {
    const { store, archive } = openWindow();
    for (const seed of seeds) store.simulate(planOf({ seed }));
    await archive.save();
  }

  it("brings the runs of the window before back, ahead of a new one, once", async () => {
    await keep(1, 2);
    const { store, archive, simulated } = openWindow();
    await archive.revive();
    store.simulate(planOf({ seed: 3 }));
    assert.deepEqual(seedsOf(store), [1, 2, 3]);
    assert.equal(store.selected?.plan.specification.seed, 3);
    assert.deepEqual(simulated, [
      [1, "background"],
      [2, "background"],
      [3, undefined],
    ]);

    store.remove([store.runs[0].id]);
    await archive.revive();
    assert.deepEqual(seedsOf(store), [2, 3]);
    await archive.save();
    const later = openWindow();
    await later.archive.revive();
    assert.deepEqual(seedsOf(later.store), [2, 3]);
  });

  it("keeps names, notes, pins and what is hidden, and simulates what is hidden only once it is wanted", async () => {
    const before = openWindow();
    const { id } = before.store.simulate(planOf({ seed: 1 }));
    before.store.simulate(planOf({ seed: 2 }));
    const labels = { givenName: "mine", note: "the best so far", isPinned: true, isHidden: true };
    before.store.label([id], labels);
    await before.archive.save();

    const { store, archive, simulated } = openWindow();
    await archive.revive();
    const run = store.get(id).summary();
    assert.deepEqual([run.labels, run.name, run.status], [labels, "mine", "kept"]);
    assert.deepEqual(simulated, [[2, "background"]]);
    store.label([id], { isHidden: false });
    assert.deepEqual(simulated[1], [1, "foreground"]);
    assert.equal(store.get(id).status, "running");
  });

  it("leaves damaged files and those of other versions out, says so, and touches neither", async () => {
    await keep(1, 2);
    const [kept] = filesOf(folder);
    const [damaged, newer] = [join(folder, "damaged.json"), join(folder, "newer.json")];
    writeFileSync(damaged, '{"form": 1, "id": "damaged", "plan": ');
    writeFileSync(newer, '{"form": 1000, "id": "newer"}');
    writeFileSync(join(folder, "foreign.json"), readFileSync(join(folder, kept)));
    const { store, archive } = openWindow();
    await archive.revive();
    assert.deepEqual(seedsOf(store), [1, 2]);
    assert.equal(log.length, 3);
    assert.ok(log.some((line) => line.includes("newer.json is left out: its form is 1000")));
    assert.ok(log.some((line) => line.includes("foreign.json is left out: it holds the run")));
    store.simulate(planOf({ seed: 3 }));
    await archive.save();
    assert.ok(filesOf(folder).includes("damaged.json") && filesOf(folder).includes("newer.json"));
  });

  for (const [what, change] of [
    ["a plan without a title", { plan: { ...planOf(), title: undefined } }],
    ["a gist that is none", { plan: { ...planOf(), gist: ["lr"] } }],
    ["a source whose key is none", { plan: planOf({}, { uri: "file:///a.py", line: 1, key: "{" }) }],
    ["labels of another kind", { labels: { givenName: 3, note: "", isPinned: false, isHidden: false } }],
    ["no color", { color: -1 }],
  ] as const) {
    it(`leaves out a run with ${what}`, async () => {
      await keep(1, 2);
      const path = join(folder, filesOf(folder)[0]);
      writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), ...change }));
      const { store, archive } = openWindow();
      await archive.revive();
      assert.equal(store.runs.length, 1);
      assert.equal(log.length, 1);
    });
  }

  it("keeps no more than it may: the oldest that are not pinned go, on disk too", async () => {
    const before = openWindow();
    const ids = [1, 2, 3, 4].map((seed) => before.store.simulate(planOf({ seed })).id);
    before.store.label([ids[0]], { isPinned: true });
    await before.archive.save();
    const { store, archive } = openWindow({ runs: 2, bytes: Infinity });
    await archive.revive();
    assert.deepEqual(seedsOf(store), [1, 4]);
    await archive.save();
    assert.deepEqual(filesOf(folder), [`${ids[0]}.json`, `${ids[3]}.json`].toSorted());
  });

  it("writes only what has changed, and leaves nothing unfinished behind", async () => {
    const { store, archive } = openWindow();
    const [one, other] = [1, 2].map((seed) => store.simulate(planOf({ seed })).id);
    await archive.save();
    writeFileSync(join(folder, `${other}.json`), "not written again");
    store.label([one], { note: "changed" });
    await archive.save();
    assert.equal(readFileSync(join(folder, `${other}.json`), "utf8"), "not written again");
    assert.match(readFileSync(join(folder, `${one}.json`), "utf8"), /"note":"changed"/);
    assert.deepEqual(filesOf(folder), [`${one}.json`, `${other}.json`].toSorted());
  });

  it("takes nothing that is still being read for removed", async () => {
    await keep(1, 2);
    const { store, archive } = openWindow();
    const revival = archive.revive();
    store.simulate(planOf({ seed: 3 }));
    await archive.save();
    await revival;
    assert.equal(filesOf(folder).length, 3);
    assert.deepEqual(seedsOf(store), [1, 2, 3]);
  });

  it("leaves the runs of another window in the same folder alone", async () => {
    const one = openWindow();
    await one.archive.revive();
    await keep(2);
    one.store.simulate(planOf({ seed: 1 }));
    await one.archive.save();
    one.store.remove([one.store.runs[0].id]);
    await one.archive.save();
    assert.equal(filesOf(folder).length, 1);
  });
});

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder).toSorted();
}

function seedsOf(store: RunStore): readonly number[] {
  return store.runs.map(({ plan }) => plan.specification.seed);
}

/** Keeps what JSON keeps, as VS Code does. */
function mementoOf(): Memento {
  const kept = new Map<string, string>();
  return {
    keys: () => [...kept.keys()],
    get: (key: string) => JSON.parse(kept.get(key) ?? "null") ?? undefined,
    update: async (key, value) => void kept.set(key, JSON.stringify(value)),
  };
}
