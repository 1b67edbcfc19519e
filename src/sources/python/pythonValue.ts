import type { SyntaxNode } from "@lezer/common";
import type { TypedValue } from "../arguments/typedValue";
import { enumerationValue } from "../catalogue/enumerations";
import type { ReadValue, SourceValue } from "../configuration";
import { pythonFloat } from "../pythonFloat";
import { arithmeticOf } from "../syntaxSource";
import { callArguments } from "./callArguments";
import { childrenOf, type PythonSource } from "./pythonSource";
import { resolvePaths } from "./resolvePath";
import { bindingScope, type Scope, soleAssignment } from "./scopes";

/** A value with the expression that spells it out: the argument itself, or what a variable was assigned. */
export interface LocatedValue {
  readonly value: TypedValue;
  readonly node: SyntaxNode;
  /** The file in which the expression stands. */
  readonly source: PythonSource;
  /** In words, where the expression is not the one that was asked for: `default of --lr`. */
  readonly origin?: string;
}

/** A value as it was accepted, with the place of what was read. */
export function acceptedValue(value: SourceValue, { node, source, origin }: LocatedValue): ReadValue {
  const { file } = source;
  return {
    value,
    range: source.rangeOf(node),
    ...(file === null ? {} : { file }),
    ...(origin === undefined ? {} : { origin }),
  };
}

type PythonNumber = Extract<TypedValue, { type: "integer" | "float" }>;

/** Expressions nested deeper are not read; it bounds the recursion on hostile text. */
const MAXIMUM_DEPTH = 64;

/**
 * Works out literals, arithmetic on them, members of the frameworks' enumerations, and variables of the module or the functions around
 * that are assigned one literal, once.
 *
 * @returns null where the value depends on anything else, for which the user has given no answer
 */
export function readValue(node: SyntaxNode, scope: Scope, source: PythonSource, depth = 0): LocatedValue | null {
  if (depth > MAXIMUM_DEPTH) return null;
  const read = () => readExpression(node, scope, source, depth);
  return source.unknowns.orAnswer(node, scope, source, read, (value, origin) => ({ value, node, source, origin }));
}

function readExpression(node: SyntaxNode, scope: Scope, source: PythonSource, depth: number): LocatedValue | null {
  const here = (value: TypedValue | null) => value && { value, node, source };
  switch (node.name) {
    case "Number":
      return here(numberLiteral(source.textOf(node)));
    case "Boolean":
      return here({ type: "boolean", value: source.textOf(node) === "True" });
    case "None":
      return here({ type: "none", value: null });
    case "String":
      return here(stringLiteral(source.textOf(node)));
    case "TupleExpression":
    case "ArrayExpression":
      return here(sequence(node, scope, source, depth));
    case "DictionaryExpression":
      return here(mapping(node, scope, source, depth));
    case "ParenthesizedExpression": {
      const inner = childrenOf(node).filter((child) => child.name !== "(" && child.name !== ")");
      return inner.length === 1 ? readValue(inner[0], scope, source, depth + 1) : null;
    }
    case "UnaryExpression":
    case "BinaryExpression":
      return here(arithmetic(node, scope, source, depth));
    case "CallExpression":
      return here(floatOfString(node, source) ?? conversion(node, scope, source, depth));
    case "VariableName":
      return variable(source.textOf(node), scope, source, depth);
    case "MemberExpression":
      return here(enumerationMember(node, scope, source));
    default:
      return null;
  }
}

function variable(name: string, scope: Scope, source: PythonSource, depth: number): LocatedValue | null {
  const assignment = soleAssignment(name, scope);
  if (assignment === null || assignment.home.kind === "class") return null;
  return readValue(assignment.value, assignment.home, source, depth + 1);
}

function numberLiteral(text: string): PythonNumber | null {
  const digits = text.replaceAll("_", "").toLowerCase();
  if (digits.endsWith("j")) return null;
  const isInteger = /^(0[xob][\da-f]+|\d+)$/.test(digits);
  const value = Number(digits);
  return Number.isNaN(value) ? null : { type: isInteger ? "integer" : "float", value };
}

function stringLiteral(text: string): TypedValue | null {
  const plain = /^(?:'([^'\\\n]*)'|"([^"\\\n]*)")$/.exec(text);
  return plain && { type: "string", value: plain[1] ?? plain[2] };
}

function sequence(node: SyntaxNode, scope: Scope, source: PythonSource, depth: number): TypedValue | null {
  const entries: TypedValue[] = [];
  for (const child of childrenOf(node)) {
    if (["(", ")", "[", "]", ","].includes(child.name)) continue;
    const entry = readValue(child, scope, source, depth + 1);
    if (entry === null) return null;
    entries.push(entry.value);
  }
  return { type: "sequence", value: entries };
}

function mapping(node: SyntaxNode, scope: Scope, source: PythonSource, depth: number): TypedValue | null {
  const entries = childrenOf(node).filter((child) => !["{", "}", ",", ":"].includes(child.name));
  const values = entries.map((child) => readValue(child, scope, source, depth + 1)?.value ?? null);
  const colons = childrenOf(node).filter((child) => child.name === ":").length;
  // `**others` and what is half typed leave another number of colons.
  if (values.length !== 2 * colons || !values.every((value) => value !== null)) return null;
  return { type: "mapping", value: Array.from({ length: colons }, (_, i) => [values[2 * i], values[2 * i + 1]]) };
}

/** `SchedulerType.COSINE`, as the string that frameworks take in its place. */
function enumerationMember(node: SyntaxNode, scope: Scope, source: PythonSource): TypedValue | null {
  const values = (resolvePaths(node, scope, source) ?? []).map(enumerationValue);
  const [value] = values;
  return value === undefined || values.some((other) => other !== value) ? null : { type: "string", value };
}

/** `float("inf")` and `float("1e-3")`: how Python spells infinity. */
function floatOfString(node: SyntaxNode, source: PythonSource): TypedValue | null {
  const spelled = /^float\(\s*(["'])([^"']*)\1\s*\)$/.exec(source.textOf(node))?.[2];
  const value = spelled === undefined ? null : pythonFloat(spelled);
  return value === null ? null : { type: "float", value };
}

/** `int(…)` and `float(…)` of a number. */
function conversion(node: SyntaxNode, scope: Scope, source: PythonSource, depth: number): PythonNumber | null {
  const name = node.firstChild === null ? "" : source.textOf(node.firstChild);
  if ((name !== "int" && name !== "float") || bindingScope(scope, name) !== null) return null;
  const given = callArguments(node, source);
  const operand = given.length === 1 && given[0].name === null && given[0].spread === null ? given[0].value : null;
  const value = operand && readValue(operand, scope, source, depth + 1)?.value;
  if (!value || (value.type !== "integer" && value.type !== "float")) return null;
  if (name === "float") return { type: "float", value: value.value };
  return Number.isFinite(value.value) ? { type: "integer", value: Math.trunc(value.value) + 0 } : null;
}

function arithmetic(node: SyntaxNode, scope: Scope, source: PythonSource, depth: number): PythonNumber | null {
  const parts = arithmeticOf(node);
  const operands = (parts?.operands ?? []).map((operand) => {
    const value = readValue(operand, scope, source, depth + 1)?.value;
    return value !== undefined && (value.type === "integer" || value.type === "float") ? value : null;
  });
  if (parts === null || !operands.every((operand) => operand !== null)) return null;
  const operator = source.textOf(parts.operator);
  const [left, right] = operands;
  return right === undefined ? signed(operator, left) : combined(operator, left, right);
}

function signed(operator: string, { type, value }: PythonNumber): PythonNumber | null {
  if (operator === "-") return { type, value: -value };
  return operator === "+" ? { type, value } : null;
}

function combined(operator: string, left: PythonNumber, right: PythonNumber): PythonNumber | null {
  const integers = left.type === "integer" && right.type === "integer";
  const type = integers ? "integer" : "float";
  switch (operator) {
    case "+":
      return { type, value: left.value + right.value };
    case "-":
      return { type, value: left.value - right.value };
    case "*":
      return { type, value: left.value * right.value };
    case "/":
      return right.value === 0 ? null : { type: "float", value: left.value / right.value };
    case "//":
      return right.value === 0 ? null : { type, value: Math.floor(left.value / right.value) };
    case "**":
      return { type: integers && right.value >= 0 ? "integer" : "float", value: left.value ** right.value };
    default:
      return null;
  }
}
