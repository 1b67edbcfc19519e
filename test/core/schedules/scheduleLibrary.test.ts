import assert from "node:assert/strict";
import { defaultValues, type ParameterValues } from "../../../src/core/optimizers/parameterDefinition";
import { scheduleLibrary } from "../../../src/core/schedules/scheduleLibrary";
import { LearningRates } from "../../../src/core/simulation/learningRates";
import type { ScheduleObservation } from "../../../src/core/simulation/schedulers";

const start = 0.2;

/** What the schedules see: ‖Δp‖ belongs to the update before, and there is none before the first. */
const observations: readonly ScheduleObservation[] = Array.from({ length: 40 }, (_, step) => ({
  loss: 2 / (step + 1),
  gradientNorm: 1.5 + Math.sin(step),
  gradientSum: Math.cos(2 * step),
  parameterChange: step === 0 ? Number.NaN : 0.3 + 0.1 * Math.sin(step),
}));

function learningRates(name: string, own: ParameterValues): number[] {
  const definition = scheduleLibrary.find((it) => it.name === name);
  if (definition === undefined) throw new Error(`There is no schedule ${name}.`);
  const values = { ...defaultValues(definition.parameters), ...own };
  const parameters = Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number] => typeof entry[1] === "number"),
  );
  const rates = new LearningRates({
    rule: "p = p - lr * g",
    hyperparameters: {},
    learningRate: start,
    schedule: { rule: definition.rule(values), parameters, interval: 1 },
    clipping: null,
  });
  return observations.map((observation, step) => {
    rates.advance(step, observation);
    return rates.values[0];
  });
}

/** Product of a factor over the steps up to `step`. */
function productUpTo(step: number, factor: (observation: ScheduleObservation) => number): number {
  return observations.slice(0, step + 1).reduce((product, observation) => product * factor(observation), 1);
}

interface Expectation {
  readonly own: ParameterValues;
  readonly rate: (step: number) => number;
}

/** The learning rate at step k, from 0. */
const formulas: Readonly<Record<string, readonly Expectation[]>> = {
  constant: [{ own: {}, rate: () => start }],
  exponential: [
    { own: { base: 1.1 }, rate: (k) => start * (1 / 1.1) ** k },
    // Below 1 it grows.
    { own: { base: 0.9 }, rate: (k) => start * (1 / 0.9) ** k },
  ],
  step: [{ own: { size: 7, factor: 0.5 }, rate: (k) => start * 0.5 ** Math.floor(k / 7) }],
  "step-as-printed": [{ own: { base: 1.1 }, rate: (k) => start / 1.1 ** k }],
  "inverse-time": [{ own: { decay: 0.3 }, rate: (k) => start / (1 + 0.3 * k) }],
  "warmup-cosine": [
    {
      own: { warmupSteps: 5, decaySteps: 25, minimum: 0.01 },
      rate: (k) => {
        if (k < 5) return (start * (k + 1)) / 6;
        return k > 25 ? 0.01 : 0.01 + 0.5 * (1 + Math.cos((Math.PI * (k - 5)) / 20)) * (start - 0.01);
      },
    },
  ],
  "range-test": [
    { own: { start: 1e-4, end: 1, steps: 21 }, rate: (k) => 1e-4 ** (1 - Math.min(20, k) / 20) },
    // Also downwards.
    { own: { start: 1, end: 0.01, steps: 11 }, rate: (k) => 0.01 ** (Math.min(10, k) / 10) },
  ],
  "exponential-decay": [
    { own: { decaySteps: 8, decayRate: 0.6 }, rate: (k) => start * 0.6 ** (k / 8) },
    { own: { decaySteps: 8, decayRate: 0.6, staircase: true }, rate: (k) => start * 0.6 ** Math.floor(k / 8) },
  ],
  // The first update is multiplied too.
  "sign-adaptive": [
    { own: {}, rate: (k) => start * productUpTo(k, ({ gradientSum }) => (gradientSum > 0 ? 0.9 : 1.1)) },
    {
      own: { down: 0.5, up: 2 },
      rate: (k) => start * productUpTo(k, ({ gradientSum }) => (gradientSum > 0 ? 0.5 : 2)),
    },
  ],
  "gradient-adaptive": [{ own: {}, rate: (k) => start / observations[k].gradientNorm }],
  "gradient-adaptive-as-printed": [{ own: {}, rate: () => start }],
  "parameter-adaptive": [{ own: {}, rate: (k) => (k === 0 ? start : start / observations[k].parameterChange) }],
  // 0/0 before the first update, and NaN from then on.
  "parameter-adaptive-as-printed": [{ own: {}, rate: () => Number.NaN }],
  "performance-adaptive": [
    { own: {}, rate: (k) => start * productUpTo(k, ({ loss, gradientNorm }) => loss / gradientNorm) },
  ],
  "performance-adaptive-as-printed": [{ own: {}, rate: () => start }],
};

describe("schedule library", () => {
  for (const { name } of scheduleLibrary) {
    for (const { own, rate } of formulas[name]) {
      it(`${name} ${JSON.stringify(own)} follows its formula`, () => {
        for (const [step, actual] of learningRates(name, own).entries()) {
          const expected = rate(step);
          const same = Number.isNaN(expected) ? Number.isNaN(actual) : Math.abs(actual - expected) <= 1e-13 * expected;
          assert.ok(same, `step ${step}: ${actual}, expected ${expected}`);
        }
      });
    }
  }

  it("finds no name or alias twice", () => {
    const names = scheduleLibrary.flatMap((definition) => [definition.name, ...definition.aliases]);
    assert.equal(new Set(names).size, names.length);
  });
});
