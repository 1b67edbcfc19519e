import type { SyntaxNode } from "@lezer/common";
import { callArguments } from "../callArguments";
import { childrenOf, type PythonSource } from "../pythonSource";
import { readValue } from "../pythonValue";
import { resolvePaths } from "../resolvePath";
import type { Scope } from "../scopes";
import { givesGradient } from "./customs";
import { arrayMethods, functionOfNumbers, keepsNumbers, methodOfNumbers } from "./numericFunctions";
import { type Aliases, entryOf, type Place, placeOf } from "./place";
import { startValue } from "./startValue";

/** An expression of a loop's arithmetic, whichever library spells it. */
export type Arithmetic = { readonly node: SyntaxNode } & (
  | { readonly kind: "number"; readonly value: number }
  | {
      readonly kind: "place";
      readonly place: Place /** What `.get(key, 0)` gives before the first write. */;
      readonly start?: number;
    }
  /** `p.grad`, and what a call gives that is named as giving a gradient. */
  | { readonly kind: "gradient" }
  | {
      readonly kind: "operation";
      readonly operator: "+" | "-" | "*" | "/" | "^";
      readonly operands: readonly [Arithmetic, Arithmetic];
    }
  | { readonly kind: "comparison"; readonly operator: string; readonly operands: readonly [Arithmetic, Arithmetic] }
  | { readonly kind: "negation"; readonly operands: readonly [Arithmetic] }
  /** Of the rule language. */
  | { readonly kind: "function"; readonly name: string; readonly operands: readonly Arithmetic[] }
  /** A product of matrices, of which a factor may still be a number. */
  | { readonly kind: "matrixProduct"; readonly operands: readonly [Arithmetic, Arithmetic] }
  /** Anything else, with the places that it reads. */
  | { readonly kind: "opaque"; readonly reads: readonly Place[] }
);

/** What an expression is read in. */
export interface ArithmeticContext {
  readonly source: PythonSource;
  readonly scope: Scope;
  readonly aliases: Aliases;
}

/** Expressions nested deeper are opaque; it bounds the recursion on hostile text. */
const MAXIMUM_DEPTH = 40;

/** Reads an expression as arithmetic; what is none is opaque. */
export function readArithmetic(node: SyntaxNode, context: ArithmeticContext, depth = 0): Arithmetic {
  const { source, aliases } = context;
  if (depth > MAXIMUM_DEPTH) return { kind: "opaque", node, reads: [] };
  const within = (inner: SyntaxNode) => readArithmetic(inner, context, depth + 1);
  const read = readKnown(node, context, within);
  if (read !== null) return read;
  return { kind: "opaque", node, reads: placesIn(node, aliases, source) };
}

/** Every place that an expression names, through aliases. */
export function placesIn(node: SyntaxNode, aliases: Aliases, source: PythonSource): readonly Place[] {
  const places: Place[] = [];
  node.cursor().iterate((inner) => {
    if (inner.name !== "VariableName" && inner.name !== "MemberExpression") return true;
    const place = placeOf(inner.node, aliases, source);
    if (place !== null) places.push(place);
    return true;
  });
  return places;
}

/** What a tree is made of in the end: numbers, places, gradients and opaque parts. */
export function leavesOf(arithmetic: Arithmetic): readonly Arithmetic[] {
  return "operands" in arithmetic ? arithmetic.operands.flatMap(leavesOf) : [arithmetic];
}

function readKnown(
  node: SyntaxNode,
  context: ArithmeticContext,
  within: (node: SyntaxNode) => Arithmetic,
): Arithmetic | null {
  const { source, scope } = context;
  switch (node.name) {
    case "Number": {
      const value = readValue(node, scope, source)?.value;
      return value?.type === "integer" || value?.type === "float" ? { kind: "number", node, value: value.value } : null;
    }
    case "ParenthesizedExpression": {
      const inner = childrenOf(node)[1];
      return inner === undefined ? null : within(inner);
    }
    case "VariableName":
    case "MemberExpression":
      return readPlace(node, context);
    case "UnaryExpression": {
      const [operator, operand] = childrenOf(node);
      if (operand === undefined) return null;
      const symbol = source.textOf(operator);
      if (symbol === "-") return { kind: "negation", node, operands: [within(operand)] };
      return symbol === "+" ? within(operand) : null;
    }
    case "BinaryExpression":
      return readBinary(node, source, within);
    case "ConditionalExpression": {
      const [yes, , condition, , no] = childrenOf(node);
      if (no === undefined) return null;
      return { kind: "function", node, name: "if", operands: [condition, yes, no].map(within) };
    }
    case "CallExpression":
      return readCall(node, context, within);
    default:
      return null;
  }
}

function readPlace(node: SyntaxNode, { source, scope, aliases }: ArithmeticContext): Arithmetic | null {
  if (node.name === "MemberExpression") {
    if (/\.(?:grad|grads)(?:\.(?:data|values?))?(?:\[[^\]]*\])?$/.test(source.textOf(node)))
      return { kind: "gradient", node };
    const path = resolvePaths(node, scope, source)?.[0] ?? "";
    if (/^(?:math|numpy|jax\.numpy|torch)\.(?:pi|e|inf)$/.test(path)) {
      return {
        kind: "number",
        node,
        value: path.endsWith(".pi") ? Math.PI : path.endsWith(".inf") ? Number.POSITIVE_INFINITY : Math.E,
      };
    }
  }
  const place = placeOf(node, aliases, source);
  return place && { kind: "place", node, place };
}

function readBinary(
  node: SyntaxNode,
  source: PythonSource,
  within: (node: SyntaxNode) => Arithmetic,
): Arithmetic | null {
  const [first, operator, third, ...more] = childrenOf(node);
  if (third === undefined || more.length > 0) return null;
  const symbol = source.textOf(operator);
  if (operator.name === "CompareOp") {
    if (!["<", "<=", ">", ">=", "==", "!="].includes(symbol)) return null;
    return { kind: "comparison", node, operator: symbol, operands: [within(first), within(third)] };
  }
  if (operator.name !== "ArithOp") return null;
  const operands = [within(first), within(third)] as const;
  switch (symbol) {
    case "+":
    case "-":
    case "*":
    case "/":
      return { kind: "operation", node, operator: symbol, operands };
    case "**":
      return { kind: "operation", node, operator: "^", operands };
    case "@":
      return { kind: "matrixProduct", node, operands };
    case "//":
    case "%":
      return wholeDivision(node, symbol, operands);
    default:
      return null;
  }
}

function wholeDivision(node: SyntaxNode, symbol: string, operands: readonly [Arithmetic, Arithmetic]): Arithmetic {
  const quotient: Arithmetic = { kind: "operation", node, operator: "/", operands };
  const whole: Arithmetic = { kind: "function", node, name: "floor", operands: [quotient] };
  if (symbol === "//") return whole;
  const multiple: Arithmetic = { kind: "operation", node, operator: "*", operands: [operands[1], whole] };
  return { kind: "operation", node, operator: "-", operands: [operands[0], multiple] };
}

function readCall(
  node: SyntaxNode,
  context: ArithmeticContext,
  within: (node: SyntaxNode) => Arithmetic,
): Arithmetic | null {
  const { source, scope } = context;
  const callee = node.firstChild;
  if (callee === null) return null;
  const given = callArguments(node, source);
  if (given.some(({ spread, value }) => spread !== null || value === null)) return null;
  const text = source.textOf(callee);
  const path = resolvePaths(callee, scope, source)?.[0] ?? text;
  const positional = given.filter(({ name }) => name === null).map(({ value }) => value as SyntaxNode);
  const named = new Map(
    given.filter(({ name }) => name !== null).map(({ name, value }) => [name as string, value as SyntaxNode]),
  );
  const plain = functionOfNumbers(path);
  if (plain !== null) {
    // A norm over one axis is no single number.
    if (["axis", "dim", "ord", "where"].some((name) => named.has(name))) return null;
    const operands = positional.map(within);
    return plain.build(node, operands) ?? null;
  }
  const isModule = path !== text || callee.name === "VariableName";
  const method =
    callee.name === "MemberExpression" && callee.lastChild?.name === "PropertyName"
      ? source.textOf(callee.lastChild)
      : null;
  const receiver = callee.firstChild;
  if (method !== null && receiver !== null && !isModule) {
    if (keepsNumbers(method)) return within(receiver);
    if (method === "get" && positional.length === 2) return readGet(node, receiver, positional, context);
    if (!named.has("axis") && !named.has("dim")) {
      const numbers = {
        node,
        self: within(receiver),
        positional: positional.map(within),
        named: new Map([...named].map(([name, value]) => [name, within(value)])),
      };
      const made = arrayMethods[method]?.(numbers) ?? methodOfNumbers(method, numbers);
      if (made !== null && made !== undefined) return made;
    }
  }
  if (givesGradient(text) || isGradientOfFunction(callee, source)) return { kind: "gradient", node };
  return null;
}

/** `jax.grad(loss)(params)`. */
function isGradientOfFunction(callee: SyntaxNode, source: PythonSource): boolean {
  return (
    callee.name === "CallExpression" &&
    callee.firstChild !== null &&
    /(?:^|\.)(?:elementwise_)?(?:grad|jacobian)$/.test(source.textOf(callee.firstChild))
  );
}

/** `velocity.get(name, 0)`. */
function readGet(
  node: SyntaxNode,
  receiver: SyntaxNode,
  [key, byDefault]: readonly SyntaxNode[],
  { source, aliases, scope }: ArithmeticContext,
): Arithmetic | null {
  const owner = placeOf(receiver, aliases, source);
  const start = startValue(byDefault, scope, source);
  if (owner === null || typeof start !== "number") return null;
  return { kind: "place", node, place: entryOf(owner, [key], source), start };
}
