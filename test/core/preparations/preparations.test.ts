import assert from "node:assert/strict";
import fc from "fast-check";
import { StepInspector } from "../../../src/core/inspection/inspectStep";
import type { ProblemSpecification } from "../../../src/core/problems/problem";
import { RecordedGradients } from "../../../src/core/problems/recordedGradients";
import { Simulation } from "../../../src/core/simulation/simulation";
import type { OptimizerSpecification } from "../../../src/core/simulation/specification";
import { runOf } from "../simulation/specifications";
import { preparedOptimizers } from "./preparedOptimizers";

const perceptron: ProblemSpecification = { name: "perceptron", parameters: { width: 4 } };

const lengthOf = (shape: readonly number[]) => shape.reduce((product, extent) => product * extent, 1);

/** The state `v` of one tensor after updates with these gradients. */
function statesAfter(
  optimizer: OptimizerSpecification,
  shape: readonly number[],
  gradients: readonly (readonly number[])[],
): Readonly<Record<string, readonly number[]>> {
  const parameters = lengthOf(shape);
  const recording = {
    steps: gradients.length,
    parameters,
    read: (step: number, out: { set(values: readonly number[]): void }) => out.set(gradients[step]),
  };
  const source = new RecordedGradients(recording, [{ name: "p", shape }], new Float64Array(parameters).fill(1));
  const simulation = new Simulation(runOf({ optimizer, steps: gradients.length }), { source, record: false });
  simulation.advance(gradients.length);
  return Object.fromEntries([...simulation.session.states].map(([name, values]) => [name, Array.from(values)]));
}

const named = (name: string) => new Map(preparedOptimizers).get(name) as OptimizerSpecification;
const adafactors = preparedOptimizers.filter(([name]) => name.endsWith("Adafactor"));

/** A tensor with a few gradients. */
const tensors = (
  dimensions: { readonly minLength: number; readonly maxLength: number },
  { smallestExtent = 1, smallestEntry = -10 } = {},
) =>
  fc.array(fc.integer({ min: smallestExtent, max: 5 }), dimensions).chain((shape) => {
    const length = lengthOf(shape);
    const entry = fc.double({ min: smallestEntry, max: 10, noNaN: true });
    const gradient = fc.array(entry, { minLength: length, maxLength: length });
    return fc.record({
      shape: fc.constant(shape),
      gradients: fc.array(gradient, { minLength: 1, maxLength: 4 }),
    });
  });

/** Means over one dimension of all entries that differ in nothing else. */
function meansOver(values: readonly number[], shape: readonly number[], dimension: number): number[] {
  const stride = lengthOf(shape.slice(dimension + 1));
  const extent = shape[dimension];
  return values.map((_, index) => {
    const first = index - (Math.floor(index / stride) % extent) * stride;
    const entries = Array.from({ length: extent }, (_, at) => values[first + at * stride]);
    return entries.reduce((sum, value) => sum + value, 0) / extent;
  });
}

function assertNear(actual: readonly number[], expected: readonly number[]): void {
  const largest = Math.max(...expected.map(Math.abs), 1e-300);
  actual.forEach((value, index) => {
    assert.ok(
      Math.abs(value - expected[index]) <= 1e-12 * largest,
      `${value} at ${index}; expected ${expected[index]}`,
    );
  });
}

/** Every run makes a simulation. */
const fewRuns = { numRuns: 30 };

describe("preparations", () => {
  for (const [name, optimizer] of preparedOptimizers) {
    for (const tensor of ["weight 1", "bias 1"]) {
      it(`are explained line by line, with the run's own numbers: ${name}, ${tensor}`, () => {
        const specification = runOf({ optimizer, problem: perceptron, steps: 5 });
        const simulation = new Simulation(specification);
        simulation.advance(3);
        const { offset } = simulation.tensors.find((it) => it.name === tensor) ?? { offset: Number.NaN };
        const index = offset + 1;
        const { lines } = new StepInspector(specification).inspect(2, { kind: "index", index });
        assert.ok(lines.every(({ value }) => Number.isFinite(value)));
        assert.deepEqual(
          lines.map(({ name }) => name).filter((it) => it === "v"),
          ["v"],
        );
        assert.equal(lines.find((line) => line.name === "v")?.value, simulation.session.states.get("v")?.[index]);
        assert.equal(
          lines.some((line) => line.name === "C" || line.name === "least"),
          tensor === "weight 1",
        );
        assert.equal(new Set(lines.map(({ line }) => line)).size, lines.length);
        assert.equal(lines.at(-1)?.value, simulation.parameters[index]);
        assert.ok(lines.at(-1)?.changesParameter);
      });
    }
  }

  for (const [name, optimizer] of adafactors) {
    it(`give an estimate whose means by rows and columns are those of the squares: ${name}`, () => {
      // Of zeros alone the means come to 0/0 or to ε. optax leaves vectors to the rule, and matrices with a single row.
      const factored = tensors({ minLength: 2, maxLength: 4 }, { smallestExtent: 2, smallestEntry: 0.1 });
      fc.assert(
        fc.property(factored, ({ shape, gradients: [gradient] }) => {
          const squares = gradient.map((g) => g * g);
          const ascending = shape.map((_, dimension) => dimension).toSorted((a, b) => shape[a] - shape[b]);
          const [rows, columns] =
            name === "optax' Adafactor" ? ascending.slice(-2) : [shape.length - 2, shape.length - 1];
          // In the first update the share of the present gradient is 1.
          const { v } = statesAfter(optimizer, shape, [gradient]);
          for (const dimension of [rows, columns]) {
            assertNear(meansOver(v, shape, dimension), meansOver(squares, shape, dimension));
          }
        }),
        fewRuns,
      );
    });
  }

  it("take the two largest dimensions wherever they are: optax' Adafactor", () => {
    fc.assert(
      fc.property(tensors({ minLength: 2, maxLength: 2 }), ({ shape: [rows, columns], gradients }) => {
        fc.pre(rows !== columns);
        const transpose = <T>(values: readonly T[]) =>
          values.map((_, index) => values[(index % rows) * columns + Math.floor(index / rows)]);
        const states = statesAfter(named("optax' Adafactor"), [rows, columns], gradients);
        const transposed = statesAfter(named("optax' Adafactor"), [columns, rows], gradients.map(transpose));
        for (const state of ["v", "scale", "m"]) assertNear(transposed[state], transpose(states[state]));
      }),
      fewRuns,
    );
  });

  it("leave tensors with a small dimension to the rule: optax' Adafactor", () => {
    const gradients = [[1, -2, 3, 0.5, 2, 1]];
    const smallest = (smallestDimension: number): OptimizerSpecification => {
      const optimizer = named("optax' Adafactor");
      return { ...optimizer, hyperparameters: { ...optimizer.hyperparameters, smallestDimension } };
    };
    const squares = gradients[0].map((g) => g * g);
    assert.deepEqual(statesAfter(smallest(3), [2, 3], gradients).v, squares);
    assert.notDeepEqual(statesAfter(smallest(2), [2, 3], gradients).v, squares);
  });

  it("never divide by less than the sum of an entry's squares: SM3", () => {
    fc.assert(
      fc.property(tensors({ minLength: 1, maxLength: 4 }), ({ shape, gradients }) => {
        const { v } = statesAfter(named("SM3"), shape, gradients);
        v.forEach((value, index) => {
          const sum = gradients.reduce((total, gradient) => total + gradient[index] ** 2, 0);
          assert.ok(value >= sum * (1 - 1e-12));
        });
      }),
      fewRuns,
    );
  });

  it("keep one number per row and column: SM3", () => {
    // The rows' largest squares are 9 and 16, the columns' 9, 16 and 1.
    const { v } = statesAfter(named("SM3"), [2, 3], [[3, 0, 1, 1, 4, 0], new Array(6).fill(0)]);
    assert.deepEqual(v, [9, 9, 1, 9, 16, 1]);
  });

  const refusals: readonly (readonly [what: string, Partial<OptimizerSpecification>, message: RegExp])[] = [
    [
      "a name that there is not",
      { preparation: "optax-sm4" },
      /no preparation "optax-sm4"; expected torch-adafactor, keras/,
    ],
    [
      "a missing number",
      { hyperparameters: { beta2Decay: -0.8 } },
      /torch-adafactor needs defaultEpsilon1; expected beta2Decay/,
    ],
  ];
  for (const [what, changes, message] of refusals) {
    it(`refuse ${what}`, () => {
      const optimizer = { ...named("torch's Adafactor"), ...changes };
      assert.throws(() => new Simulation(runOf({ optimizer, problem: perceptron })), message);
    });
  }
});
