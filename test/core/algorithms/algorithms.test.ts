import assert from "node:assert/strict";
import { algorithms } from "../../../src/core/algorithms/algorithmLibrary";
import { StepInspector } from "../../../src/core/inspection/inspectStep";
import type { ProblemSpecification } from "../../../src/core/problems/problem";
import { RecordedGradients } from "../../../src/core/problems/recordedGradients";
import { Simulation } from "../../../src/core/simulation/simulation";
import type { OptimizerSpecification } from "../../../src/core/simulation/specification";
import { runOf } from "../simulation/specifications";

const muon = named("torch-muon", {
  momentum: 0.95,
  nesterov: 1,
  weightDecay: 0.1,
  a: 3.4445,
  b: -4.775,
  c: 2.0315,
  epsilon: 1e-7,
  steps: 5,
  matchesAdamw: 0,
});
const kerasMuon = named("keras-muon", {
  momentum: 0.95,
  nesterov: 1,
  weightDecay: 0.1,
  a: 3.4445,
  b: -4.775,
  c: 2.0315,
  steps: 5,
  rmsRate: 0.2,
  scales: 1,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-7,
  adamWeightDecay: 0.004,
  rateRatio: 0.5,
});
/** Whose mean takes the parameters' place in the third step. */
const averagedMuon = named("keras-muon-averaged", {
  ...kerasMuon.hyperparameters,
  averageMomentum: 0.9,
  overwriteInterval: 3,
});
const optaxMuon = named("optax-muon", {
  beta: 0.95,
  nesterov: 1,
  adaptive: 1,
  a: 3.4445,
  b: -4.775,
  c: 2.0315,
  "a[2]": 2,
  steps: 5,
  epsilon: 1e-8,
  preconditioning: 1,
  consistentRms: 0.2,
  isConsistent: 1,
  weightDecay: 0.1,
  penalty: 0.01,
  beta1: 0.9,
  beta2: 0.999,
  epsilonRoot: 0,
  adamWeightDecay: 0.01,
  adamLearningRate: 0.01,
  ownAdamRate: 1,
});
const lbfgs = named("torch-lbfgs", {
  maximumIterations: 20,
  maximumEvaluations: 25,
  gradientTolerance: 1e-7,
  changeTolerance: 1e-9,
  historySize: 100,
  strongWolfe: 1,
});

function named(algorithm: string, hyperparameters: Record<string, number>): OptimizerSpecification {
  return { rule: "", algorithm, hyperparameters, learningRate: 0.5, schedule: null, clipping: null };
}

const withBiases: ProblemSpecification = { name: "perceptron", parameters: { width: 4 } };
const perceptron: ProblemSpecification = { name: "perceptron", parameters: { width: 4, biases: false } };
const rosenbrock: ProblemSpecification = { name: "rosenbrock", parameters: {} };

function simulate(optimizer: OptimizerSpecification, problem: ProblemSpecification, steps = 20): Simulation {
  const simulation = new Simulation(runOf({ optimizer, problem, steps }));
  simulation.advance(steps);
  return simulation;
}

describe("algorithms", () => {
  const runs = [
    [muon, perceptron],
    [kerasMuon, withBiases],
    [kerasMuon, rosenbrock],
    [averagedMuon, withBiases],
    [averagedMuon, perceptron],
    [optaxMuon, withBiases],
    [{ ...optaxMuon, hyperparameters: { ...optaxMuon.hyperparameters, preconditioning: 2, nesterov: 0 } }, withBiases],
    [lbfgs, rosenbrock],
  ] as const;
  for (const [optimizer, problem] of runs) {
    it(`are explained line by line, with the run's own numbers: ${optimizer.algorithm} on ${problem.name}`, () => {
      const specification = runOf({ optimizer, problem, steps: 5 });
      const simulation = simulate(optimizer, problem, 3);
      const { lines, index } = new StepInspector(specification).inspect(2, { kind: "largestUpdate" });
      const text = algorithms.find(({ name }) => name === optimizer.algorithm)?.text.split("\n") ?? [];
      for (const { line, name, value } of lines) {
        assert.ok(text[line - 1].startsWith(`${name} = `), name);
        assert.ok(Number.isFinite(value), name);
      }
      const last = lines.at(-1);
      assert.ok(last?.changesParameter);
      assert.equal(last.value, simulation.parameters[index]);
    });
  }

  it("go on from a snapshot as if they had not stopped, those of a rule's tensors too", () => {
    for (const optimizer of [kerasMuon, averagedMuon, optaxMuon]) {
      const simulation = simulate(optimizer, withBiases, 5);
      const snapshot = simulation.snapshot();
      const numbers = () => {
        const again = new Simulation(runOf({ optimizer, problem: withBiases, steps: 20 }), { record: false });
        again.restore(snapshot);
        again.advance(10);
        return Array.from(again.parameters);
      };
      const whole = new Simulation(runOf({ optimizer, problem: withBiases, steps: 20 }));
      whole.advance(15);
      assert.deepEqual(numbers(), Array.from(whole.parameters));
    }
  });

  it("take hyperparameters of single steps, from the second on, where they have such", () => {
    const [a, b] = ["a[2]", "a[1]"].map((name) => ({
      ...optaxMuon,
      hyperparameters: { ...optaxMuon.hyperparameters, [name]: 2 },
    }));
    assert.doesNotThrow(() => simulate(a, withBiases, 1));
    assert.throws(() => simulate(b, withBiases, 1), /has no hyperparameter "a\[1\]"/);
    const other = { ...kerasMuon, hyperparameters: { ...kerasMuon.hyperparameters, "a[2]": 2 } };
    assert.throws(() => simulate(other, withBiases, 1), /has no hyperparameter "a\[2\]"/);
  });

  it("show what they keep in the trace", () => {
    const { columns } = simulate(lbfgs, rosenbrock);
    for (const name of ["d.rms", "evaluations", "iterations", "stepLength", "historyLength"]) {
      assert.ok(columns.includes(name), name);
    }
    assert.ok(simulate(muon, perceptron).columns.includes("m.rms"));
  });

  it("find the minimum of Rosenbrock's function within 60 evaluations: L-BFGS with a line search", () => {
    const simulation = simulate({ ...lbfgs, learningRate: 1 }, rosenbrock, 4);
    assert.ok(simulation.parameters.every((parameter) => Math.abs(parameter - 1) < 1e-4));
    assert.ok(simulation.trace.column(simulation.trace.columnIndex("evaluations")).every((count) => count <= 60));
  });

  it("evaluate the same function throughout a step, whose noise goes on as if they had not", () => {
    // With one evaluation a step or twenty, every step's loss has the same noise where p stays where it is.
    const noisy: ProblemSpecification = { name: "noisy-quadratic", parameters: {} };
    const stay = { ...lbfgs, learningRate: 0 };
    const once = { ...stay, hyperparameters: { ...lbfgs.hyperparameters, strongWolfe: 0, maximumIterations: 1 } };
    const often = { ...stay, hyperparameters: { ...lbfgs.hyperparameters, strongWolfe: 0, changeTolerance: -1 } };
    const losses = (optimizer: OptimizerSpecification) => Array.from(simulate(optimizer, noisy, 5).trace.column(0));
    assert.deepEqual(losses(often), losses(once));
  });

  const refusals: readonly (readonly [what: string, () => unknown, message: RegExp])[] = [
    [
      "a name that there is not",
      () => simulate(named("torch-mion", {}), rosenbrock),
      /no algorithm "torch-mion"; expected torch-muon, torch-lbfgs/,
    ],
    [
      "a missing number",
      () => simulate(named("torch-muon", { momentum: 0.9 }), perceptron),
      /needs nesterov; expected momentum, nesterov/,
    ],
    [
      "a number that they do not have",
      () => simulate({ ...muon, hyperparameters: { ...muon.hyperparameters, beta: 1 } }, perceptron),
      /no hyperparameter "beta"; it has momentum/,
    ],
    [
      "Muon on a vector",
      () => simulate(muon, { name: "perceptron", parameters: {} }),
      /Muon updates matrices only, and tensor "bias 1" has the shape 16/,
    ],
    [
      "L-BFGS with parameter groups",
      () => simulate({ ...lbfgs, groups: [{}, { learningRate: 1 }] }, rosenbrock),
      /LBFGS is given 2 parameter groups; expected one/,
    ],
    [
      "a history that would not fit in memory",
      () => simulate({ ...lbfgs, hyperparameters: { ...lbfgs.hyperparameters, historySize: 1e9 } }, rosenbrock),
      /A history of 1000000000 takes 29.8 GB with 2 parameters; at most 33554432 fit in 1 GB/,
    ],
    [
      "L-BFGS on recorded gradients",
      () => {
        const recording = { steps: 50, parameters: 3, read: () => {} };
        const source = new RecordedGradients(recording, [{ name: "p", shape: [3] }], null);
        return new Simulation(runOf({ optimizer: lbfgs }), { source });
      },
      /evaluates the loss several times a step, which recorded gradients do not allow/,
    ],
  ];
  for (const [what, attempt, message] of refusals) {
    it(`refuse ${what}`, () => {
      assert.throws(attempt, message);
    });
  }
});
