import type { SyntaxNode } from "@lezer/common";
import type { TypedValue } from "../arguments/typedValue";
import { enumerationValue } from "../catalogue/enumerations";
import type { ReadValue, SourceValue } from "../configuration";
import { accessPath } from "./accessPath";
import { withAliasWrites } from "./aliasWrites";
import { builtinCall } from "./builtinCalls";
import { callArguments } from "./callArguments";
import { type Expression, isSameNode } from "./expression";
import { createOriginReader } from "./expressionOrigins";
import { itemOrDefault } from "./itemOrDefault";
import { operationValue } from "./operationValue";
import type { Origin, OriginReader, Origins } from "./origins";
import { numberLiteral, stringLiteral } from "./pythonLiterals";
import { childrenOf, type PythonSource } from "./pythonSource";
import { resolvePaths } from "./resolvePath";
import type { Scope } from "./scopes";
import { isEqual, isTrue } from "./truth";
import type { NotedExpression } from "./unknownExpressions";

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

/** Expressions nested deeper are not read; it bounds the recursion on hostile text. */
const MAXIMUM_DEPTH = 64;

/** The values that an expression may have, as far as the text tells. */
export interface PossibleValues {
  readonly values: readonly LocatedValue[];
  /** Whether it can have no other. */
  readonly isComplete: boolean;
}

const NOTHING: PossibleValues = { values: [], isComplete: false };

/**
 * The value of an expression: of literals, arithmetic and comparisons on them, Python's own functions, members of the frameworks' enumerations, and of what
 * variables, attributes and items have been assigned where they are used.
 *
 * @returns null where the value depends on anything else, or may be one of several
 */
export function readValue(node: SyntaxNode, scope: Scope, source: PythonSource, depth = 0): LocatedValue | null {
  const { values, isComplete } = possibleValues({ node, scope, source }, depth);
  return isComplete && values.length === 1 ? values[0] : null;
}

/** The value that something has from an origin; null as `readValue`. */
export function readOrigin(origin: Origin): LocatedValue | null {
  const located = readValue(origin.node, origin.scope, origin.source);
  const value = located && origin.convert ? origin.convert(located.value) : located?.value;
  if (!located || !value) return null;
  const words = located.origin ?? origin.words;
  return { ...located, value, ...(words === undefined ? {} : { origin: words }) };
}

/** Several where it cannot be told which assignment reaches the expression. */
export function readPossibleValues(expression: Expression): PossibleValues {
  return possibleValues(expression, 0);
}

/** What has been read, with what was noted meanwhile that only the run knows. */
interface KnownValues {
  readonly possible: PossibleValues;
  readonly noted: readonly NotedExpression[];
}

/** By the scope and the place of the expression. */
const known = new WeakMap<Scope, Map<string, KnownValues>>();

function possibleValues(expression: Expression, depth: number): PossibleValues {
  if (depth > MAXIMUM_DEPTH) return NOTHING;
  const { node, scope, source } = expression;
  const own = known.get(scope) ?? new Map<string, KnownValues>();
  known.set(scope, own);
  const place = `${node.name} ${node.from} ${node.to}`;
  const found = own.get(place);
  if (found !== undefined) {
    source.unknowns.noteAgain(found.noted);
    return found.possible;
  }
  // What is asked again on the way to its answer goes round in a circle.
  own.set(place, { possible: NOTHING, noted: [] });
  const { reading: possible, noted } = source.unknowns.watch(() => evaluateOrAnswer(expression, depth));
  own.set(place, { possible, noted });
  source.unknowns.noteAgain(noted);
  return possible;
}

/** What the user has said of an expression that has no one value by the text. */
function evaluateOrAnswer(expression: Expression, depth: number): PossibleValues {
  const { node, scope, source } = expression;
  let possible = NOTHING;
  const answered = source.unknowns.orAnswer(
    node,
    scope,
    source,
    () => {
      possible = evaluate(expression, depth);
      return possible.isComplete && possible.values.length === 1 ? possible : null;
    },
    (value, origin): PossibleValues => ({ values: [{ value, node, source, origin }], isComplete: true }),
  );
  return answered ?? possible;
}

function evaluate(expression: Expression, depth: number): PossibleValues {
  const { node, scope, source } = expression;
  const here = (value: TypedValue | null): PossibleValues =>
    value === null ? NOTHING : { values: [{ value, node, source }], isComplete: true };
  const read = (operand: SyntaxNode) => valueAt(operand, expression, depth);
  switch (node.name) {
    case "Number":
      return here(numberLiteral(source.textOf(node)));
    case "Boolean":
      return here({ type: "boolean", value: source.textOf(node) === "True" });
    case "None":
      return here({ type: "none", value: null });
    case "String":
      return here(stringLiteral(source.textOf(node)));
    case "NamedExpression": {
      const value = childrenOf(node).at(-1);
      return value === undefined ? NOTHING : possibleValues({ node: value, scope, source }, depth + 1);
    }
    case "TupleExpression":
    case "ArrayExpression":
    // `return a, b`
    case "ReturnStatement":
      return here(sequence(node, scope, source, depth));
    case "DictionaryExpression":
      return here(mapping(node, scope, source, depth));
    case "ParenthesizedExpression": {
      const inner = childrenOf(node).filter((child) => child.name !== "(" && child.name !== ")");
      return inner.length === 1 ? possibleValues({ node: inner[0], scope, source }, depth + 1) : NOTHING;
    }
    case "ConditionalExpression":
      return chosen(expression, depth);
    case "BinaryExpression":
      return alternative(expression, depth) ?? here(operationValue(node, source, read));
    case "UnaryExpression":
    case "UpdateStatement":
      return here(operationValue(node, source, read));
    case "CallExpression":
      return called(expression, depth);
    case "VariableName":
      if (source.textOf(node) === "__name__") return here({ type: "string", value: "__main__" });
      return accessed(expression, depth);
    case "MemberExpression": {
      const member = enumerationMember(node, scope, source);
      return member === null ? accessed(expression, depth) : here(member);
    }
    default:
      return NOTHING;
  }
}

function valueAt(node: SyntaxNode, { scope, source }: Expression, depth: number): TypedValue | null {
  return readValue(node, scope, source, depth + 1)?.value ?? null;
}

/** Who looks up what expressions have their values from. */
export function originReader(): OriginReader {
  return readerAt(0);
}

function readerAt(depth: number): OriginReader {
  return createOriginReader(depth, ({ node, scope, source }, at) => {
    // Which way the program goes is not asked for: rather what it comes to there.
    const { reading } = source.unknowns.watch(() => readValue(node, scope, source, at));
    return reading?.value ?? null;
  });
}

/** A variable, or what is reached from one by attributes and literal keys. */
function accessed(expression: Expression, depth: number): PossibleValues {
  const reader = readerAt(depth + 1);
  const key = accessPath(expression.node, expression.source)?.keys.at(-1);
  const origins = reader.originsOf(expression, []);
  return fromOrigins(
    key === undefined ? origins : withAliasWrites(origins, key, expression, reader),
    expression,
    depth,
  );
}

/** The values of where something has its value from. Those that agree are one. */
function fromOrigins({ found, isComplete }: Origins, asked: Expression, depth: number): PossibleValues {
  const values: LocatedValue[] = [];
  let isAll = isComplete;
  for (const origin of found) {
    const isItself = isSameNode(origin.node, asked.node) && origin.scope === asked.scope && !origin.convert;
    const inner = isItself ? NOTHING : possibleValues(origin, depth + 1);
    isAll &&= inner.isComplete;
    for (const located of inner.values) {
      const value = origin.convert ? origin.convert(located.value) : located.value;
      if (value === null) isAll = false;
      else if (!values.some((other) => other.value.type === value.type && isEqual(other.value, value))) {
        const words = located.origin ?? origin.words;
        values.push({ ...located, value, ...(words === undefined ? {} : { origin: words }) });
      }
    }
  }
  return { values, isComplete: isAll };
}

/** `a if condition else b`; either where the condition is not known. */
function chosen(expression: Expression, depth: number): PossibleValues {
  const { scope, source } = expression;
  const [yes, , condition, , no] = childrenOf(expression.node);
  if (condition === undefined || no === undefined) return NOTHING;
  const { reading: truth } = expression.source.unknowns.watch(() => valueAt(condition, expression, depth));
  const [first, second] = [yes, no].map((node) => () => possibleValues({ node, scope, source }, depth + 1));
  return truth === null ? either(first(), second()) : isTrue(truth) ? first() : second();
}

function either(first: PossibleValues, second: PossibleValues): PossibleValues {
  const isNew = ({ value }: LocatedValue) =>
    !first.values.some((other) => other.value.type === value.type && isEqual(other.value, value));
  return {
    values: [...first.values, ...second.values.filter(isNew)],
    isComplete: first.isComplete && second.isComplete,
  };
}

/** `a or b` and `a and b`, which are one of the two; null for another operator. */
function alternative(expression: Expression, depth: number): PossibleValues | null {
  const { node, scope, source } = expression;
  const [left, operator, right] = childrenOf(node);
  if (right === undefined || (operator.name !== "or" && operator.name !== "and")) return null;
  const first = possibleValues({ node: left, scope, source }, depth + 1);
  if (!first.isComplete || first.values.length !== 1) return NOTHING;
  const isFirst = isTrue(first.values[0].value) === (operator.name === "or");
  return isFirst ? first : possibleValues({ node: right, scope, source }, depth + 1);
}

function called(call: Expression, depth: number): PossibleValues {
  const { node, source } = call;
  const value = builtinCall(call, (operand) => valueAt(operand, call, depth));
  if (value !== null) {
    const origin = originOfSoleOperand(call, depth);
    return { values: [{ value, node, source, ...(origin === undefined ? {} : { origin }) }], isComplete: true };
  }
  const item = itemOrDefault(call, readerAt(depth + 1));
  return fromOrigins(item ?? readerAt(depth + 1).originsOf(call, []), call, depth);
}

/** `float(args.lr)` has its value from where `args.lr` has it. */
function originOfSoleOperand({ node, scope, source }: Expression, depth: number): string | undefined {
  const [only, ...others] = callArguments(node, source);
  return only?.value && others.length === 0 ? readValue(only.value, scope, source, depth + 1)?.origin : undefined;
}

function sequence(node: SyntaxNode, scope: Scope, source: PythonSource, depth: number): TypedValue | null {
  const entries: TypedValue[] = [];
  for (const child of childrenOf(node)) {
    if (["(", ")", "[", "]", ",", "return"].includes(child.name)) continue;
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
