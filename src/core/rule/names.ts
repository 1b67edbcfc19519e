import { nearestName } from "../nearestName";
import { constants, functionNames } from "./functions";
import type { RuleInputs } from "./rule";
import type { RuleError } from "./ruleError";
import type { Syntax, SyntaxLine, ValueType } from "./syntax";
import { errorAt, type TextRange } from "./textRange";
import { inferType } from "./types";

/** What a name of a rule stands for. */
export interface NamedValue {
  /** A state keeps its value from the last update; a local value is made anew in every update. */
  readonly kind: "input" | "state" | "local" | "constant";
  readonly type: ValueType;
}

/** Names with a meaning of their own. */
export const reservedNames: ReadonlySet<string> = new Set(["state", "if", ...Object.keys(constants)]);

/**
 * Finds out what every name of a rule stands for, in order of appearance, inputs first.
 *
 * @throws RuleError for a name that is never assigned, or one that may not be
 */
export function resolveNames(lines: readonly SyntaxLine[], inputs: RuleInputs): Map<string, NamedValue> {
  const names = new Map<string, NamedValue>();
  for (const name of Object.keys(constants)) names.set(name, { kind: "constant", type: "scalar" });
  for (const name of inputs.scalars) names.set(name, { kind: "input", type: "scalar" });
  for (const name of inputs.vectors) names.set(name, { kind: "input", type: "vector" });
  for (const line of lines) checkTarget(line, inputs);
  checkStarts(lines, names);
  checkReads(lines, names);
  checkOutputs(lines, inputs);

  for (const { declaresState, name, expression } of lines) {
    if (declaresState) {
      names.set(name, { kind: "state", type: "scalar" });
      continue;
    }
    for (const read of namesIn(expression)) {
      if (!names.has(read.name)) names.set(read.name, { kind: "state", type: "scalar" });
    }
    if (!names.has(name)) names.set(name, { kind: "local", type: "scalar" });
  }
  inferVectors(lines, names);
  return names;
}

/** A name is a vector as soon as one line assigns a vector to it; that may make others vectors in turn. */
function inferVectors(lines: readonly SyntaxLine[], names: Map<string, NamedValue>): void {
  const typeOf = (name: string): ValueType => names.get(name)?.type ?? "scalar";
  let changed = true;
  while (changed) {
    changed = false;
    for (const { name, expression, declaresState } of lines) {
      const named = names.get(name);
      if (declaresState || named === undefined || named.type === "vector") continue;
      if (inferType(expression, typeOf) !== "vector") continue;
      names.set(name, { ...named, type: "vector" });
      changed = true;
    }
  }
}

/** A state's start is given once, and depends on scalar inputs alone. */
function checkStarts(lines: readonly SyntaxLine[], given: ReadonlyMap<string, NamedValue>): void {
  const assigned = assignedNames(lines);
  const declared = new Set<string>();
  for (const { name, nameRange, expression } of lines.filter((line) => line.declaresState)) {
    if (declared.has(name)) throw errorAt(nameRange, `The start of ${name} is given twice; expected once.`);
    declared.add(name);
    if (!assigned.has(name)) {
      throw errorAt(nameRange, `${name} is declared as state, but no line assigns it; expected ${name} = ….`);
    }
    for (const read of namesIn(expression)) {
      const type = given.get(read.name)?.type;
      if (type === "scalar") continue;
      const problem = type === "vector" ? "is a vector" : assigned.has(read.name) ? "comes later" : undefined;
      const scalars = [...given].filter(([, named]) => named.type === "scalar").map(([known]) => known);
      if (problem === undefined) throw unknownName(read, scalars);
      throw errorAt(read.range, `${read.name} ${problem}; expected a start of numbers and ${scalars.join(", ")}.`);
    }
  }
}

function checkReads(lines: readonly SyntaxLine[], given: ReadonlyMap<string, NamedValue>): void {
  const known = new Set([...given.keys(), ...assignedNames(lines)]);
  for (const { expression } of lines) {
    for (const read of namesIn(expression)) if (!known.has(read.name)) throw unknownName(read, [...known]);
  }
}

function checkOutputs(lines: readonly SyntaxLine[], { vectors, outputs }: RuleInputs): void {
  const assigned = assignedNames(lines);
  const expected = outputs ?? vectors.filter((name) => name === "p");
  const missing = expected.find((name) => !assigned.has(name));
  if (missing === undefined) return;
  throw errorAt(lines[lines.length - 1].nameRange, `No line assigns ${missing}; expected one: ${missing} = ….`);
}

function assignedNames(lines: readonly SyntaxLine[]): Set<string> {
  return new Set(lines.filter((line) => !line.declaresState).map((line) => line.name));
}

function checkTarget({ name, nameRange, declaresState }: SyntaxLine, inputs: RuleInputs): void {
  if (reservedNames.has(name)) throw errorAt(nameRange, `${name} cannot be assigned: it has a meaning of its own.`);
  const isInput = inputs.scalars.includes(name) || inputs.vectors.includes(name);
  if (!isInput) return;
  if (declaresState) throw errorAt(nameRange, `${name} comes from outside the rule and cannot be declared as state.`);
  if (inputs.scalars.includes(name)) {
    throw errorAt(
      nameRange,
      `${name} comes from outside the rule and cannot be assigned; expected a name of your own.`,
    );
  }
}

function unknownName({ name, range }: NameAt, known: readonly string[]): RuleError {
  if (functionNames.includes(name)) {
    return errorAt(range, `${name} is a function; expected its arguments in parentheses.`);
  }
  const nearest = nearestName(name, known);
  const suggestion = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
  return errorAt(range, `${name} is neither given nor assigned; known are ${known.join(", ")}.${suggestion}`);
}

interface NameAt {
  readonly name: string;
  readonly range: TextRange;
}

function namesIn(syntax: Syntax): NameAt[] {
  if (syntax.kind === "name") return [syntax];
  return syntax.kind === "number" ? [] : syntax.operands.flatMap(namesIn);
}
