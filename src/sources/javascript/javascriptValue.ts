import type { SyntaxNode } from "@lezer/common";
import type { TypedValue } from "../arguments/typedValue";
import { arithmeticOf, childrenOf } from "../syntaxSource";
import { type JavascriptSource, unwrapped } from "./javascriptSource";
import { bindingScope, type Scope, soleValue } from "./scopes";

/** A value with the expression that spells it out: the argument itself, or what a variable was assigned. */
export interface LocatedValue {
  readonly value: TypedValue;
  readonly node: SyntaxNode;
}

/** Expressions nested deeper are not read; it bounds the recursion on hostile text. */
const MAXIMUM_DEPTH = 64;

const punctuation: ReadonlySet<string> = new Set(["[", "]", "{", "}", ","]);

/** Names that stand for numbers. */
const globalNumbers: ReadonlyMap<string, number> = new Map([
  ["Infinity", Number.POSITIVE_INFINITY],
  ["NaN", Number.NaN],
]);

/**
 * Works out literals, arithmetic on them, and variables that are assigned one such value, once.
 *
 * @returns null where the value depends on anything else
 */
export function readValue(wrapped: SyntaxNode, scope: Scope, source: JavascriptSource, depth = 0): LocatedValue | null {
  if (depth > MAXIMUM_DEPTH) return null;
  const node = unwrapped(wrapped);
  const here = (value: TypedValue | null) => value && { value, node };
  switch (node.name) {
    case "Number":
      return here(asNumber(numberLiteral(source.textOf(node))));
    case "BooleanLiteral":
      return here({ type: "boolean", value: source.textOf(node) === "true" });
    case "null":
      return here({ type: "none", value: null });
    case "String":
    case "TemplateString":
      return here(stringLiteral(source.textOf(node)));
    case "ArrayExpression":
      return here(sequence(node, scope, source, depth));
    case "ObjectExpression":
      return here(mapping(node, scope, source, depth));
    case "UnaryExpression":
    case "BinaryExpression":
      return here(asNumber(arithmetic(node, scope, source, depth)));
    // `{ optimizer }` is the property and the variable in one.
    case "PropertyDefinition":
    case "VariableName":
      return variable(node, scope, source, depth);
    default:
      return null;
  }
}

/** Whether an expression is `undefined`. */
export function isUndefined(expression: SyntaxNode, scope: Scope, source: JavascriptSource): boolean {
  const node = unwrapped(expression);
  return (
    node.name === "VariableName" && source.textOf(node) === "undefined" && bindingScope(scope, "undefined") === null
  );
}

function variable(node: SyntaxNode, scope: Scope, source: JavascriptSource, depth: number): LocatedValue | null {
  const name = source.textOf(node);
  const number = globalNumbers.get(name);
  if (number !== undefined && bindingScope(scope, name) === null)
    return { value: { type: "float", value: number }, node };
  const sole = soleValue(name, scope);
  return sole && readValue(sole.value, sole.scope, source, depth + 1);
}

/** JavaScript has one type of numbers: those that frameworks in Python call floats. */
function asNumber(value: number | null): TypedValue | null {
  return value === null ? null : { type: "float", value };
}

function numberLiteral(text: string): number | null {
  // `017` is an octal number, or not, and `17n` is none of these numbers.
  if (/^0\d|n$/.test(text)) return null;
  const value = Number(text.replaceAll("_", ""));
  return Number.isNaN(value) ? null : value;
}

function stringLiteral(text: string): TypedValue | null {
  const plain = /^(?:'([^'\\\n]*)'|"([^"\\\n]*)"|`([^`\\$]*)`)$/.exec(text);
  return plain && { type: "string", value: plain[1] ?? plain[2] ?? plain[3] };
}

function sequence(node: SyntaxNode, scope: Scope, source: JavascriptSource, depth: number): TypedValue | null {
  const entries: TypedValue[] = [];
  for (const child of childrenOf(node)) {
    if (punctuation.has(child.name)) continue;
    const entry = readValue(child, scope, source, depth + 1);
    if (entry === null) return null;
    entries.push(entry.value);
  }
  return { type: "sequence", value: entries };
}

function mapping(node: SyntaxNode, scope: Scope, source: JavascriptSource, depth: number): TypedValue | null {
  const pairs: (readonly [TypedValue, TypedValue])[] = [];
  for (const child of childrenOf(node)) {
    if (punctuation.has(child.name)) continue;
    const property = propertyOf(child, source);
    const value = property && readValue(property.value, scope, source, depth + 1);
    if (property === null || value === null) return null;
    pairs.push([{ type: "string", value: property.name }, value.value]);
  }
  return { type: "mapping", value: pairs };
}

/** The name and value of a property such as `lr: 0.1`, `"lr": 0.1` or `lr`; null for one that is made otherwise. */
export function propertyOf(
  node: SyntaxNode,
  source: JavascriptSource,
): { readonly name: string; readonly value: SyntaxNode } | null {
  if (node.name !== "Property") return null;
  const [key, colon, value] = childrenOf(node);
  if (key?.name === "PropertyDefinition" && colon === undefined) return { name: source.textOf(key), value: key };
  if (colon?.name !== ":" || value === undefined || value.type.isError) return null;
  if (key.name === "PropertyDefinition") return { name: source.textOf(key), value };
  return key.name === "String" ? { name: source.textOf(key).slice(1, -1), value } : null;
}

function arithmetic(node: SyntaxNode, scope: Scope, source: JavascriptSource, depth: number): number | null {
  const parts = arithmeticOf(node);
  const operands = (parts?.operands ?? []).map((operand) => {
    const value = readValue(operand, scope, source, depth + 1)?.value.value;
    return typeof value === "number" ? value : null;
  });
  if (parts === null || !operands.every((operand) => operand !== null)) return null;
  const operator = source.textOf(parts.operator);
  const [left, right] = operands;
  return right === undefined ? signed(operator, left) : combined(operator, left, right);
}

function signed(operator: string, value: number): number | null {
  if (operator === "-") return -value;
  return operator === "+" ? value : null;
}

function combined(operator: string, left: number, right: number): number | null {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "%":
      return left % right;
    case "**":
      return left ** right;
    default:
      return null;
  }
}
