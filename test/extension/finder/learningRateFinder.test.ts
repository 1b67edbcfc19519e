import assert from "node:assert/strict";
import { LearningRateFinder } from "../../../src/extension/finder/learningRateFinder";
import { RunStore } from "../../../src/extension/runs/runStore";
import type { FinderState } from "../../../src/protocol/finder";
import { EvaluatingPool } from "../runs/evaluatingPool";
import { planOf } from "../runs/planOf";

const span = { below: 2, above: 2, perDecade: 2 };

function openFinder(changes: Parameters<typeof planOf>[0] = {}) {
  const store = new RunStore({
    run: () => {},
    cancel: () => {},
    release: () => {},
    inspect: () => Promise.reject(new Error("There is nothing to inspect.")),
  });
  const pool = new EvaluatingPool();
  const finder = new LearningRateFinder({ store, pool, sourceOf: async () => null });
  const run = store.simulate(planOf(changes));
  /** The state as soon as it is as wanted. */
  const until = (isWanted: (state: FinderState | null) => boolean): Promise<FinderState | null> =>
    new Promise((resolve) => {
      const look = () => {
        const { state } = finder;
        if (!isWanted(state)) return;
        dispose();
        resolve(state);
      };
      const { dispose } = finder.onDidChange(look);
      look();
    });
  const over = async () => {
    const state = await until((each) => each !== null && each.status !== "running" && each.stable !== null);
    assert.ok(state !== null);
    return state;
  };
  return { store, pool, finder, run, until, over };
}

describe("the learning-rate finder", () => {
  it("evaluates all points, those of the run itself first, and knows the stability limit", async () => {
    const { finder, pool, run, over } = openFinder();
    await finder.handle({ kind: "open", run: run.id, span });
    const state = await over();
    assert.deepEqual([state.status, state.outcomes.length, state.ownRate], ["finished", 9, 4]);
    assert.deepEqual(
      state.outcomes.map((outcome) => outcome?.divergedAt !== null),
      // 2/λ is 0.5.
      [false, false, false, false, false, false, true, true, true],
    );
    assert.ok(state.stable !== null && typeof state.stable === "object");
    assert.ok(Math.abs(state.stable.rate - 0.5) < 1e-6);
    assert.equal(state.targetLoss, state.outcomes[4]?.finalLoss);
    assert.equal(pool.evaluated[0].specification, run.plan.specification);
    assert.ok(state.outcomes[5]?.reachedAt !== null);
  });

  it("makes a run of a point, which is its own and no longer that of the source", async () => {
    const { finder, store, run, over } = openFinder();
    await finder.handle({ kind: "open", run: run.id, span });
    const { rates } = await over();
    await finder.handle({ kind: "pick", rate: 5, second: 0 });
    const picked = store.selected;
    assert.ok(picked !== null && picked !== run);
    assert.deepEqual(
      [picked.plan.isVariant, picked.plan.specification.optimizer.rateFactor],
      [true, rates[5] / rates[4]],
    );
    await finder.handle({ kind: "rangeTest" });
    assert.equal(store.runs.length, 3);
    assert.match(store.selected?.plan.name ?? "", /range test$/);
  });

  it("stops when it is cancelled, and keeps what there is", async () => {
    const { finder, pool, run, until } = openFinder();
    await finder.handle({ kind: "open", run: run.id, span });
    await until((state) => state?.outcomes.some((outcome) => outcome !== null) === true);
    await finder.handle({ kind: "cancel" });
    const { outcomes, status } = finder.state ?? { outcomes: [] };
    assert.equal(status, "cancelled");
    const known = outcomes.filter((outcome) => outcome !== null).length;
    await new Promise((resolve) => void setTimeout(resolve, 20));
    assert.equal(finder.state?.outcomes.filter((outcome) => outcome !== null).length, known);
    assert.ok(known < 9 && pool.cancelled.length > 0);
  });

  it("gives way to another sweep, and closes with its run", async () => {
    const { finder, store, run, over } = openFinder();
    await finder.handle({ kind: "open", run: run.id, span });
    await finder.handle({ kind: "open", run: run.id, span: { ...span, perDecade: 1 } });
    assert.equal((await over()).outcomes.length, 5);
    store.remove([run.id]);
    assert.equal(finder.state, null);
  });

  it("says when the run has other numbers by now", async () => {
    const { finder, store, run, over } = openFinder();
    await finder.handle({ kind: "open", run: run.id, span });
    await over();
    assert.equal(finder.state?.stale, false);
    store.get(run.id).plan = planOf({ seed: 7 });
    assert.equal(finder.state?.stale, true);
  });

  it("says why there is nothing to find", async () => {
    const { finder, run, over } = openFinder({
      optimizer: { ...planOf().specification.optimizer, rule: "p = p - q * g" },
    });
    await finder.handle({ kind: "open", run: run.id, span });
    const { status, message } = await over();
    assert.equal(status, "failed");
    assert.match(message ?? "", /q/);
    await finder.handle({ kind: "close" });
    await assert.rejects(finder.handle({ kind: "pick", rate: 0, second: 0 }), /is closed/);
  });
});
