import assert from "node:assert/strict";
import fc from "fast-check";
import type { ProblemSpecification } from "../../../src/core/problems/problem";
import { Simulation } from "../../../src/core/simulation/simulation";
import {
  type RuleSchedule,
  type RunSpecification,
  type ScheduleSpecification,
  SpecificationError,
} from "../../../src/core/simulation/specification";
import { preparedOptimizers } from "../preparations/preparedOptimizers";
import { adam, gradientDescent, runOf } from "./specifications";

/** All of a run's trace, column by column. */
function traceOf(simulation: Simulation): Float64Array[] {
  return simulation.columns.map((_, column) => simulation.trace.column(column));
}

function column(simulation: Simulation, name: string): Float64Array {
  return simulation.trace.column(simulation.trace.columnIndex(name));
}

function runToEnd(specification: RunSpecification): Simulation {
  const simulation = new Simulation(specification);
  simulation.advance(specification.steps);
  return simulation;
}

const specifications: [string, RunSpecification][] = [
  ["Adam on a quadratic", runOf({})],
  ["Adam in float32", runOf({ precision: "float32" })],
  ["Adam on the noisy quadratic", runOf({ problem: { name: "noisy-quadratic", parameters: {} } })],
  [
    "a perceptron with one sample a step",
    runOf({ problem: { name: "perceptron", parameters: { width: 4, batchSize: 1 } }, steps: 30 }),
  ],
  [
    "a schedule that reads the run, with clipping and groups",
    runOf({
      optimizer: {
        ...adam,
        schedule: { rule: "lr = lr * if(gradientNorm > 1, 0.99, 1.01)", parameters: {}, interval: 2 },
        clipping: { kind: "norm", limit: 5 },
        groups: [{}, { learningRate: 0.5, hyperparameters: { beta1: 0.5 } }],
      },
    }),
  ],
  [
    "schedules that follow each other, one of which moves β₁",
    runOf({
      optimizer: {
        ...adam,
        schedule: {
          composition: "sequence",
          schedules: [
            { rule: "lr = if(isFirst > 0, lr, lr * 1.1)", parameters: {}, interval: 1 },
            {
              rule: "lr = if(isRestart > 0, lr0, lr * 0.9)\nbeta1 = 0.9 - 0.1 * cos(step)",
              parameters: {},
              interval: 1,
              moves: ["beta1"],
            },
          ],
          milestones: [20],
          interval: 1,
        },
        groups: [{}, { learningRate: 0.5, hyperparameters: { beta1: 0.5 } }],
      },
    }),
  ],
];

const constant: RuleSchedule = { rule: "lr = lr0", parameters: {}, interval: 1 };

function sequence(schedules: readonly ScheduleSpecification[], milestones: readonly number[]): ScheduleSpecification {
  return { composition: "sequence", schedules, milestones, interval: 1 };
}

const algorithms: readonly [
  name: string,
  algorithm: string,
  hyperparameters: Record<string, number>,
  ProblemSpecification,
][] = [
  [
    "Muon on a perceptron without biases",
    "torch-muon",
    {
      momentum: 0.9,
      nesterov: 1,
      weightDecay: 0.1,
      a: 3.4445,
      b: -4.775,
      c: 2.0315,
      epsilon: 1e-7,
      steps: 5,
      matchesAdamw: 0,
    },
    { name: "perceptron", parameters: { width: 5, biases: false } },
  ],
  ...[0, 1].map((strongWolfe): (typeof algorithms)[number] => [
    `LBFGS ${strongWolfe ? "with" : "without"} a line search on the noisy quadratic`,
    "torch-lbfgs",
    {
      maximumIterations: 4,
      maximumEvaluations: 9,
      gradientTolerance: 1e-7,
      changeTolerance: 1e-9,
      historySize: 6,
      strongWolfe,
    },
    { name: "noisy-quadratic", parameters: {} },
  ]),
];
for (const [name, algorithm, hyperparameters, problem] of algorithms) {
  for (const precision of ["float64", "float32"] as const) {
    const optimizer = { ...adam, rule: "", algorithm, hyperparameters, learningRate: 0.1 };
    specifications.push([`${name} in ${precision}`, runOf({ optimizer, problem, precision, steps: 20 })]);
  }
}

const perceptron: ProblemSpecification = { name: "perceptron", parameters: { width: 5 } };
for (const [name, optimizer] of preparedOptimizers) {
  for (const precision of ["float64", "float32"] as const) {
    const run = runOf({ optimizer, problem: perceptron, precision, steps: 20 });
    specifications.push([`${name} on a perceptron in ${precision}`, run]);
  }
}

describe("Simulation", () => {
  describe("gives the same numbers, bit for bit,", () => {
    for (const [name, specification] of specifications) {
      it(`every time: ${name}`, () => {
        assert.deepEqual(traceOf(runToEnd(specification)), traceOf(runToEnd(specification)));
      });

      it(`however the steps are cut: ${name}`, () => {
        const whole = traceOf(runToEnd(specification));
        fc.assert(
          fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 12 }), (cuts) => {
            const simulation = new Simulation(specification);
            for (const cut of cuts) simulation.advance(cut);
            simulation.advance(specification.steps);
            assert.deepEqual(traceOf(simulation), whole);
          }),
          { numRuns: 10 },
        );
      });

      it(`after going back to any snapshot: ${name}`, () => {
        const straight = runToEnd(specification);
        fc.assert(
          fc.property(
            fc.integer({ min: 0, max: specification.steps }),
            fc.integer({ min: 0, max: specification.steps }),
            (at, further) => {
              const simulation = new Simulation(specification);
              simulation.advance(at);
              const snapshot = structuredClone(simulation.snapshot());
              simulation.advance(further);
              simulation.restore(snapshot);
              assert.equal(simulation.step, at);
              simulation.advance(specification.steps);
              assert.deepEqual(simulation.parameters, straight.parameters);
              assert.deepEqual(traceOf(simulation), traceOf(straight));
            },
          ),
          { numRuns: 10 },
        );
      });
    }
  });

  it("records the state in which an update was made and the update that it made", () => {
    // Gradient descent on ½ (p₁² + 4 p₂²) from (1, 1) with learning rate 0.1: p ← (0.9 p₁, 0.6 p₂).
    const simulation = runToEnd(
      runOf({
        optimizer: gradientDescent,
        problem: { name: "quadratic", parameters: { eigenvalues: [1, 4] } },
        steps: 2,
      }),
    );
    const close = (name: string, row: number, expected: number) => {
      assert.ok(Math.abs(column(simulation, name)[row] - expected) < 1e-15, `${name} at step ${row}`);
    };
    close("loss", 0, 2.5);
    close("gradientNorm", 0, Math.sqrt(17));
    close("updateNorm", 0, 0.1 * Math.sqrt(17));
    close("parameterNorm", 0, Math.sqrt(2));
    close("updateRatio", 0, (0.1 * Math.sqrt(17)) / Math.sqrt(2));
    close("loss", 1, (0.81 + 4 * 0.36) / 2);
    close("parameterNorm", 1, Math.sqrt(0.81 + 0.36));
  });

  it("scales the learning rate by the schedule and keeps it between the schedule's steps", () => {
    const schedule = { rule: "lr = lr0 * 0.5^step", parameters: {}, interval: 3 };
    const simulation = runToEnd(runOf({ optimizer: { ...gradientDescent, learningRate: 0.01, schedule }, steps: 7 }));
    assert.deepEqual([...column(simulation, "learningRate")], [0.01, 0.01, 0.01, 0.005, 0.005, 0.005, 0.0025]);
  });

  it("gives hyperparameters that a schedule moves to the kernel, group by group, and records them", () => {
    const schedule = { rule: "lr = lr0\nrate = 1", parameters: {}, interval: 1 };
    const fixed = (rate: number) => ({ ...gradientDescent, rule: "p = p - rate * g", hyperparameters: { rate } });
    const moving = { rule: "lr = lr0\nrate = if(step < 2, 0.25, lr0)", parameters: {}, interval: 1, moves: ["rate"] };
    const optimizer = { ...fixed(7), schedule: moving, groups: [{ learningRate: 0.5 }, { learningRate: 0.125 }] };
    const problem = { name: "quadratic", parameters: { eigenvalues: [1, 1] } };
    const simulation = runToEnd(runOf({ optimizer, problem, steps: 3 }));
    assert.deepEqual([...column(simulation, "rate")], [0.25, 0.25, 0.5]);
    assert.deepEqual([...column(simulation, "rate[group 2]")], [0.25, 0.25, 0.125]);
    assert.deepEqual([...simulation.parameters], [0.75 ** 2 * 0.5, 0.75 ** 2 * 0.875]);
    // A name that the schedule does not move is its own.
    const unmoved = runToEnd(runOf({ optimizer: { ...fixed(0.25), schedule }, problem, steps: 1 }));
    assert.deepEqual([...unmoved.parameters], [0.75, 0.75]);
    assert.ok(!unmoved.columns.includes("rate"));
  });

  it("lets a schedule read its own last learning rate, the loss and the gradient norm of the same step", () => {
    const schedule = { rule: "lr = lr * loss / gradientNorm", parameters: {}, interval: 1 };
    const simulation = runToEnd(runOf({ optimizer: { ...gradientDescent, learningRate: 0.01, schedule }, steps: 5 }));
    const rates = column(simulation, "learningRate");
    let expected = 0.01;
    for (let step = 0; step < 5; step++) {
      expected = (expected * column(simulation, "loss")[step]) / column(simulation, "gradientNorm")[step];
      assert.equal(rates[step], expected);
    }
  });

  it("lets a schedule read the last update's length, which is NaN before the first", () => {
    const rule = "lr = if(parameterChange == parameterChange, lr0 / parameterChange, lr0)";
    const simulation = runToEnd(
      runOf({ optimizer: { ...gradientDescent, schedule: { rule, parameters: {}, interval: 1 } }, steps: 3 }),
    );
    const rates = column(simulation, "learningRate");
    assert.equal(rates[0], 0.1);
    assert.equal(rates[1], 0.1 / column(simulation, "updateNorm")[0]);
  });

  it("clips the gradient by norm and says by how much, while the norm shown is the one before clipping", () => {
    const clipping = { kind: "norm", limit: 1 } as const;
    const simulation = runToEnd(runOf({ optimizer: { ...gradientDescent, clipping }, steps: 1 }));
    const norm = Math.sqrt(1 + 100 + 10000);
    assert.equal(column(simulation, "gradientNorm")[0], norm);
    assert.equal(column(simulation, "clipFactor")[0], 1 / (norm + 1e-6));
  });

  it("clips the gradient by value", () => {
    const clipping = { kind: "value", limit: 5 } as const;
    const simulation = runToEnd(runOf({ optimizer: { ...gradientDescent, clipping }, steps: 1 }));
    assert.deepEqual([...simulation.gradient], [1, 5, 5]);
  });

  it("gives each parameter group its own learning rate and hyperparameters", () => {
    const simulation = runToEnd(
      runOf({
        optimizer: { ...gradientDescent, groups: [{ learningRate: 0.5 }, { learningRate: 0 }] },
        problem: { name: "quadratic", parameters: { eigenvalues: [1, 1] } },
        steps: 1,
      }),
    );
    assert.deepEqual([...simulation.parameters], [0.5, 1]);
    assert.deepEqual([...column(simulation, "learningRate[group 2]")], [0]);
  });

  it("stops at the first non-finite value and names step and quantity", () => {
    // p ← −9 p: |p| grows ninefold a step, so p² passes the largest double (1.8e308) when 9^(2k)/2 does, at step 162.
    const specification = runOf({
      optimizer: gradientDescent,
      problem: { name: "quadratic", parameters: { eigenvalues: [100] } },
      steps: 1000,
    });
    const simulation = runToEnd(specification);
    assert.deepEqual(simulation.nonFinite, { step: 161, quantity: "loss", tensor: null, value: Infinity });
    assert.equal(simulation.step, 162);
    assert.equal(simulation.trace.rows, 162);
  });

  it("goes on past a non-finite value on demand, and keeps the first one's name", () => {
    const specification = runOf({
      optimizer: { ...gradientDescent, learningRate: 1 },
      problem: { name: "quadratic", parameters: { eigenvalues: [100] } },
      steps: 300,
    });
    const simulation = runToEnd(specification);
    const first = simulation.nonFinite;
    assert.ok(first !== null && simulation.step < 300);
    simulation.continuePastNonFinite();
    simulation.advance(300);
    assert.equal(simulation.step, 300);
    assert.deepEqual(simulation.nonFinite, first);
    assert.deepEqual(traceOf(simulation), traceOf(runToEnd({ ...specification, continuePastNonFinite: true })));
  });

  it("names the state vector in which a division by zero shows first", () => {
    const rule = "u = g / scale\np = p - lr * u";
    const simulation = runToEnd(runOf({ optimizer: { ...gradientDescent, rule, hyperparameters: { scale: 0 } } }));
    assert.equal(simulation.step, 1);
    assert.equal(simulation.nonFinite?.quantity, "update");
    const withState = "u = 0 * u + g / scale\np = p - lr * u";
    const other = runToEnd(
      runOf({ optimizer: { ...gradientDescent, rule: withState, hyperparameters: { scale: 0 } } }),
    );
    assert.equal(other.nonFinite?.quantity, "u");
  });

  describe("refuses", () => {
    const mistakes: readonly [Partial<RunSpecification>, string, RegExp][] = [
      [{ steps: 0 }, "steps", /steps is 0; expected a whole number from 1 to 100,000,000/],
      [{ steps: 1e12 }, "steps", /steps is 1000000000000; expected/],
      [{ steps: 1e8 }, "steps", /100,000,000 steps of 14 series would take .* GB; at most/],
      [{ seed: -1 }, "seed", /seed is -1; expected a whole number/],
      [{ precision: "float16" as "float32" }, "precision", /precision is "float16"; expected float64 or float32/],
      [
        { optimizer: { ...adam, learningRate: Number.NaN } },
        "optimizer.learningRate",
        /learningRate is NaN; expected a finite number/,
      ],
      [
        { optimizer: { ...adam, hyperparameters: { ...adam.hyperparameters, beta1: Infinity } } },
        "optimizer.hyperparameters.beta1",
        /beta1 is Infinity/,
      ],
      [
        { optimizer: { ...adam, masks: { rho: { by: "dimensions", flags: [true] } } } },
        "optimizer.masks.rho",
        /no hyperparameter "rho"; it has beta1, beta2, epsilon/,
      ],
      [
        { optimizer: { ...adam, groups: [{}, {}], masks: { beta1: { by: "group", flags: [true] } } } },
        "optimizer.masks.beta1",
        /has 1 flags; expected 2, one for every parameter group/,
      ],
      [
        { optimizer: { ...adam, masks: { beta1: { by: "dimensions", flags: [] } } } },
        "optimizer.masks.beta1",
        /has 0 flags; expected one at least/,
      ],
      [
        { optimizer: { ...adam, groups: [{ hyperparameters: { rho: 1 } }] } },
        "optimizer.groups.0.hyperparameters.rho",
        /no hyperparameter "rho"; it has beta1, beta2, epsilon/,
      ],
      [
        { optimizer: { ...adam, clipping: { kind: "norm", limit: 0 } } },
        "optimizer.clipping.limit",
        /limit is 0; expected a number above 0/,
      ],
      [
        { optimizer: { ...adam, schedule: { rule: "lr = lr0", parameters: {}, interval: 0.5 } } },
        "optimizer.schedule.interval",
        /interval is 0.5; expected a whole number/,
      ],
      [
        { optimizer: { ...adam, schedule: { ...constant, moves: ["momentum"] } } },
        "optimizer.schedule.moves",
        /moves momentum, but .* it has beta1, beta2, epsilon/,
      ],
      [
        { optimizer: { ...adam, schedule: sequence([constant, constant], []) } },
        "optimizer.schedule.milestones",
        /sequence of 2 schedules has 0 milestones; expected 1/,
      ],
      [
        { optimizer: { ...adam, schedule: sequence([], []) } },
        "optimizer.schedule.schedules",
        /has no schedules; expected one at least/,
      ],
      [
        { optimizer: { ...adam, schedule: sequence([constant, sequence([constant], [])], [5]) } },
        "optimizer.schedule.schedules",
        /made of others stands behind a milestone/,
      ],
      [
        { optimizer: { ...adam, schedule: { ...constant, steps: 49 } } },
        "steps",
        /steps is 50, after 49 of which the schedule is at its end/,
      ],
      [
        { optimizer: { ...adam, schedule: sequence([constant, { ...constant, steps: 20 }], [29]) } },
        "steps",
        /steps is 50, after 49 of which the schedule is at its end/,
      ],
    ];
    for (const [parts, path, message] of mistakes) {
      it(`${path}: ${message.source}`, () => {
        assert.throws(
          () => new Simulation(runOf(parts)),
          (error) => error instanceof SpecificationError && error.path === path && message.test(error.message),
        );
      });
    }
  });
});
