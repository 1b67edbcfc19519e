import type { Precision } from "../floatArray";
import { operations } from "./operations";
import type { Instruction, Program } from "./program";
import type { Rule } from "./rule";
import { advancePower } from "./runningPower";
import { isVector } from "./types";

/** One parameter and all that its update depends on, before the update. */
export interface ElementInputs {
  /** Scalar block of the tensor, with the inputs of this update. Not changed. */
  readonly scalars: Float64Array;
  /** Values of the rule's reductions in this update, in their order. */
  readonly reductions: readonly number[];
  readonly p: number;
  readonly g: number;
  /** In the order of the rule's `stateVectors`. */
  readonly states: readonly number[];
}

/** One parameter after the update. */
export interface ElementResult {
  /** Value of every instruction of the rule's program; of a comparison 1 or 0. */
  readonly values: Float64Array;
  /** What every line assigns. */
  readonly lines: readonly number[];
  readonly p: number;
  /** The new p less the old one, in the precision of the run. */
  readonly update: number;
  readonly states: readonly number[];
  /** Scalar block after the update. */
  readonly scalars: Float64Array;
}

/**
 * Works one parameter's update out, one operation after the other: the plain reading of a rule, which the kernel has to
 * follow bit for bit. Scalars are double; in float32 every operation on vectors is rounded to float32.
 */
export function evaluateElement(rule: Rule, precision: Precision, inputs: ElementInputs): ElementResult {
  const { program } = rule;
  const round = rounding(precision);
  const vectorInputs: readonly number[] = rule.inputs.vectors.length === 0 ? [] : [inputs.p, inputs.g];
  const memory = [...vectorInputs, ...inputs.states];
  const scalars = inputs.scalars.slice();
  startStates(program, scalars, round, (vector, value) => {
    memory[vector] = round(value);
  });

  const before = scalars.slice();
  const values = new Float64Array(program.instructions.length);
  program.instructions.forEach((instruction, index) => {
    values[index] = evaluate(instruction);
  });
  for (const { slot, value } of program.scalarResults) scalars[slot] = values[value];

  const after = program.vectorResults.map((result) => values[result]);
  const isOptimizer = vectorInputs.length > 0;
  return {
    values,
    lines: program.lineValues.map((value) => values[value]),
    p: isOptimizer ? after[0] : inputs.p,
    update: isOptimizer ? values[program.update] : 0,
    states: after.slice(vectorInputs.length),
    scalars,
  };

  function evaluate(instruction: Instruction): number {
    switch (instruction.kind) {
      case "power": {
        const { slot, base, exponent } = program.powers[instruction.index];
        return advancePower(scalars, slot, values[base], values[exponent]);
      }
      case "reduction":
        return inputs.reductions[instruction.index];
      case "load":
        return memory[instruction.index];
      case "broadcast":
        return round(values[instruction.operand]);
      default: {
        const value = evaluateScalar(instruction, values, before, round);
        return isVector(instruction.type) ? round(value) : value;
      }
    }
  }
}

/**
 * At the first update, gives the states whose start depends on inputs their values: scalars in the block, vectors
 * through `startVector`.
 */
export function startStates(
  program: Program,
  scalars: Float64Array,
  round: Rounding,
  startVector: (vector: number, value: number) => void,
): void {
  if (program.startedSlot < 0 || scalars[program.startedSlot] !== 0) return;
  scalars[program.startedSlot] = 1;
  setStarts(program, scalars, round, true, startVector);
}

/** Gives the states whose start depends on inputs, or those whose start does not, their values. */
export function setStarts(
  program: Program,
  scalars: Float64Array,
  round: Rounding,
  fromInputs: boolean,
  startVector: (vector: number, value: number) => void,
): void {
  const starts = program.starts.filter((start) => start.fromInputs === fromInputs);
  const count = Math.max(0, ...starts.map(({ value }) => value + 1));
  const values = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    // The values that starts are made of come first, and are constants, inputs and operations on these alone.
    values[index] = evaluateScalar(program.instructions[index], values, scalars, round);
  }
  for (const { name, value } of starts) {
    const slot = program.slots.get(name);
    if (slot === undefined) startVector(program.vectors.indexOf(name), values[value]);
    else scalars[slot] = values[value];
  }
}

type Rounding = (value: number) => number;

/** The rounding of every operation on vectors. */
export function rounding(precision: Precision): Rounding {
  return precision === "float32" ? Math.fround : (value) => value;
}

function evaluateScalar(
  instruction: Instruction,
  values: Float64Array,
  scalars: Float64Array,
  round: Rounding,
): number {
  switch (instruction.kind) {
    case "constant":
      return instruction.value;
    case "slot":
      return scalars[instruction.slot];
    case "operation": {
      const [a, b, c] = instruction.operands;
      const value = operations[instruction.operation](values[a], values[b], values[c]);
      return instruction.operation === "roundToPrecision" ? round(value) : value;
    }
    default:
      throw new Error(`A value of kind ${instruction.kind} is no scalar of constants and inputs.`);
  }
}
