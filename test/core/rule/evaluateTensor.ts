import type { FloatArray, Precision } from "../../../src/core/floatArray";
import { type ElementResult, evaluateElement } from "../../../src/core/rule/evaluator";
import type { ReductionKind } from "../../../src/core/rule/functions";
import { planPasses } from "../../../src/core/rule/passes";
import type { Rule } from "../../../src/core/rule/rule";

/** A tensor and its scalars before an update. Nothing of it is changed. */
export interface TensorInputs {
  readonly scalars: Float64Array;
  readonly parameters: FloatArray;
  readonly gradient: FloatArray;
  /** In the order of the rule's `stateVectors`. */
  readonly states: readonly FloatArray[];
}

/** The same after it. */
export interface TensorResult {
  readonly scalars: readonly number[];
  readonly parameters: readonly number[];
  readonly states: readonly (readonly number[])[];
  readonly reductions: readonly number[];
  /** As `KernelSession.statistics`. */
  readonly statistics: readonly number[];
}

/** One update of a small tensor, parameter by parameter: what a kernel does, said plainly. */
export function evaluateTensor(rule: Rule, precision: Precision, inputs: TensorInputs): TensorResult {
  const { program } = rule;
  const reductions: number[] = program.reductions.map(() => Number.NaN);
  const evaluateElements = (): ElementResult[] =>
    Array.from(inputs.parameters, (p, index) =>
      evaluateElement(rule, precision, {
        scalars: inputs.scalars,
        reductions,
        p,
        g: inputs.gradient[index],
        states: inputs.states.map((state) => state[index]),
      }),
    );
  // A reduction depends on earlier ones alone.
  program.reductions.forEach(({ reduction, operand }, index) => {
    reductions[index] = reduce(
      reduction,
      evaluateElements().map(({ values }) => values[operand]),
    );
  });

  const elements = evaluateElements();
  const withoutElements = { scalars: inputs.scalars, reductions, p: 0, g: 0, states: rule.stateVectors.map(() => 0) };
  return {
    scalars: [...evaluateElement(rule, precision, withoutElements).scalars],
    parameters: elements.map(({ p }) => p),
    states: rule.stateVectors.map((_, state) => elements.map(({ states }) => states[state])),
    reductions,
    statistics: planPasses(program).series.flatMap(({ value }) =>
      statisticsOf(elements.map(({ values }) => values[value])),
    ),
  };
}

/** The value of a reduction over all parameters of a tensor, the only one, in double precision. */
function reduce(kind: ReductionKind, values: readonly number[]): number {
  switch (kind) {
    case "norm":
    case "totalNorm":
      return Math.sqrt(alternatingSum(values.map(square)));
    case "rms":
    case "totalRms":
      return Math.sqrt(alternatingSum(values.map(square)) / values.length);
    case "sum":
    case "totalSum":
      return alternatingSum(values);
    case "mean":
    case "totalMean":
      return alternatingSum(values) / values.length;
    case "max":
      return values.reduce((largest, value) => Math.max(largest, value), -Infinity);
  }
}

function statisticsOf(values: readonly number[]): number[] {
  const finite = values.filter((value) => Number.isFinite(value));
  const numbers = values.filter((value) => !Number.isNaN(value));
  return [
    alternatingSum(values),
    alternatingSum(values.map(square)),
    // Adding 0 makes 0 of −0.
    numbers.reduce((a, b) => Math.min(a, b), Infinity) + 0,
    numbers.reduce((a, b) => Math.max(a, b), -Infinity) + 0,
    values.length - finite.length,
  ];
}

/** Values at even and at odd places are added up apart, in order, and then together, as the kernels do. */
function alternatingSum(values: readonly number[]): number {
  const parts = [0, 0];
  values.forEach((value, index) => {
    parts[index % 2] += value;
  });
  return parts[0] + parts[1];
}

function square(value: number): number {
  return value * value;
}
