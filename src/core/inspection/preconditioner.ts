import type { Program } from "../rule/program";
import type { Rule } from "../rule/rule";

/** Where a rule divides its update per parameter, as instructions of its program. */
export interface Preconditioner {
  /** The divisor: √v̂ + ε in Adam. */
  readonly divisor: number;
  /** The ε that is added in the divisor, and the sum's value; null where the rule adds none there. */
  readonly epsilon: { readonly value: number; readonly sum: number } | null;
}

/**
 * Finds the divisor of a rule's update: the last division by a vector on the way from the gradient to the new `p`.
 *
 * @returns null when the rule divides by no vector, as gradient descent
 */
export function findPreconditioner(rule: Rule): Preconditioner | null {
  const { program } = rule;
  const updated = program.vectorResults[program.vectors.indexOf("p")];
  for (const value of ancestors(program, updated)) {
    const instruction = program.instructions[value];
    if (instruction.kind !== "operation" || instruction.operation !== "divide") continue;
    const divisor = instruction.operands[1];
    if (!isMadePerParameter(program, divisor)) continue;
    return { divisor, epsilon: findEpsilon(program, divisor) };
  }
  return null;
}

/** The values that a value is made of within one update, the latest first. */
function ancestors(program: Program, value: number): number[] {
  const found = new Set<number>();
  const pending = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    const instruction = program.instructions[next];
    if (instruction.kind === "operation") pending.push(...instruction.operands);
  }
  return [...found].sort((a, b) => b - a);
}

function isMadePerParameter(program: Program, value: number): boolean {
  const { kind, type } = program.instructions[value];
  return type === "vector" && kind !== "broadcast" && kind !== "constant";
}

function findEpsilon(program: Program, divisor: number): Preconditioner["epsilon"] {
  const instruction = program.instructions[divisor];
  if (instruction.kind !== "operation" || instruction.operation !== "add") return null;
  const slot = program.slots.get("epsilon");
  const epsilon = instruction.operands.find((operand) => {
    const added = program.instructions[operand];
    if (added.kind !== "broadcast") return false;
    const scalar = program.instructions[added.operand];
    return scalar.kind === "slot" && scalar.slot === slot;
  });
  return epsilon === undefined ? null : { value: epsilon, sum: divisor };
}

/** An ε and what it is added to, as instructions of a rule's program. */
export interface AddedEpsilon {
  readonly epsilon: number;
  readonly addend: number;
}

/** The ε that keeps a rule's divisor from vanishing, whether it is added to the root or below it; null where there is none. */
export function findAddedEpsilon(rule: Rule): AddedEpsilon | null {
  const { program } = rule;
  const divisor = findPreconditioner(rule)?.divisor;
  if (divisor === undefined) return null;
  const instruction = program.instructions[divisor];
  const isRoot = instruction.kind === "operation" && instruction.operation === "squareRoot";
  const found = findEpsilon(program, isRoot ? instruction.operands[0] : divisor);
  if (found === null) return null;
  const sum = program.instructions[found.sum];
  const addend = sum.kind === "operation" && sum.operands.find((operand) => operand !== found.value);
  return typeof addend === "number" ? { epsilon: found.value, addend } : null;
}
