import type { SyntaxNode } from "@lezer/common";
import { childrenOf, type PythonSource } from "./pythonSource";
import { readValue } from "./pythonValue";
import { resolvePaths } from "./resolvePath";
import { callOfFunction, conversions } from "./ruleFunctions";
import { arithmeticText, atom, negated, numberText, type RuleText } from "./ruleText";
import { bindingScope, type Scope, soleAssignment } from "./scopes";

/** Expressions nested deeper, and texts that grow longer, are not read; it bounds the work on hostile text. */
const MAXIMUM_DEPTH = 64;
const MAXIMUM_LENGTH = 2000;

/** What a name of a function stands for: a number, or a function of its own; null where that is not known. */
export type Meaning = RuleText | PythonFunction | null;

/** A function, with the names that it sees from where it was made. */
export interface PythonFunction {
  readonly definition: SyntaxNode;
  readonly names: ReadonlyMap<string, Meaning>;
  /** In which names are looked up that are not among these. */
  readonly scope: Scope;
  /** Arguments that it has been given before, as `functools.partial` does. */
  readonly given: GivenArguments;
}

export interface GivenArguments {
  readonly positional: readonly Meaning[];
  readonly named: ReadonlyMap<string, Meaning>;
}

/** What an expression is read in. */
export interface Context {
  readonly source: PythonSource;
  readonly scope: Scope;
  /** Names that mean something else here than in `scope`: parameters, and variables assigned before. */
  readonly names: ReadonlyMap<string, Meaning>;
  readonly depth: number;
  /** Expressions that may still be read, since every branch of a function reads on from there. */
  readonly work: { left: number };
  /** What is asked for where statements end without returning anything. */
  readonly result?: SyntaxNode;
  /** What the call of a function of the file gives. */
  callValue(call: SyntaxNode, context: Context): Meaning;
}

/** One level further in; null where that is too deep or there has been too much to read. */
export function within(context: Context): Context | null {
  context.work.left--;
  return context.depth >= MAXIMUM_DEPTH || context.work.left < 0 ? null : { ...context, depth: context.depth + 1 };
}

export function isFunction(meaning: Meaning): meaning is PythonFunction {
  return meaning !== null && "definition" in meaning;
}

/**
 * Translates an expression of Python to one of the rule language. It knows arithmetic, conditions, what the rule language
 * has of Python's and the math module's functions, and calls of functions of the file that are made of these.
 *
 * @returns null where the expression holds anything else, or has not been typed yet
 */
export function translateNumber(node: SyntaxNode | undefined, outer: Context): RuleText | null {
  const context = within(outer);
  const translated = node && context && numberOf(node, context);
  return translated && translated.text.length <= MAXIMUM_LENGTH ? translated : null;
}

/**
 * `yes` where a condition holds, else `no`; `and`, `or` and `not` become nested choices.
 *
 * @returns null where the condition cannot be read
 */
export function chosen(condition: SyntaxNode, yes: RuleText, no: RuleText, outer: Context): RuleText | null {
  const context = within(outer);
  if (context === null || yes.text.length + no.text.length > MAXIMUM_LENGTH) return null;
  const known = knownTruth(condition, context);
  if (known !== null) return known ? yes : no;
  const [first, second, third] = childrenOf(condition);
  if (condition.name === "ParenthesizedExpression") return chosen(second, yes, no, context);
  if (condition.name === "UnaryExpression" && first.name === "not") return chosen(second, no, yes, context);
  if (condition.name !== "BinaryExpression" || third === undefined) return null;
  if (second.name === "and" || second.name === "or") {
    const inner = chosen(third, yes, no, context);
    if (inner === null) return null;
    return second.name === "and" ? chosen(first, inner, no, context) : chosen(first, yes, inner, context);
  }
  if (second.name !== "CompareOp") return null;
  // `a < b < c` is true where both `a < b` and `b < c` are.
  const left = isComparison(first) ? childrenOf(first)[2] : first;
  const compared = comparison(left, context.source.textOf(second), third, yes, no, context);
  return compared && left !== first ? chosen(first, compared, no, context) : compared;
}

/** Whether a condition holds, where the text alone decides that. */
export function knownTruth(condition: SyntaxNode, { source, scope, names }: Context): boolean | null {
  const meaning = condition.name === "VariableName" ? names.get(source.textOf(condition)) : undefined;
  if (meaning !== undefined) {
    const known = isFunction(meaning) || meaning === null ? null : flags[meaning.text];
    return known ?? null;
  }
  const value = readValue(condition, scope, source)?.value;
  return value?.type === "boolean" ? value.value : null;
}

function comparison(
  first: SyntaxNode,
  operator: string,
  second: SyntaxNode,
  yes: RuleText,
  no: RuleText,
  context: Context,
): RuleText | null {
  const [left, right] = [translateNumber(first, context), translateNumber(second, context)];
  if (left === null || right === null || !["<", "<=", ">", ">=", "==", "!="].includes(operator)) return null;
  return atom(`if(${left.text} ${operator} ${right.text}, ${yes.text}, ${no.text})`);
}

function numberOf(node: SyntaxNode, context: Context): RuleText | null {
  switch (node.name) {
    case "VariableName":
      return variable(node, context);
    case "Number":
      return literal(node, context);
    case "Boolean":
      return context.source.textOf(node) === "True" ? ONE : ZERO;
    case "MemberExpression":
      return attribute(node, context);
    case "ParenthesizedExpression":
      return translateNumber(childrenOf(node)[1], context);
    case "UnaryExpression":
      return unary(node, context);
    case "BinaryExpression":
      return arithmetic(node, context) ?? chosen(node, ONE, ZERO, context);
    case "ConditionalExpression":
      return conditional(node, context);
    case "CallExpression":
      return call(node, context);
    default:
      return null;
  }
}

/** An attribute of the object that a method belongs to, a constant of a module, or a value that can be read. */
function attribute(node: SyntaxNode, context: Context): RuleText | null {
  const meaning = context.names.get(context.source.textOf(node));
  if (meaning !== undefined) return isFunction(meaning) ? null : meaning;
  return mathName(node, context) === "pi" ? atom("pi") : literal(node, context);
}

const ONE = atom("1");
const ZERO = atom("0");

/** Whether a number that a name stands for is true. */
const flags: Readonly<Record<string, boolean | undefined>> = { "0": false, "1": true };

function isComparison(node: SyntaxNode): boolean {
  return node.name === "BinaryExpression" && childrenOf(node)[1]?.name === "CompareOp";
}

/** A name of the function, else a variable of the scope that is assigned once. */
function variable(node: SyntaxNode, context: Context): RuleText | null {
  const name = context.source.textOf(node);
  const meaning = context.names.get(name);
  if (meaning !== undefined) return isFunction(meaning) ? null : meaning;
  const known = literal(node, context);
  if (known !== null) return known;
  const assignment = soleAssignment(name, context.scope);
  if (assignment === null || assignment.home.kind === "class") return null;
  return translateNumber(assignment.value, { ...context, scope: assignment.home, names: new Map() });
}

function conditional(node: SyntaxNode, context: Context): RuleText | null {
  const [yes, , condition, , no] = childrenOf(node);
  if (condition === undefined || no === undefined) return null;
  const known = knownTruth(condition, context);
  if (known !== null) return translateNumber(known ? yes : no, context);
  const [a, b] = [yes, no].map((branch) => translateNumber(branch, context));
  return a && b && chosen(condition, a, b, context);
}

function unary(node: SyntaxNode, context: Context): RuleText | null {
  const [operator, operand] = childrenOf(node);
  if (operator.name === "not") return chosen(node, ONE, ZERO, context);
  const translated = operand && translateNumber(operand, context);
  if (!translated) return null;
  const symbol = context.source.textOf(operator);
  if (symbol === "+") return translated;
  return symbol === "-" ? negated(translated) : null;
}

function arithmetic(node: SyntaxNode, context: Context): RuleText | null {
  const [first, operator, third] = childrenOf(node);
  if (operator?.name !== "ArithOp" || third === undefined) return null;
  const [left, right] = [translateNumber(first, context), translateNumber(third, context)];
  return left && right && arithmeticText(context.source.textOf(operator), left, right);
}

function call(node: SyntaxNode, context: Context): RuleText | null {
  const callee = node.firstChild;
  const name = callee && (builtinName(callee, context) ?? mathName(callee, context));
  if (!name) {
    const value = context.callValue(node, context);
    return isFunction(value) ? null : value;
  }
  const list = node.getChild("ArgList");
  const nodes = list === null ? [] : childrenOf(list).filter((child) => !["(", ")", ","].includes(child.name));
  // Types of numbers and names of results make no difference to the value.
  if (conversions.has(name)) return nodes[0] === undefined ? null : translateNumber(nodes[0], context);
  if (name === "where") {
    const [yes, no] = nodes.slice(1).map((branch) => translateNumber(branch, context));
    return nodes.length === 3 && yes && no ? chosen(nodes[0], yes, no, context) : null;
  }
  const translated = nodes.map((argument) => translateNumber(argument, context));
  if (translated.length === 0 || !translated.every((argument) => argument !== null)) return null;
  return callOfFunction(name, translated);
}

/** A function of Python itself, unless the file gives the name another meaning. */
function builtinName(callee: SyntaxNode, { source, scope, names }: Context): string | null {
  const name = source.textOf(callee);
  const isOwn = names.has(name) || bindingScope(scope, name) !== null;
  const isBuiltin = ["min", "max", "abs", "float", "int", "pow"].includes(name) && !isOwn;
  return callee.name === "VariableName" && isBuiltin ? name : null;
}

/** The last part of a full name of the math module, or of a library that has its functions. */
function mathName(node: SyntaxNode, { source, scope }: Context): string | null {
  const paths = resolvePaths(node, scope, source);
  const match =
    paths?.length === 1
      ? /^(?:math|numpy|jax\.numpy|tensorflow|tensorflow\.math|keras\.ops|torch)\.(\w+)$/.exec(paths[0])
      : null;
  return match?.[1] ?? null;
}

function literal(node: SyntaxNode, { scope, source }: Context): RuleText | null {
  const value = readValue(node, scope, source)?.value;
  if (value === undefined || (value.type !== "integer" && value.type !== "float")) return null;
  return Number.isFinite(value.value) ? numberText(value.value) : null;
}
