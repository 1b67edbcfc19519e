import assert from "node:assert/strict";
import fc from "fast-check";
import { withRateFactor } from "../../../src/core/simulation/rateFactor";
import { Simulation } from "../../../src/core/simulation/simulation";
import { evaluatePoint, PointEvaluation } from "../../../src/core/sweep/pointEvaluation";
import { specificationOf } from "./specificationOf";

const noisy = { name: "noisy-quadratic", parameters: {} };

describe("the evaluation of a point", () => {
  it("says what the trace of the same run says", () => {
    const specification = specificationOf({ problem: noisy, steps: 250, seed: 3 });
    const simulation = new Simulation(specification);
    simulation.advance(250);
    const { trace } = simulation;
    const losses = Array.from(trace.column(trace.columnIndex("loss")));
    const target = losses[100];
    const outcome = evaluatePoint(specification, { targetLoss: target, curvePoints: 100 });
    assert.equal(outcome.steps, 250);
    assert.equal(outcome.firstLoss, losses[0]);
    assert.equal(outcome.finalLoss, losses.slice(225).reduce((sum, loss) => sum + loss, 0) / 25);
    assert.equal(outcome.bestLoss, Math.min(...losses));
    assert.equal(
      outcome.reachedAt,
      losses.findIndex((loss) => loss <= target),
    );
    assert.equal(outcome.divergedAt, null);
    assert.equal(outcome.curve?.length, 84);
    assert.equal(outcome.curve?.[0], (losses[0] + losses[1] + losses[2]) / 3);
    assert.equal(outcome.curve?.[83], losses[249]);
  });

  it("is the same however its steps are cut", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 8 }), (cuts) => {
        const specification = specificationOf({ problem: noisy });
        const evaluation = new PointEvaluation(specification);
        for (const cut of cuts) evaluation.advance(cut);
        evaluation.advance(specification.steps);
        assert.deepEqual(evaluation.outcome, evaluatePoint(specification));
      }),
      { numRuns: 30 },
    );
  });

  it("diverges above 2/λ and nowhere below, at the step from which on the loss is above the first", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 2, noNaN: true }), (share) => {
        fc.pre(Math.abs(share - 1) > 0.05);
        const { optimizer } = specificationOf();
        const specification = specificationOf({ optimizer: { ...optimizer, learningRate: share / 2 }, steps: 2000 });
        const { divergedAt, finalLoss, firstLoss } = evaluatePoint(specification);
        if (share < 1) assert.deepEqual([divergedAt, finalLoss < firstLoss], [null, true]);
        else assert.ok(divergedAt !== null && divergedAt < 100, `${divergedAt}`);
      }),
      { numRuns: 60 },
    );
  });

  it("stops at infinity, with no final loss", () => {
    const { optimizer } = specificationOf();
    const outcome = evaluatePoint(specificationOf({ optimizer: { ...optimizer, learningRate: 100 }, steps: 5000 }));
    assert.ok(outcome.steps < 5000 && outcome.divergedAt === 1);
    assert.equal(outcome.finalLoss, Number.NaN);
    assert.equal(outcome.bestLoss, outcome.firstLoss);
  });

  it("refuses recorded gradients, which have no loss", () => {
    const gradients = { uri: "file:///g.npy", size: 1, modified: 0 };
    const recording = { gradients } as unknown as NonNullable<ReturnType<typeof specificationOf>["recording"]>;
    assert.throws(() => evaluatePoint(specificationOf({ recording })), /come without a loss/);
  });
});

describe("a factor of the learning rate", () => {
  it("without a schedule is the learning rate times the factor", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 10, noNaN: true }), (factor) => {
        const { optimizer } = specificationOf();
        const scaled = evaluatePoint(specificationOf({ optimizer: withRateFactor(optimizer, factor) }));
        const own = { ...optimizer, learningRate: optimizer.learningRate * factor };
        assert.deepEqual(scaled, evaluatePoint(specificationOf({ optimizer: own })));
      }),
      { numRuns: 50 },
    );
  });

  it("is behind the schedule, which goes its own way, and holds for every group", () => {
    const base = specificationOf().optimizer;
    const schedule = { rule: "lr = if(step == 0, 0.5, lr * 0.9)", parameters: {}, interval: 1 };
    const problem = { name: "sum-of-squares", parameters: {} };
    const groups = [{ learningRate: 0.2 }, {}];
    const rates = (factor: number) => {
      const optimizer = withRateFactor({ ...base, schedule, groups }, factor);
      const simulation = new Simulation(specificationOf({ optimizer, problem, steps: 10 }));
      simulation.advance(10);
      const { trace } = simulation;
      return trace.columns
        .filter((name) => name.startsWith("learningRate"))
        .flatMap((name) => Array.from(trace.column(trace.columnIndex(name))));
    };
    assert.deepEqual(
      rates(4),
      rates(1).map((rate) => rate * 4),
    );
  });
});
