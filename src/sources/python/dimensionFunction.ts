import type { SyntaxNode } from "@lezer/common";
import type { SourceValue } from "../configuration";
import { callArguments } from "./callArguments";
import { type FunctionParts, functionParts, type Place } from "./functionParts";
import { childrenOf } from "./pythonSource";
import { readValue } from "./pythonValue";
import { resolvePaths } from "./resolvePath";
import { bindingScope } from "./scopes";

/** Tensors of more dimensions are none of any model, and a function says the same of them. */
const MOST_DIMENSIONS = 16;

/** Expressions nested deeper are not read; it bounds the recursion on hostile text. */
const MAXIMUM_DEPTH = 64;

/**
 * What a function of a tensor says of tensors of every number of dimensions, as `lambda x: x.ndim > 1` does, from 0 on; the last value is for any
 * more.
 *
 * @returns null where it looks at anything else
 */
export function readDimensionFunction(node: SyntaxNode, place: Place): readonly SourceValue[] | null {
  const found = functionParts(node, place);
  if (found === null || found.parameters.length === 0) return null;
  const values: SourceValue[] = [];
  for (let dimensions = 0; dimensions <= MOST_DIMENSIONS; dimensions++) {
    const value = returned(found, dimensions);
    if (value === null) return null;
    values.push(value.known);
  }
  while (values.length > 1 && values[values.length - 1] === values[values.length - 2]) values.pop();
  return values;
}

/** A value that is known. */
interface Known {
  readonly known: SourceValue;
}

/** A tensor of so many dimensions, by the name of the function's last parameter; what comes before it is its path in the tree. */
interface Tensor {
  readonly name: string;
  readonly dimensions: number;
  readonly place: Place;
  readonly depth: number;
}

function returned({ parameters, body, place }: FunctionParts, dimensions: number): Known | null {
  const tensor: Tensor = { name: parameters[parameters.length - 1], dimensions, place, depth: 0 };
  return "name" in body ? valueAt(body, tensor) : returnedBy(body, tensor);
}

/** What statements return; null where they do anything else first. */
function returnedBy(statements: readonly SyntaxNode[], tensor: Tensor): Known | null {
  const [statement, ...rest] = statements;
  if (statement?.name === "ReturnStatement") {
    const value = childrenOf(statement)[1];
    return value === undefined ? null : valueAt(value, tensor);
  }
  if (statement?.name !== "IfStatement" || tensor.depth > MAXIMUM_DEPTH) return null;
  const inner = { ...tensor, depth: tensor.depth + 1 };
  let condition: SyntaxNode | null = null;
  for (const child of childrenOf(statement)) {
    if (child.name === "Body") {
      const holds = condition === null ? true : truthOf(valueAt(condition, inner));
      if (holds === null) return null;
      if (holds) return returnedBy([...childrenOf(child).slice(1), ...rest], inner);
      condition = null;
    } else if (!["if", "elif", "else"].includes(child.name)) condition = child;
  }
  return returnedBy(rest, inner);
}

function valueAt(node: SyntaxNode, outer: Tensor): Known | null {
  if (outer.depth > MAXIMUM_DEPTH) return null;
  const tensor = { ...outer, depth: outer.depth + 1 };
  if (isNumberOfDimensions(node, tensor)) return { known: tensor.dimensions };
  const [first, second, third, , fifth] = childrenOf(node);
  switch (node.name) {
    case "ParenthesizedExpression":
      return second === undefined ? null : valueAt(second, tensor);
    case "UnaryExpression": {
      const truth = first.name === "not" && second !== undefined ? truthOf(valueAt(second, tensor)) : null;
      return truth === null ? literal(node, tensor) : { known: !truth };
    }
    case "ConditionalExpression": {
      const truth = third === undefined ? null : truthOf(valueAt(third, tensor));
      return truth === null || fifth === undefined ? null : valueAt(truth ? first : fifth, tensor);
    }
    case "BinaryExpression":
      if (third === undefined) return null;
      if (second.name === "and" || second.name === "or") return joined(first, second.name, third, tensor);
      return second.name === "CompareOp" ? compared(first, second, third, tensor) : literal(node, tensor);
    default:
      return literal(node, tensor);
  }
}

/** `x.ndim`, `len(x.shape)` or `jnp.ndim(x)`. */
function isNumberOfDimensions(node: SyntaxNode, { name, place }: Tensor): boolean {
  const { scope, source, locals } = place;
  const isTensor = (value: SyntaxNode | null) => value?.name === "VariableName" && source.textOf(value) === name;
  const isAttribute = ({ name: kind, firstChild, lastChild }: SyntaxNode, attribute: string) =>
    kind === "MemberExpression" && isTensor(firstChild) && lastChild !== null && source.textOf(lastChild) === attribute;
  if (isAttribute(node, "ndim")) return true;
  const callee = node.name === "CallExpression" ? node.firstChild : null;
  const given = callee === null ? [] : callArguments(node, source);
  const operand = given.length === 1 && given[0].name === null && given[0].spread === null ? given[0].value : null;
  if (callee === null || operand === null) return false;
  const isLength = source.textOf(callee) === "len" && !locals.has("len") && bindingScope(scope, "len") === null;
  if (isLength) return isAttribute(operand, "shape");
  const paths = resolvePaths(callee, scope, source);
  return isTensor(operand) && (paths?.every((path) => ["jax.numpy.ndim", "numpy.ndim"].includes(path)) ?? false);
}

/** What the text alone says; not of a name that the function gives another meaning. */
function literal(node: SyntaxNode, { place: { scope, source, locals } }: Tensor): Known | null {
  let isOpen = true;
  node.cursor().iterate((part) => {
    if (part.name === "VariableName" && locals.has(source.textOf(part.node))) isOpen = false;
  });
  const value = isOpen ? readValue(node, scope, source)?.value : undefined;
  if (value === undefined || value.type === "sequence" || value.type === "mapping") return null;
  return { known: value.value };
}

function joined(first: SyntaxNode, operator: "and" | "or", second: SyntaxNode, tensor: Tensor): Known | null {
  const left = valueAt(first, tensor);
  const truth = truthOf(left);
  if (truth === null) return null;
  return truth === (operator === "and") ? valueAt(second, tensor) : left;
}

function compared(first: SyntaxNode, operator: SyntaxNode, second: SyntaxNode, tensor: Tensor): Known | null {
  // `a < b < c` is true where both `a < b` and `b < c` are.
  const before = childrenOf(first);
  if (first.name === "BinaryExpression" && before[1]?.name === "CompareOp") {
    const holds = truthOf(valueAt(first, tensor));
    if (holds !== true) return holds === null ? null : { known: false };
    return before[2] === undefined ? null : compared(before[2], operator, second, tensor);
  }
  const [left, right] = [valueAt(first, tensor), valueAt(second, tensor)];
  if (left === null || right === null) return null;
  const [a, b] = [comparable(left.known), comparable(right.known)];
  const text = tensor.place.source.textOf(operator);
  if (text === "==") return { known: a === b };
  if (text === "!=") return { known: a !== b };
  if (typeof a !== "number" || typeof b !== "number") return null;
  switch (text) {
    case "<":
      return { known: a < b };
    case "<=":
      return { known: a <= b };
    case ">":
      return { known: a > b };
    case ">=":
      return { known: a >= b };
    default:
      return null;
  }
}

/** Python takes True for 1. */
function comparable(value: SourceValue): SourceValue {
  return typeof value === "boolean" ? Number(value) : value;
}

function truthOf(value: Known | null): boolean | null {
  return value && Boolean(value.known);
}
