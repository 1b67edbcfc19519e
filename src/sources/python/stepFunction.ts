import type { SyntaxNode } from "@lezer/common";
import { callArguments } from "./callArguments";
import { functionParameters } from "./functionParameters";
import { childrenOf, type PythonSource } from "./pythonSource";
import { reachingAssignment } from "./reachingAssignment";
import { resolvePaths } from "./resolvePath";
import { arithmeticText, atom, type RuleText } from "./ruleText";
import type { Scope } from "./scopes";
import {
  type Context,
  chosen,
  type GivenArguments,
  isFunction,
  type Meaning,
  type PythonFunction,
  translateNumber,
  within,
} from "./stepExpression";
import { returnedValue, statementsOf } from "./stepStatements";

/** Expressions and statements that are read of one function, those of every branch counted by themselves. */
const MAXIMUM_WORK = 5000;

/**
 * Translates a function of the step to an expression in the rule language that reads `step`: a lambda, a function of the file, what a
 * call of one returns, or a `functools.partial` of it.
 *
 * @returns null where the function holds what the rule language has not
 */
export function readStepFunction(
  node: SyntaxNode,
  scope: Scope,
  source: PythonSource,
  given: readonly RuleText[] = [atom("step")],
): string | null {
  const context = createContext(new Map(), scope, source);
  const found = functionOf(node, context);
  const value = found && apply(found, { positional: given, named: new Map() }, context);
  return value === null || isFunction(value) ? null : value.text;
}

/** A condition under which a value is set: `if epoch == 30`. */
export interface StepCondition {
  readonly condition: SyntaxNode;
  /** Whether it is the branch of `else`. */
  readonly isElse: boolean;
}

/**
 * Translates a value that statements work out, those before it included, to an expression in the rule language that reads `step`, and `lr`
 * where conditions leave the learning rate as it is.
 *
 * @returns null as `readStepFunction`
 */
export function readStepValue(
  value: SyntaxNode,
  { statements, operator, conditions }: StepValuePlace,
  names: ReadonlyMap<string, Meaning>,
  scope: Scope,
  source: PythonSource,
): string | null {
  const context = createContext(names, scope, source);
  const result = returnedValue(statements, { ...context, result: value }, evaluate);
  if (result === null || isFunction(result)) return null;
  const rate = atom("lr");
  const set = operator === null ? result : arithmeticText(operator, rate, result);
  const read = conditions.reduce<RuleText | null>(
    (inner, { condition, isElse }) =>
      inner && (isElse ? chosen(condition, rate, inner, context) : chosen(condition, inner, rate, context)),
    set,
  );
  return read?.text ?? null;
}

/** What a value is set by, beside its own expression. */
export interface StepValuePlace {
  /** That run before. */
  readonly statements: readonly SyntaxNode[];
  /** `*` of `lr *= value`; null where the value itself is set. */
  readonly operator: string | null;
  /** From the innermost. */
  readonly conditions: readonly StepCondition[];
}

/** What a function's parameters mean in a call whose own names are known; null where the arguments do not fit. */
export function parameterMeanings(
  definition: SyntaxNode,
  call: SyntaxNode,
  names: ReadonlyMap<string, Meaning>,
  scope: Scope,
  source: PythonSource,
): ReadonlyMap<string, Meaning> | null {
  const context = createContext(names, scope, source);
  const given = givenArguments(call, context);
  return given && bindParameters(definition, given, createContext(new Map(), scope, source));
}

/** What an expression is read in at first: nothing has been read yet. */
export function createContext(names: ReadonlyMap<string, Meaning>, scope: Scope, source: PythonSource): Context {
  return { source, scope, names, depth: 0, work: { left: MAXIMUM_WORK }, callValue };
}

/** The arguments of a call without any. */
export const NOTHING_GIVEN: GivenArguments = { positional: [], named: new Map() };

/** The function that an expression stands for. */
function functionOf(node: SyntaxNode, outer: Context): PythonFunction | null {
  const context = within(outer);
  if (context === null) return null;
  const { names, scope, source } = context;
  switch (node.name) {
    case "LambdaExpression":
    case "FunctionDefinition":
      return { definition: node, names, scope, given: NOTHING_GIVEN };
    case "ParenthesizedExpression":
      return functionOf(childrenOf(node)[1], context);
    case "VariableName": {
      const meaning = names.get(source.textOf(node));
      if (meaning !== undefined) return isFunction(meaning) ? meaning : null;
      const assignment = reachingAssignment(node, scope, source);
      return assignment && functionOf(assignment.value, { ...context, scope: assignment.home, names: new Map() });
    }
    case "CallExpression": {
      const value = callValue(node, context);
      return isFunction(value) ? value : null;
    }
    default:
      return null;
  }
}

/** The number or the function that an expression stands for. */
export function evaluate(expression: SyntaxNode, context: Context): Meaning {
  return translateNumber(expression, context) ?? functionOf(expression, context);
}

function callValue(call: SyntaxNode, outer: Context): Meaning {
  const context = within(outer);
  const callee = call.firstChild;
  const given = context && callee && givenArguments(call, context);
  if (!given) return null;
  const paths = resolvePaths(callee, context.scope, context.source);
  if (paths?.length === 1 && paths[0] === "functools.partial") {
    const [inner, ...positional] = given.positional;
    return inner !== undefined && isFunction(inner) ? withGiven(inner, { ...given, positional }) : null;
  }
  const called = functionOf(callee, context);
  return called && apply(called, given, context);
}

/** What a call gives a function; null where it hands on lists of arguments. */
export function givenArguments(call: SyntaxNode, context: Context): GivenArguments | null {
  const positional: Meaning[] = [];
  const named = new Map<string, Meaning>();
  for (const { name, value, spread } of callArguments(call, context.source)) {
    if (spread !== null || value === null) return null;
    if (name === null) positional.push(evaluate(value, context));
    else named.set(name, evaluate(value, context));
  }
  return { positional, named };
}

function withGiven(called: PythonFunction, { positional, named }: GivenArguments): PythonFunction {
  const given: GivenArguments = {
    positional: [...called.given.positional, ...positional],
    named: new Map([...called.given.named, ...named]),
  };
  return { ...called, given };
}

/** What a function returns. */
export function apply(called: PythonFunction, given: GivenArguments, context: Context): Meaning {
  const { definition, names, scope } = called;
  const arguments_ = withGiven(called, given).given;
  const outside: Context = { ...context, names, scope };
  const bound = bindParameters(definition, arguments_, outside);
  if (bound === null) return null;
  const inside: Context = { ...outside, names: new Map([...names, ...bound]) };
  if (definition.name === "LambdaExpression") return definition.lastChild && evaluate(definition.lastChild, inside);
  const body = definition.getChild("Body");
  return body && returnedValue(statementsOf(body), inside, evaluate);
}

/** What a function's parameters mean; null where the arguments do not fit them. */
export function bindParameters(
  definition: SyntaxNode,
  { positional, named }: GivenArguments,
  outside: Context,
): ReadonlyMap<string, Meaning> | null {
  const { parameters, takesMore } = functionParameters(definition, outside.source);
  if (takesMore) return null;
  const bound = new Map<string, Meaning>();
  const inOrder = parameters.filter(({ keywordOnly }) => !keywordOnly);
  if (positional.length > inOrder.length) return null;
  for (const [index, meaning] of positional.entries()) bound.set(inOrder[index].name, meaning);
  for (const [name, meaning] of named) {
    if (bound.has(name) || !parameters.some((parameter) => parameter.name === name)) return null;
    bound.set(name, meaning);
  }
  for (const { name, byDefault } of parameters) {
    if (bound.has(name)) continue;
    if (byDefault === null) return null;
    bound.set(name, evaluate(byDefault, outside));
  }
  return bound;
}
