import type { Instruction } from "../rule/program";
import type { Rule } from "../rule/rule";

/**
 * One parameter's update as a linear map of what it finds: the new values are `matrix` times the old ones plus `response`
 * times the gradient. The first of the values is the parameter; then come the states by which it is reached.
 */
export interface LinearUpdate {
  /** `p`, then names of states. */
  readonly names: readonly string[];
  /** Row by row. */
  readonly matrix: Float64Array;
  readonly response: Float64Array;
  /** Whether the gradient is divided per parameter on its way. */
  readonly isPreconditioned: boolean;
}

/** What the numbers by which an update divides per parameter count as: what they are, or 1. */
export type PreconditionerReading = "actual" | "unit";

interface Tangents {
  /** Derivative of every value by each vector of the program; null where it is 0. */
  readonly of: readonly (Float64Array | null)[];
  readonly isPreconditioned: boolean;
}

/**
 * Linearizes an update about a minimum, with what it divides by held fast ("frozen preconditioner": Cohen et al. 2022,
 * arXiv 2207.14484): the product of two small quantities and all that is no linear function of them have the derivative 0,
 * and so have the norms of tensors. Exact for rules that are linear.
 *
 * @param values of all instructions in an update, as `evaluateElement` gives them
 */
export function linearizeUpdate(
  rule: Rule,
  values: Float64Array,
  reading: PreconditionerReading = "actual",
): LinearUpdate {
  const { program } = rule;
  const { of: tangents, isPreconditioned } = propagate(rule, values, reading);
  const gradient = program.vectors.indexOf("g");
  const own = program.vectors.indexOf("p");
  const rowOf = (vector: number): Float64Array | null => tangents[program.vectorResults[vector]];
  const coupled = coupledVectors(own, gradient, rowOf);
  const matrix = new Float64Array(coupled.length ** 2);
  const response = new Float64Array(coupled.length);
  coupled.forEach((vector, row) => {
    const derivatives = rowOf(vector);
    if (derivatives === null) return;
    coupled.forEach((other, column) => {
      matrix[row * coupled.length + column] = derivatives[other];
    });
    response[row] = derivatives[gradient];
  });
  return { names: coupled.map((vector) => program.vectors[vector]), matrix, response, isPreconditioned };
}

/** The parameter and the states that it depends on, at once or through others. */
function coupledVectors(
  own: number,
  gradient: number,
  rowOf: (vector: number) => Float64Array | null,
): readonly number[] {
  const found = new Set([own]);
  for (const vector of found) {
    rowOf(vector)?.forEach((derivative, other) => {
      if (derivative !== 0 && other !== gradient) found.add(other);
    });
  }
  return [...found];
}

function propagate({ program }: Rule, values: Float64Array, reading: PreconditionerReading): Tangents {
  const { instructions, vectors } = program;
  const tangents: (Float64Array | null)[] = [];
  /** Whether a value differs from parameter to parameter. */
  const varies: boolean[] = [];
  /** Values as factors, where what differs between parameters counts as 1. */
  const units: number[] = [];
  let isPreconditioned = false;
  instructions.forEach((instruction, index) => {
    tangents.push(tangentOf(instruction));
    varies.push(variesOf(instruction));
    units.push(unitOf(instruction, index));
  });
  return { of: tangents, isPreconditioned };

  function variesOf(instruction: Instruction): boolean {
    if (instruction.type === "scalar") return false;
    if (instruction.kind === "load") return true;
    return instruction.kind === "operation" && instruction.operands.some((operand) => varies[operand]);
  }

  function unitOf(instruction: Instruction, index: number): number {
    if (!varies[index]) return values[index];
    if (instruction.kind !== "operation") return 1;
    const [a, b, c] = instruction.operands;
    switch (instruction.operation) {
      case "negate":
        return -units[a];
      case "multiply":
        return units[a] * units[b];
      case "divide":
        return varies[b] ? units[a] : units[a] / units[b];
      case "select":
        return values[a] === 0 ? units[c] : units[b];
      case "roundToFloat32":
      case "roundToPrecision":
        return units[a];
      default:
        return 1;
    }
  }

  /** What a linear quantity is multiplied by, where it is multiplied by a value. */
  function factor(value: number): number {
    if (!varies[value]) return values[value];
    isPreconditioned = true;
    return reading === "unit" ? units[value] : values[value];
  }

  function divisor(value: number): number {
    if (!varies[value]) return values[value];
    isPreconditioned = true;
    return reading === "unit" ? 1 : values[value];
  }

  function tangentOf(instruction: Instruction): Float64Array | null {
    if (instruction.type === "scalar") return null;
    if (instruction.kind === "load") {
      const tangent = new Float64Array(vectors.length);
      tangent[instruction.index] = 1;
      return tangent;
    }
    if (instruction.kind !== "operation") return null;
    const [a, b, c] = instruction.operands;
    switch (instruction.operation) {
      case "negate":
        return scaled(tangents[a], -1);
      case "add":
        return sum(tangents[a], tangents[b], 1);
      case "subtract":
        return sum(tangents[a], tangents[b], -1);
      case "multiply":
        if (tangents[a] !== null) return tangents[b] === null ? scaled(tangents[a], factor(b)) : null;
        return tangents[b] === null ? null : scaled(tangents[b], factor(a));
      case "divide":
        return tangents[a] === null ? null : scaled(tangents[a], 1 / divisor(b));
      case "select":
        return values[a] === 0 ? tangents[c] : tangents[b];
      case "minimum":
        return values[b] < values[a] ? tangents[b] : tangents[a];
      case "maximum":
        return values[b] > values[a] ? tangents[b] : tangents[a];
      case "roundToFloat32":
      case "roundToPrecision":
        return tangents[a];
      default:
        return null;
    }
  }
}

function scaled(tangent: Float64Array | null, by: number): Float64Array | null {
  return tangent === null || by === 0 ? null : tangent.map((entry) => entry * by);
}

function sum(first: Float64Array | null, second: Float64Array | null, sign: 1 | -1): Float64Array | null {
  if (second === null) return first;
  if (first === null) return scaled(second, sign);
  return first.map((entry, index) => entry + sign * second[index]);
}

/**
 * What an update divides the gradient by on its way to the parameter, given its linear form with that number as 1 and as it
 * is; null where the gradient does not move the parameter in the same update.
 */
export function preconditionerOf(unit: LinearUpdate, actual: LinearUpdate): number | null {
  const preconditioner = unit.response[0] / actual.response[0];
  return Number.isFinite(preconditioner) && preconditioner !== 0 ? preconditioner : null;
}
