import assert from "node:assert/strict";
import { hasSameLandscape } from "../../../src/core/landscape/landscapeLoss";
import { PathTracing, type PlanePath } from "../../../src/core/landscape/pathTracing";
import type { Plane } from "../../../src/core/landscape/plane";
import { isInside, windowAround } from "../../../src/core/landscape/planeWindow";
import { Simulation } from "../../../src/core/simulation/simulation";
import type { RunSpecification } from "../../../src/core/simulation/specification";
import { specificationOf } from "../sweep/specificationOf";

const plane: Plane = { origin: new Float64Array(2), first: Float64Array.of(1, 0), second: Float64Array.of(0, 1) };

function traced(specification: RunSpecification, most = 1000): PlanePath {
  const tracing = new PathTracing(specification, plane);
  while (!tracing.isDone) tracing.advance(most);
  return tracing.outcome;
}

const withRate = (learningRate: number, changes: Partial<RunSpecification> = {}) =>
  specificationOf({ ...changes, optimizer: { ...specificationOf().optimizer, learningRate } });

describe("the path of a run", () => {
  it("leads from its start past what each step leaves", () => {
    const { steps, x, y, isCut } = traced(withRate(0.1, { steps: 3 }));
    assert.deepEqual([...steps], [0, 1, 2, 3]);
    [1, 0.9, 0.81, 0.729].forEach((expected, i) => void assert.ok(Math.abs(x[i] - expected) < 1e-12));
    [1, 0.6, 0.36, 0.216].forEach((expected, i) => void assert.ok(Math.abs(y[i] - expected) < 1e-12));
    assert.equal(isCut, false);
  });

  it("is the same however the work is cut, and ends with the last step of a long run", () => {
    const specification = withRate(0.01, { steps: 5001 });
    const whole = traced(specification);
    assert.deepEqual(traced(specification, 13), whole);
    assert.ok(whole.steps.length <= 2001);
    assert.deepEqual([...whole.steps.subarray(0, 3), whole.steps.at(-1)], [0, 3, 6, 5001]);
  });

  it("ends where the run does not come back", () => {
    const { steps, y, isCut } = traced(withRate(0.8, { steps: 400 }));
    assert.ok(isCut && steps.length < 20, `${steps.length} points`);
    assert.ok(y.every(Number.isFinite));
  });

  it("starts where the specification says", () => {
    const { x, y } = traced(withRate(0.1, { steps: 1, start: [5, -2] }));
    assert.deepEqual([x[0], y[0]], [5, -2]);
    assert.throws(() => new Simulation(specificationOf({ start: [1] })), /start must have a number for each of the 2/);
    assert.throws(() => new Simulation(specificationOf({ start: [1, NaN] })), /start must have a number/);
  });
});

describe("the window", () => {
  it("holds the paths and a minimum that is not far, with room around", () => {
    const path = traced(withRate(0.1));
    const window = windowAround([path], { x: 0, y: 0 });
    assert.ok(window.left < -0.05 && window.right > 1.05 && window.bottom < -0.05 && window.top > 1.05);
    const far = windowAround([path], { x: 1e3, y: 0 });
    assert.ok(far.right < 2);
  });

  it("does not follow a path that ran away, but shows where it went at first", () => {
    const sound = traced(withRate(0.1));
    const runaway = traced(withRate(0.7));
    const window = windowAround([sound, runaway], { x: 0, y: 0 });
    assert.ok(window.top - window.bottom < 5);
    const seen = [...runaway.x].filter((x, i) => isInside({ x, y: runaway.y[i] }, window));
    assert.ok(seen.length > 1 && seen.length < runaway.x.length);
    const alone = windowAround([runaway], null);
    assert.ok(alone.top > alone.bottom && alone.top - alone.bottom < 20);
  });

  it("has an extent where there is only a point", () => {
    const point = { steps: Float64Array.of(0), x: Float64Array.of(3), y: Float64Array.of(0), isCut: false };
    const { left, right, bottom, top } = windowAround([point], null);
    assert.ok(right > left && top > bottom);
  });
});

describe("the landscape of two runs", () => {
  const of = (parameters: RunSpecification["problem"]["parameters"], seed = 0, name = "rosenbrock") =>
    specificationOf({ problem: { name, parameters }, seed });

  it("is the same for the same loss, wherever they start and whatever batches they see", () => {
    assert.ok(hasSameLandscape(of({ start: [0, 0] }), of({})));
    const batches = (batchSize: number) => of({ batchSize }, 0, "logistic-regression");
    assert.ok(hasSameLandscape(batches(10), batches(20)));
  });

  it("is another for another problem, size, or data set", () => {
    assert.ok(!hasSameLandscape(of({ b: 10 }), of({})));
    assert.ok(!hasSameLandscape(of({}, 1, "perceptron"), of({}, 2, "perceptron")));
    const sum = (start: number[]) => of({ start }, 0, "sum-of-squares");
    assert.ok(!hasSameLandscape(sum([1, 2]), sum([1, 2, 3])));
  });
});
