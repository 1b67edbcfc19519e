import assert from "node:assert/strict";
import { evaluatePoint } from "../../src/core/sweep/pointEvaluation";
import { Evaluations } from "../../src/worker/evaluations";
import { specificationOf } from "../core/sweep/specificationOf";

const long = specificationOf({ steps: 1_000_000 });

describe("evaluations in a worker", () => {
  it("come to the same as at once, one after the other", async () => {
    const evaluations = new Evaluations();
    const specifications = [1, 2, 3].map((seed) => specificationOf({ seed, steps: 50_000 }));
    const begun = specifications.map((specification) =>
      evaluations.begin({ group: "sweep", specification, question: { curvePoints: 5 } }),
    );
    while (evaluations.isPending) evaluations.advance();
    assert.deepEqual(
      await Promise.all(begun),
      specifications.map((specification) => evaluatePoint(specification, { curvePoints: 5 })),
    );
  });

  it("take a slice at a time, and can be cancelled between two", async () => {
    const evaluations = new Evaluations();
    const begun = [
      evaluations.begin({ group: "sweep", specification: long, question: {} }),
      evaluations.begin({ group: "sweep", specification: long, question: {} }),
      evaluations.begin({ group: "other", specification: specificationOf(), question: {} }),
    ];
    const settled = Promise.allSettled(begun);
    evaluations.advance();
    assert.ok(evaluations.isPending);
    evaluations.cancel("sweep");
    while (evaluations.isPending) evaluations.advance();
    assert.deepEqual(
      (await settled).map(({ status }) => status),
      ["rejected", "rejected", "fulfilled"],
    );
  });

  it("refuse what cannot be simulated", () => {
    const specification = specificationOf({ steps: 0 });
    assert.throws(() => new Evaluations().begin({ group: "sweep", specification, question: {} }), /steps is 0/);
  });
});
