import assert from "node:assert/strict";
import { evaluatePoints } from "../../../src/extension/runs/evaluatePoints";
import { EvaluatingPool } from "./evaluatingPool";
import { specificationOf } from "./planOf";

const points = (steps: readonly number[]) =>
  steps.map((each) => ({ key: each, specification: specificationOf({ steps: each }) }));

describe("points of a sweep", () => {
  it("are evaluated a few at a time, each told of once", async () => {
    const pool = new EvaluatingPool();
    const told = new Map<number, number>();
    const onOutcome = (key: number, { steps }: { readonly steps: number }) => void told.set(key, steps);
    const steps = Array.from({ length: 20 }, (_, index) => index + 1);
    await evaluatePoints(pool, "a", points(steps), {}, { signal: new AbortController().signal, onOutcome });
    assert.deepEqual(
      [...told].sort(([a], [b]) => a - b),
      steps.map((each) => [each, each]),
    );
    assert.equal(pool.most, 4);
  });

  it("stop without a word when they are cancelled", async () => {
    const pool = new EvaluatingPool();
    const abort = new AbortController();
    const told: number[] = [];
    const onOutcome = (key: number) => {
      told.push(key);
      if (told.length === 3) abort.abort();
    };
    await evaluatePoints(pool, "a", points([1, 2, 3, 4, 5, 6, 7, 8]), {}, { signal: abort.signal, onOutcome });
    assert.equal(told.length, 3);
    assert.deepEqual(pool.cancelled, ["a"]);
  });

  it("end with the first that cannot be evaluated, and give the others up", async () => {
    const pool = new EvaluatingPool();
    const told = { signal: new AbortController().signal, onOutcome: () => {} };
    await assert.rejects(evaluatePoints(pool, "a", points([1, 0, 2, 3, 4, 5, 6, 7]), {}, told), /steps is 0/);
    assert.deepEqual(pool.cancelled, ["a"]);
    assert.ok(pool.evaluated.length < 8);
  });
});
