import assert from "node:assert/strict";
import { INSTRUMENTS, type Instrument } from "../../../src/core/instruments/instrument";
import { PERCENTILES } from "../../../src/core/instruments/percentiles";
import { sampledParameters } from "../../../src/core/instruments/sampledParameters";
import type { Problem } from "../../../src/core/problems/problem";
import { Simulation } from "../../../src/core/simulation/simulation";
import type { RunSpecification } from "../../../src/core/simulation/specification";
import { adam, gradientDescent, runOf } from "../simulation/specifications";

function simulate(parts: Partial<RunSpecification>, source?: Problem): Simulation {
  const simulation = new Simulation(runOf({ instruments: INSTRUMENTS, ...parts }), { source });
  simulation.advance(simulation.specification.steps);
  return simulation;
}

const values = ({ trace }: Simulation, column: string) => Array.from(trace.column(trace.columnIndex(column)));

const percentilesAt = (simulation: Simulation, name: string, step: number) =>
  PERCENTILES.map((percentile) => values(simulation, `${name}.${percentile.name}`)[step]);

function bySorting(entries: Iterable<number>): number[] {
  const sorted = Float64Array.from(entries).sort();
  return PERCENTILES.map(({ share }) => sorted[Math.round(share * (sorted.length - 1))]);
}

function assertNear(actual: number, expected: number, tolerance = 1e-12): void {
  assert.ok(Math.abs(actual - expected) <= tolerance * Math.abs(expected), `${actual} instead of ${expected}`);
}

/** A problem whose gradients are given, step by step. */
function given(start: readonly number[], gradientsOf: (step: number) => readonly number[]): Problem {
  return {
    tensors: [{ name: "p", shape: [start.length] }],
    start: (parameters) => parameters.set(start),
    evaluate: (_, gradient, step) => {
      gradient.set(gradientsOf(step));
      return 0;
    },
  };
}

const rate = (simulation: Simulation, step: number) => values(simulation, "effectiveLearningRate.p50")[step];
const momentum = { ...gradientDescent, rule: "u = beta * u + g\np = p - lr * u", hyperparameters: { beta: 0.9 } };

describe("instruments along a run", () => {
  it("add no column unless they are asked for, and the others are the same to the last bit", () => {
    const problem = { name: "noisy-quadratic", parameters: {} };
    const [without, asked] = [
      new Simulation(runOf({ problem })),
      new Simulation(runOf({ problem, instruments: INSTRUMENTS })),
    ];
    for (const simulation of [without, asked]) simulation.advance(50);
    const none: readonly Instrument[] = [];
    assert.deepEqual(new Simulation(runOf({ problem, instruments: none })).columns, without.columns);
    assert.deepEqual(asked.columns.slice(0, without.columns.length), without.columns);
    for (const column of without.columns) assert.deepEqual(values(asked, column), values(without, column), column);
    assert.equal(asked.columns.length, without.columns.length + 3 * PERCENTILES.length + 1);
  });

  it("record the percentiles of |g| and of |Δp| / |p|, exact over all parameters", () => {
    const problem = { name: "noisy-quadratic", parameters: { dimension: 133 } };
    for (const precision of ["float64", "float32"] as const) {
      const simulation = new Simulation(runOf({ problem, precision, instruments: INSTRUMENTS, steps: 20 }));
      for (let step = 0; step < 20; step++) {
        const before = simulation.parameters.slice();
        simulation.advance(1);
        assert.deepEqual(
          percentilesAt(simulation, "gradientMagnitude", step),
          bySorting(simulation.gradient.map(Math.abs)),
        );
        const ratios = Array.from(before, (p, i) => Math.abs(simulation.parameters[i] - p) / Math.abs(p));
        assert.deepEqual(percentilesAt(simulation, "relativeUpdate", step), bySorting(ratios));
      }
    }
  });

  it("look at 4,096 of more parameters", () => {
    const problem = { name: "noisy-quadratic", parameters: { dimension: 10_000 } };
    const simulation = simulate({ problem, steps: 1 });
    const sampled = Array.from(sampledParameters(10_000), (index) => Math.abs(simulation.gradient[index]));
    assert.deepEqual(percentilesAt(simulation, "gradientMagnitude", 0), bySorting(sampled));
    assert.equal(values(simulation, "epsilonShare")[0], 0);
  });

  it("are of the gradient before it is clipped, as its norm is", () => {
    const optimizer = { ...gradientDescent, clipping: { kind: "value", limit: 0.5 } as const };
    const simulation = simulate(
      { optimizer, steps: 1 },
      given([1, 1, 1, 1], () => [3, -4, 0, 0.25]),
    );
    assert.deepEqual(percentilesAt(simulation, "gradientMagnitude", 0), [0, 0, 0.25, 3, 3, 4, 4]);
  });

  it("leave parameters at 0 out of |Δp| / |p|; where all are there it is infinite", () => {
    const simulation = simulate(
      { optimizer: { ...gradientDescent, learningRate: 1 }, steps: 2 },
      given([0, 2, 0], () => [1, 1, 1]),
    );
    assert.deepEqual(percentilesAt(simulation, "relativeUpdate", 0), Array(7).fill(0.5));
    const origin = simulate(
      { optimizer: gradientDescent, steps: 1 },
      given([0, 0], () => [1, 2]),
    );
    assert.deepEqual(percentilesAt(origin, "relativeUpdate", 0), Array(7).fill(Number.POSITIVE_INFINITY));
  });

  it("have the effective learning rates of the papers", () => {
    const steady = given([1, 1], () => [0.5, 0.5]);
    const lr = 0.1;
    assert.equal(rate(simulate({ optimizer: gradientDescent, steps: 3 }, steady), 2), lr);
    assertNear(rate(simulate({ optimizer: momentum, steps: 40 }, steady), 39), (lr * (1 - 0.9 ** 40)) / (1 - 0.9));
    const changing = given([1], (step) => [3 - step]);
    const v = [3, 2, 1, 0, -1].reduce((mean, g) => 0.999 * mean + 0.001 * g * g, 0);
    assertNear(
      rate(simulate({ optimizer: adam, steps: 5 }, changing), 4),
      0.01 / (Math.sqrt(v / (1 - 0.999 ** 5)) + 1e-8),
    );
    // The rate does not depend on what the gradient was, where nothing is divided by it.
    assertNear(rate(simulate({ optimizer: momentum, steps: 5 }, changing), 4), (lr * (1 - 0.9 ** 5)) / (1 - 0.9));
  });

  it("follow learning rates of groups, schedules and states that start from inputs", () => {
    const groups = [{ learningRate: 0.1 }, { learningRate: 0.3 }];
    const grouped = simulate(
      { optimizer: { ...gradientDescent, groups }, steps: 1 },
      given([1, 1, 1, 1], () => [1, 1, 1, 1]),
    );
    assert.deepEqual(percentilesAt(grouped, "effectiveLearningRate", 0), [0.1, 0.1, 0.1, 0.3, 0.3, 0.3, 0.3]);
    const schedule = { rule: "lr = lr0 / t", parameters: {}, interval: 1 };
    assert.equal(
      rate(
        simulate(
          { optimizer: { ...gradientDescent, schedule }, steps: 4 },
          given([1], () => [1]),
        ),
        3,
      ),
      0.1 / 4,
    );
    const rule = "state v = start\nv = v + g^2\np = p - lr * g / sqrt(v)";
    const started = { ...gradientDescent, rule, hyperparameters: { start: 3 } };
    const simulation = simulate(
      { optimizer: started, steps: 2 },
      given([1], () => [1]),
    );
    assertNear(rate(simulation, 0), 0.1 / 2);
    assertNear(rate(simulation, 1), 0.1 / Math.sqrt(5));
  });

  it("have no effective learning rate where the step is not in proportion to the gradient, or never settles", () => {
    const rules = ["p = p - lr * sign(g)", "m = 0.9 * m + 0.1 * g\np = p - lr * sign(m)", "u = u + g\np = p - lr * u"];
    for (const rule of rules) {
      const { columns } = simulate({ optimizer: { ...gradientDescent, rule }, steps: 1 });
      assert.ok(!columns.includes("effectiveLearningRate.p50"), rule);
    }
  });

  it("count the parameters for which ε is larger than what it is added to, above the root and below it", () => {
    const source = given([1, 1, 1, 1], () => [0.3, 0.1, 0.01, 0.001]);
    const hyperparameters = { beta1: 0.9, beta2: 0.999, epsilon: 0.05 };
    assert.deepEqual(
      values(simulate({ optimizer: { ...adam, hyperparameters }, steps: 3 }, source), "epsilonShare"),
      [0.5, 0.5, 0.5],
    );
    // 0.09 and 0.01, summed up over the steps.
    const rule = "v = v + g^2\np = p - lr * g / sqrt(v + epsilon)";
    const below = { ...gradientDescent, rule, hyperparameters: { epsilon: 0.025 } };
    assert.deepEqual(values(simulate({ optimizer: below, steps: 3 }, source), "epsilonShare"), [0.75, 0.75, 0.5]);
    assert.ok(!simulate({ optimizer: gradientDescent, steps: 1 }).columns.includes("epsilonShare"));
  });

  it("count the clipped among the last 100 steps, and the clipped entries of each", () => {
    const source = given([1, 1], (step) => (step < 60 ? [3, 0.1] : [0.1, 0.1]));
    const clipping = { kind: "value", limit: 1 } as const;
    const byValue = simulate({ optimizer: { ...gradientDescent, clipping }, steps: 200 }, source);
    const steps = values(byValue, "clippedSteps");
    assert.deepEqual([steps[0], steps[59], steps[79], steps[99], steps[119], steps[159]], [1, 1, 60 / 80, 0.6, 0.4, 0]);
    const entries = values(byValue, "clippedEntries");
    assert.deepEqual([entries[0], entries[59], entries[60]], [0.5, 0.5, 0]);
    const byNorm = simulate(
      { optimizer: { ...gradientDescent, clipping: { kind: "norm", limit: 1 } }, steps: 61 },
      source,
    );
    assertNear(values(byNorm, "clippedSteps")[60], 60 / 61);
    assert.ok(!byNorm.columns.includes("clippedEntries"));
    assert.ok(!simulate({ optimizer: gradientDescent, steps: 1 }).columns.includes("clippedSteps"));
  });

  it("go on from a snapshot as if the run had never stopped", () => {
    const optimizer = { ...adam, clipping: { kind: "norm", limit: 1 } as const };
    const whole = simulate({ optimizer });
    const cut = new Simulation(whole.specification);
    cut.advance(17);
    const snapshot = cut.snapshot();
    cut.advance(20);
    cut.restore(snapshot);
    for (let step = 17; step < 50; step++) {
      cut.advance(1);
      assert.deepEqual(
        Array.from(cut.lastRow),
        whole.columns.map((column) => values(whole, column)[step]),
      );
    }
  });

  it("keep what only updates have over a step that is skipped", () => {
    const optimizer = { ...adam, toleratedNonFinite: 5 };
    const source = given([1, 2], (step) => (step === 2 ? [Number.NaN, 1] : [1, 1]));
    const simulation = simulate({ optimizer, steps: 4 }, source);
    assert.deepEqual(percentilesAt(simulation, "relativeUpdate", 2), Array(7).fill(0));
    assert.equal(rate(simulation, 2), rate(simulation, 1));
    assert.deepEqual(percentilesAt(simulation, "gradientMagnitude", 2), [
      1,
      1,
      1,
      Number.NaN,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
    assert.ok(percentilesAt(simulation, "gradientMagnitude", 3).every(Number.isFinite));
  });

  it("refuse what is no instrument", () => {
    const instruments = ["gradients"] as unknown as readonly Instrument[];
    assert.throws(
      () => simulate({ instruments }),
      /There is no instrument "gradients"; expected gradient-percentiles, /,
    );
  });
});
