import assert from "node:assert/strict";
import { FairComparison } from "../../../src/extension/fairComparison/fairComparison";
import { RunStore } from "../../../src/extension/runs/runStore";
import type { FairComparisonState } from "../../../src/protocol/fairComparison";
import { EvaluatingPool } from "../runs/evaluatingPool";
import { planOf } from "../runs/planOf";

const problem = { name: "noisy-quadratic", parameters: {} };
const { optimizer } = planOf().specification;
const momentum = { ...optimizer, rule: "state m = 0\nm = 0.9 * m + g\np = p - lr * m", learningRate: 0.01 };
const clipped = { ...momentum, clipping: { kind: "norm" as const, limit: 1 } };

function open() {
  const store = new RunStore({
    run: () => {},
    cancel: () => {},
    release: () => {},
    inspect: () => Promise.reject(new Error("There is nothing to inspect.")),
  });
  const pool = new EvaluatingPool();
  const comparison = new FairComparison({ store, pool, sourceOf: async () => null });
  const over = (): Promise<FairComparisonState> =>
    new Promise((resolve) => {
      const look = () => {
        const { state } = comparison;
        if (state === null || state.status === "running") return;
        dispose();
        resolve(state);
      };
      const { dispose } = comparison.onDidChange(look);
      look();
    });
  const runs = (...optimizers: (typeof optimizer)[]) =>
    optimizers.map((each) => store.simulate(planOf({ optimizer: each, problem })).id);
  return { store, pool, comparison, over, runs };
}

describe("a fair comparison", () => {
  it("gives every optimizer the same learning rates and seeds, and shows it with others", async () => {
    const { pool, comparison, over, runs } = open();
    const [first, second] = runs(optimizer, momentum);
    await comparison.handle({ kind: "start", runs: [first, second], trials: 8 });
    const { entries, budget, done, total, stride, steps } = await over();
    assert.deepEqual([done, total], [2 * (8 * 2 + 2 * 5), 52]);
    assert.deepEqual([budget.from, budget.to, steps, stride], [3.33e-4, 3, 100, 1]);
    const tried = (rule: string) =>
      pool.evaluated
        .filter(({ specification, question }) => specification.optimizer.rule === rule && !question.curvePoints)
        .map(({ specification: { seed, optimizer: own } }) => {
          const rate = own.learningRate * (own.rateFactor ?? 1);
          return `${seed} ${rate.toPrecision(6)}`;
        });
    assert.deepEqual(tried(optimizer.rule), tried(momentum.rule));
    const tuningSeeds = new Set(pool.evaluated.filter(({ question }) => !question.curvePoints).map(seedOf));
    const seeds = new Set(pool.evaluated.filter(({ question }) => question.curvePoints).map(seedOf));
    assert.deepEqual(
      [[...tuningSeeds], [...seeds]],
      [
        [0, 1],
        [2, 3, 4, 5, 6],
      ],
    );
    for (const { tuned, own, tuning } of entries) {
      assert.ok(tuned !== null && own !== null && tuning !== null);
      assert.equal(tuned.curve.length, 100);
      assert.ok(tuned.finalLoss.lowest <= tuned.finalLoss.mean && tuned.finalLoss.mean <= tuned.finalLoss.highest);
    }
  });

  it("is the same when it is made again", async () => {
    const { comparison, over, runs } = open();
    const ids = runs(optimizer, momentum);
    await comparison.handle({ kind: "start", runs: ids, trials: 4 });
    const first = await over();
    await comparison.handle({ kind: "start", runs: ids, trials: 4 });
    assert.deepEqual(await over(), first);
  });

  it("clips where the source does, and says so", async () => {
    const { pool, comparison, over, runs } = open();
    await comparison.handle({ kind: "start", runs: runs(momentum, clipped), trials: 2 });
    const { entries } = await over();
    assert.deepEqual(
      entries.map(({ clipping }) => clipping),
      [null, "the norm to 1"],
    );
    const clippings = new Set(pool.evaluated.map(({ specification }) => specification.optimizer.clipping));
    assert.deepEqual([...clippings], [null, clipped.clipping]);
  });

  it("takes runs that differ in the learning rate alone for one, and needs two", async () => {
    const { comparison, over, runs } = open();
    const ids = runs(optimizer, { ...optimizer, learningRate: 0.3 }, momentum);
    await comparison.handle({ kind: "start", runs: ids, trials: 2 });
    const { entries, leftOut } = await over();
    assert.equal(entries.length, 2);
    assert.match(leftOut[0], /differs from another run in its learning rate alone/);
    await assert.rejects(
      comparison.handle({ kind: "start", runs: ids.slice(0, 2), trials: 2 }),
      /needs two different optimizers/,
    );
  });

  it("makes a run of a tuned optimizer", async () => {
    const { store, comparison, over, runs } = open();
    const [first, second] = runs(optimizer, momentum);
    await comparison.handle({ kind: "start", runs: [first, second], trials: 4 });
    const { entries } = await over();
    await comparison.handle({ kind: "pick", run: second });
    const { learningRate, rateFactor = 1 } = store.selected?.plan.specification.optimizer ?? optimizer;
    assert.ok(Math.abs(learningRate * rateFactor - (entries[1].tuned?.rate ?? 0)) < 1e-12);
  });

  it("stops when it is cancelled", async () => {
    const { comparison, over, runs } = open();
    await comparison.handle({ kind: "start", runs: runs(optimizer, momentum), trials: 32 });
    await comparison.handle({ kind: "cancel" });
    const { status, done, total } = await over();
    assert.equal(status, "cancelled");
    assert.ok(done < total);
  });
});

function seedOf({ specification }: EvaluatingPool["evaluated"][number]): number {
  return specification.seed;
}
