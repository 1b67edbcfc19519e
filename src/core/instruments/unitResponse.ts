import type { Instruction, Program } from "../rule/program";
import type { Rule } from "../rule/rule";
import type { OptimizerSpecification } from "../simulation/specification";
import { linearizeUpdate } from "../stability/linearUpdate";
import { settledUpdate } from "../stability/settledUpdate";
import { spectralRadius } from "../stability/spectralRadius";

/**
 * Which values of a rule follow the gradient in proportion: what an update does to a steady gradient is carried by these, while what it divides or
 * multiplies by is held fast, as in `linearizeUpdate`.
 */
export interface UnitResponse {
  /** By value. */
  readonly isLinear: readonly boolean[];
  /** Vectors of the program that carry the response from update to update: momenta. */
  readonly states: readonly number[];
}

/**
 * @returns null where an update does not move the parameter in proportion to the gradient, as with steps of its sign, or has no size for a steady one, as
 *   with momentum that is never damped or where a second copy of the parameters is what moves
 */
export function unitResponse(rule: Rule, optimizer: OptimizerSpecification): UnitResponse | null {
  const { program } = rule;
  const own = program.vectors.indexOf("p");
  const carriers = new Set<number>();
  let isLinear = linearValues(program, carriers);
  for (;;) {
    const found = program.vectorResults.flatMap((result, vector) =>
      vector > 1 && isLinear[result] && !carriers.has(vector) ? [vector] : [],
    );
    if (found.length === 0) break;
    for (const vector of found) carriers.add(vector);
    isLinear = linearValues(program, carriers);
  }
  if (!isLinear[program.vectorResults[own]] || !settles(rule, optimizer)) return null;
  return { isLinear, states: [...carriers] };
}

/** @param carriers state vectors that follow the gradient */
function linearValues({ instructions, vectors }: Program, carriers: ReadonlySet<number>): boolean[] {
  const gradient = vectors.indexOf("g");
  const isLinear: boolean[] = [];
  for (const instruction of instructions) isLinear.push(follows(instruction));
  return isLinear;

  function follows(instruction: Instruction): boolean {
    if (instruction.type === "scalar") return false;
    if (instruction.kind === "load") return instruction.index === gradient || carriers.has(instruction.index);
    if (instruction.kind !== "operation") return false;
    const [a, b, c] = instruction.operands;
    switch (instruction.operation) {
      case "negate":
      case "divide":
      case "roundToFloat32":
      case "roundToPrecision":
        return isLinear[a];
      case "add":
      case "subtract":
      case "minimum":
      case "maximum":
        return isLinear[a] || isLinear[b];
      case "multiply":
        // The product of two small quantities does not count.
        return isLinear[a] !== isLinear[b];
      case "select":
        return isLinear[b] || isLinear[c];
      default:
        return false;
    }
  }
}

/** Above this, what a momentum keeps from one update to the next counts as all. */
const ALL = 1 - 1e-9;

/** Whether a steady gradient moves the parameter in proportion, by a size that settles. Where no rule says all that the optimizer does it is taken to. */
function settles(rule: Rule, optimizer: OptimizerSpecification): boolean {
  const settled = settledUpdate(optimizer, { gradient: 1 });
  if (settled === null) return true;
  const { names, matrix, response } = linearizeUpdate(rule, settled.values, "unit");
  if (response.every((entry) => entry === 0)) return false;
  const size = names.length;
  const kept = matrix.filter((_, entry) => entry >= size && entry % size > 0);
  return kept.length === 0 || spectralRadius(kept) < ALL;
}
