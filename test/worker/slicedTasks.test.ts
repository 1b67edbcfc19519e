import assert from "node:assert/strict";
import { evaluatePoint, PointEvaluation } from "../../src/core/sweep/pointEvaluation";
import { SlicedTasks } from "../../src/worker/slicedTasks";
import { specificationOf } from "../core/sweep/specificationOf";

const long = specificationOf({ steps: 1_000_000 });

describe("sliced tasks in a worker", () => {
  it("come to the same as at once, one after the other", async () => {
    const tasks = new SlicedTasks();
    const specifications = [1, 2, 3].map((seed) => specificationOf({ seed, steps: 50_000 }));
    const begun = specifications.map((specification) =>
      tasks.begin("sweep", new PointEvaluation(specification, { curvePoints: 5 })),
    );
    while (tasks.isPending) tasks.advance();
    assert.deepEqual(
      await Promise.all(begun),
      specifications.map((specification) => evaluatePoint(specification, { curvePoints: 5 })),
    );
  });

  it("take a slice at a time, and can be cancelled between two", async () => {
    const tasks = new SlicedTasks();
    const begun = [
      tasks.begin("sweep", new PointEvaluation(long)),
      tasks.begin("sweep", new PointEvaluation(long)),
      tasks.begin("other", new PointEvaluation(specificationOf())),
    ];
    const settled = Promise.allSettled(begun);
    tasks.advance();
    assert.ok(tasks.isPending);
    tasks.cancel("sweep");
    while (tasks.isPending) tasks.advance();
    assert.deepEqual(
      (await settled).map(({ status }) => status),
      ["rejected", "rejected", "fulfilled"],
    );
  });

  it("tell of work that fails, and go on with the next", async () => {
    const tasks = new SlicedTasks();
    const failing = {
      isDone: false,
      outcome: null,
      advance: () => {
        throw new Error("The loss is gone.");
      },
    };
    const failed = tasks.begin("landscape", failing);
    const next = tasks.begin("sweep", new PointEvaluation(specificationOf()));
    const settled = Promise.allSettled([failed, next]);
    while (tasks.isPending) tasks.advance();
    assert.deepEqual(
      (await settled).map(({ status }) => status),
      ["rejected", "fulfilled"],
    );
    await assert.rejects(failed, /The loss is gone/);
  });
});
