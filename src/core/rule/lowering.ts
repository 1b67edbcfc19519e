import { constants, isReduction } from "./functions";
import { InstructionList } from "./instructionList";
import { literalValue } from "./literalValue";
import type { Instruction, Operation, Program, Reduction, RunningPower } from "./program";
import type { Rule } from "./rule";
import { POWER_SLOTS } from "./runningPower";
import type { BinaryOperator, Expression } from "./syntax";
import { isVector } from "./types";

const operationOf: Readonly<Record<Exclude<BinaryOperator, "^">, Operation>> = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "<": "less",
  "<=": "lessOrEqual",
  ">": "greater",
  ">=": "greaterOrEqual",
  "==": "equal",
  "!=": "notEqual",
};

const operationOfFunction: Readonly<Record<string, Operation>> = {
  sqrt: "squareRoot",
  abs: "absolute",
  exp: "exponential",
  log: "logarithm",
  cos: "cosine",
  floor: "floor",
  float32: "roundToFloat32",
  rounded: "roundToPrecision",
  min: "minimum",
  max: "maximum",
  if: "select",
};

/** Inputs that count updates; a power with one of them as exponent runs along. */
const counters: ReadonlySet<string> = new Set(["t", "step"]);

/**
 * Turns the typed lines of a rule into instructions. Operations stay in the order of the text. Scalars within a
 * vector's line are made once per update and then broadcast.
 */
export function lowerRule(rule: Omit<Rule, "program">): Program {
  const list = new InstructionList();
  const powers: Omit<RunningPower, "slot">[] = [];
  const reductions: Reduction[] = [];
  const nodeValues = new Map<Expression, number>();

  const inputScalars = rule.inputs.scalars;
  const scalarNames = [...inputScalars, ...rule.stateScalars, ...rule.localScalars];
  const slots = new Map(scalarNames.map((name, slot) => [name, slot]));
  const vectors = [...rule.inputs.vectors, ...rule.stateVectors];

  /** What every assigned name stands for at the present place in the text. */
  const current = new Map<string, number>();
  /** The starts of states are worked out once, so that their powers cannot run along. */
  let isStart = true;

  const starts = rule.starts.map(({ name, expression }) => {
    const value = lower(expression);
    return { name, value, fromInputs: !list.dependsOnlyOn(({ kind }) => kind === "constant", value) };
  });
  isStart = false;
  const loads = vectors.map(read);
  const lineValues = rule.lines.map(({ name, type, expression }) => {
    const value = lower(expression);
    const assigned = isVector(type) ? list.broadcast(value) : value;
    current.set(name, assigned);
    return assigned;
  });

  // `g` can be assigned, but the gradient in memory stays as given.
  const vectorResults = vectors.map((name, index) =>
    name === "g" ? loads[index] : (current.get(name) ?? loads[index]),
  );
  const parameter = vectors.indexOf("p");
  const update = parameter < 0 ? -1 : list.operate("subtract", vectorResults[parameter], loads[parameter]);
  const startsFromInputs = starts.some(({ fromInputs }) => fromInputs);
  const startedSlot = startsFromInputs ? scalarNames.length : -1;
  const firstPowerSlot = scalarNames.length + (startsFromInputs ? 1 : 0);
  return {
    instructions: list.instructions,
    starts,
    lineValues,
    nodeValues,
    powers: powers.map((power, index) => ({ ...power, slot: firstPowerSlot + index * POWER_SLOTS })),
    reductions,
    vectors,
    loads,
    vectorResults,
    update,
    slots,
    scalarResults: [...slots].flatMap(([name, slot]) => {
      const value = current.get(name);
      return value === undefined ? [] : [{ slot, value }];
    }),
    startedSlot,
    slotCount: firstPowerSlot + powers.length * POWER_SLOTS,
  };

  function lower(node: Expression): number {
    const value = lowerNode(node);
    nodeValues.set(node, value);
    return value;
  }

  function lowerNode(node: Expression): number {
    if (node.kind === "number") return list.constant(node.value);
    if (node.kind === "name") return read(node.name);
    const operands = node.operands.map(lower);
    if (node.kind === "negation") return list.operate("negate", operands[0]);
    if (node.kind === "binary") {
      if (node.operator === "^") return raise(operands[0], operands[1], node.operands[1]);
      return list.operate(operationOf[node.operator], ...operands);
    }
    const { name } = node;
    if (isReduction(name, operands.length)) return reduce({ reduction: name, operand: operands[0] });
    if (name === "clamp")
      return list.operate("minimum", list.operate("maximum", operands[0], operands[1]), operands[2]);
    if (name === "sign") return sign(operands[0]);
    return list.operate(operationOfFunction[name], ...operands);
  }

  function read(name: string): number {
    const assigned = current.get(name);
    if (assigned !== undefined) return assigned;
    if (Object.hasOwn(constants, name)) return list.constant(constants[name]);
    const slot = slots.get(name);
    if (slot !== undefined) return list.define({ kind: "slot", slot, type: "scalar", stage: 0 });
    return list.define({ kind: "load", index: vectors.indexOf(name), type: "vector", stage: 0 });
  }

  function reduce({ reduction, operand }: Reduction): number {
    const existing = reductions.findIndex((other) => other.reduction === reduction && other.operand === operand);
    const index = existing >= 0 ? existing : reductions.push({ reduction, operand }) - 1;
    return list.define({ kind: "reduction", index, type: "scalar", stage: list.instructions[operand].stage + 1 });
  }

  /** 1, −1, or the number itself where it is 0, −0 or NaN. */
  function sign(x: number): number {
    const zero = list.constant(0);
    const negative = list.operate("select", list.operate("less", x, zero), list.constant(-1), x);
    return list.operate("select", list.operate("greater", x, zero), list.constant(1), negative);
  }

  function raise(base: number, exponent: number, exponentNode: Expression): number {
    const literal = literalValue(exponentNode);
    if (literal === 0.5) return list.operate("squareRoot", base);
    if (literal === 1) return base;
    if (literal === 2) return list.operate("multiply", base, base);
    if (literal !== undefined && isVector(list.instructions[base].type)) {
      return list.broadcast(wholePower(base, literal));
    }
    return runsAlong(base, exponentNode) ? runningPower(base, exponent) : list.operate("power", base, exponent);
  }

  /** By squaring: x³ = x²·x, x⁴ = x²·x². */
  function wholePower(base: number, exponent: number): number {
    if (exponent < 0) return list.operate("divide", list.constant(1), wholePower(base, -exponent));
    if (exponent === 0) return list.constant(1);
    if (exponent === 1) return base;
    const half = wholePower(base, Math.floor(exponent / 2));
    const square = list.operate("multiply", half, half);
    return exponent % 2 === 0 ? square : list.operate("multiply", square, base);
  }

  /** Whether a power's exponent counts the updates, while its base depends on inputs alone. */
  function runsAlong(base: number, exponent: Expression): boolean {
    if (isStart || exponent.kind !== "name" || !counters.has(exponent.name)) return false;
    const isInput = (instruction: Instruction): boolean =>
      instruction.kind === "constant" || (instruction.kind === "slot" && instruction.slot < inputScalars.length);
    return inputScalars.includes(exponent.name) && list.dependsOnlyOn(isInput, base);
  }

  function runningPower(base: number, exponent: number): number {
    const existing = powers.findIndex((other) => other.base === base && other.exponent === exponent);
    const index = existing >= 0 ? existing : powers.push({ base, exponent }) - 1;
    return list.define({ kind: "power", index, type: "scalar", stage: 0 });
  }
}
