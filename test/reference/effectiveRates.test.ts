import assert from "node:assert/strict";
import type { FloatArray } from "../../src/core/floatArray";
import { PERCENTILES } from "../../src/core/instruments/percentiles";
import { RecordedGradients } from "../../src/core/problems/recordedGradients";
import { Simulation } from "../../src/core/simulation/simulation";
import type { OptimizerSpecification } from "../../src/core/simulation/specification";
import { type GradientKind, gradientRows } from "./gradients";
import { type RecordedOptimizer, type Recording, readRecording } from "./recording";
import { readOptimizer } from "./replay";

/** The instruments of updates with the gradients of a recording, of which only the first entries are taken. */
function observe(
  recording: Recording,
  optimizer: OptimizerSpecification,
  kind: GradientKind,
  steps: number,
  size: number,
) {
  const rows = gradientRows(kind, steps).map((row) => row.slice(0, size));
  let left = size;
  const tensors = recording.lengths.map((length, index) => {
    const shape = [Math.min(length, left)];
    left -= shape[0];
    return { name: `tensor ${index}`, shape };
  });
  const groups = optimizer.groups?.map((group, index) => ({ ...group, tensors: [`tensor ${index}`] }));
  const read = (step: number, out: FloatArray) => out.set(rows[step]);
  const simulation = new Simulation(
    {
      optimizer: { ...optimizer, groups },
      problem: { name: "quadratic", parameters: {} },
      steps,
      seed: 0,
      precision: "float64",
      instruments: ["rate-percentiles", "epsilon-share"],
    },
    {
      source: new RecordedGradients(
        { steps, parameters: size, read },
        tensors,
        Float64Array.from(recording.initial.slice(0, size)),
      ),
    },
  );
  simulation.advance(steps);
  return simulation;
}

function ratesAt({ trace }: Simulation, step: number): number[] {
  return PERCENTILES.map(({ name }) => trace.column(trace.columnIndex(`effectiveLearningRate.${name}`))[step]);
}

function percentilesBySorting(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  return PERCENTILES.map(({ share }) => sorted[Math.round(share * (sorted.length - 1))]);
}

function assertNear(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  actual.forEach((value, index) => {
    const message = `${PERCENTILES[index].name} is ${value} instead of ${expected[index]}`;
    assert.ok(Math.abs(value - expected[index]) <= tolerance * Math.abs(expected[index]), message);
  });
}

/** Entries of the constant gradients that are not 0. */
const MOVED = 8;

/** What moves parameters besides the gradient, or makes of a gradient something that is not in proportion to it. */
const MOVES_OTHERWISE = /weight_?decay|wd|lam\b|AdamW|ASGD|clip/i;

/** How many cases of each framework can be measured, lest a filter leaves none. */
const measured = { torch: 15, keras: 7, optax: 3, tfjs: 5, numpy: 25 };

for (const [framework, count] of Object.entries(measured)) {
  const recording = readRecording(framework);
  const [gradient] = gradientRows("constant", 1);
  const cases = recording.optimizers.flatMap((recorded) => measurable(recording, recorded));

  describe(`effective learning rates beside the steps of ${framework} for a gradient that stays`, () => {
    it("are measured in many cases", () => assert.ok(cases.length >= count, `${cases.length} cases`));

    for (const { recorded, simulation } of cases) {
      const [, ...lines] = recorded.code.split("\n");
      it(lines.join("; "), () => {
        for (const update of [2, 3]) {
          const [before, after] = recorded.trajectory.slice(update - 2, update);
          const steps = gradient
            .slice(0, MOVED)
            .map((entry, i) => Math.abs((Number(after[i]) - Number(before[i])) / entry));
          // Differences of parameters have fewer digits than the parameters.
          assertNear(ratesAt(simulation, update - 1), percentilesBySorting(steps), 1e-6);
        }
      });
    }
  });
}

function measurable(recording: Recording, recorded: RecordedOptimizer) {
  const { code, gradients, precision, trajectory } = recorded;
  if (gradients !== "constant" || precision !== "float64" || MOVES_OTHERWISE.test(code)) return [];
  if (trajectory.slice(0, 3).flat().includes(null)) return [];
  const simulation = observe(recording, readOptimizer(code, "float64", recording.steps), gradients, 3, MOVED);
  const { rule, columns } = simulation;
  // Norms would be those of all parameters.
  if (rule === null || rule.program.reductions.length > 0) return [];
  return columns.includes("effectiveLearningRate.min") ? [{ recorded, simulation }] : [];
}

/** What torch divides by, of the optimizers whose direction is the gradient or its mean: from its own state after the last update. */
const divisors: readonly (readonly [
  pattern: RegExp,
  state: string,
  root: (value: number, t: number, beta2: number) => number,
])[] = [
  [/Adam(W)?\((?!.*amsgrad)/, "exp_avg_sq", (v, t, beta2) => Math.sqrt(v / (1 - beta2 ** t))],
  [/Adam(W)?\(.*amsgrad=True/, "max_exp_avg_sq", (v, t, beta2) => Math.sqrt(v / (1 - beta2 ** t))],
  [/Adagrad\((?!.*lr_decay)/, "sum", (v) => Math.sqrt(v)],
  [/RMSprop\((?!.*(momentum|centered))/, "square_avg", (v) => Math.sqrt(v)],
];

describe("effective learning rates and share of ε beside the states of torch", () => {
  const recording = readRecording("torch");
  for (const recorded of recording.optimizers) {
    const { code, gradients, precision, states = {} } = recorded;
    const [, line, ...others] = code.split("\n");
    const divisor = divisors.find(([pattern]) => pattern.test(`optim.${line.split("torch.optim.")[1] ?? ""}`));
    const isPlain = others.length === 0 && !/[[]|SparseAdam|NAdam|RAdam|Adagrad\(parameters, 0|alpha=1.5/.test(line);
    if (divisor === undefined || !isPlain || precision !== "float64") continue;
    it(`${line} on ${gradients} gradients`, () => {
      const [, state, root] = divisor;
      const values = (states[state] ?? []).flatMap((tensor) => tensor ?? []).map(Number);
      assert.equal(values.length, recording.initial.length);
      const optimizer = readOptimizer(code);
      const { epsilon, beta2 } = optimizer.hyperparameters;
      const roots = values.map((value) => root(value, recording.steps, beta2));
      const simulation = observe(recording, optimizer, gradients, recording.steps, values.length);
      const last = recording.steps - 1;
      const rates = roots.map((value) => optimizer.learningRate / (value + epsilon));
      assertNear(ratesAt(simulation, last), percentilesBySorting(rates), 1e-9);
      const { trace } = simulation;
      const share = roots.filter((value) => epsilon > value).length / roots.length;
      assert.equal(trace.column(trace.columnIndex("epsilonShare"))[last], share);
    });
  }
});
