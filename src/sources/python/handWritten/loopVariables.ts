import type { SyntaxNode } from "@lezer/common";
import { callArguments } from "../callArguments";
import { childrenOf, type PythonSource } from "../pythonSource";
import { givesGradient, isParameter, isSurelyGradient } from "./customs";
import { type Aliases, type Place, placeOf } from "./place";

/**
 * What the variables between `for` and `in` stand for: entries of what is gone over, also within `zip`, `enumerate` and `items`. Those that
 * stand for nothing of the kind, such as counters, are left out.
 *
 * @param inside the `for`, or an expression with a `for` in it
 */
export function loopVariables(inside: SyntaxNode, outer: Aliases, source: PythonSource): Aliases {
  const aliases = new Map(outer);
  const children = childrenOf(inside);
  children.forEach((child, index) => {
    if (child.name !== "for") return;
    const inAt = children.findIndex(({ name }, i) => i > index && name === "in");
    const over = children[inAt + 1];
    if (inAt < 0 || over === undefined) return;
    const targets = children.slice(index + 1, inAt).filter(({ name }) => name !== ",");
    for (const name of targets.flatMap((target) => namesOf(target, source))) aliases.delete(name);
    bind(targets, over, aliases, source);
  });
  return aliases;
}

/** The names that a loop gives values to. */
export function loopNames(loop: SyntaxNode, source: PythonSource): readonly string[] {
  const children = childrenOf(loop);
  const inAt = children.findIndex(({ name }) => name === "in");
  return children.slice(1, Math.max(1, inAt)).flatMap((target) => namesOf(target, source));
}

/** The parameters of a lambda, each for what `tree.map` hands it the entries of. */
export function lambdaVariables(
  lambda: SyntaxNode,
  over: readonly (SyntaxNode | null)[],
  outer: Aliases,
  source: PythonSource,
): Aliases {
  const aliases = new Map(outer);
  const parameters = childrenOf(lambda.getChild("ParamList") ?? lambda).filter(({ name }) => name === "VariableName");
  parameters.forEach((parameter, index) => {
    aliases.delete(source.textOf(parameter));
    const expression = over[index];
    if (expression) bind([parameter], expression, aliases, source);
  });
  return aliases;
}

/** Calls within one another that are taken apart. */
const MAXIMUM_DEPTH = 20;

function bind(
  targets: readonly SyntaxNode[],
  over: SyntaxNode,
  aliases: Map<string, Place>,
  source: PythonSource,
  depth = 0,
): void {
  if (depth > MAXIMUM_DEPTH) return;
  const bindWithin = (names: readonly SyntaxNode[], values: SyntaxNode) =>
    bind(names, values, aliases, source, depth + 1);
  const [first, second] = targets;
  const callee = over.name === "CallExpression" ? over.firstChild : null;
  const text = callee === null ? "" : source.textOf(callee);
  const given = callee === null ? [] : callArguments(over, source).map(({ value }) => value);
  const last = callee?.name === "MemberExpression" ? source.textOf(callee.lastChild ?? callee) : "";
  const inner = callee?.firstChild ?? null;
  if (text === "zip") {
    entriesOf(targets).forEach((target, index) => {
      const value = given[index];
      if (value) bindWithin([target], value);
    });
  } else if (text === "enumerate" && given[0] && second !== undefined) bindWithin([second], given[0]);
  else if (["list", "tuple", "reversed", "iter"].includes(text) && given[0]) bindWithin(targets, given[0]);
  else if (last === "items" && inner !== null && second !== undefined) bindWithin([second], inner);
  else if (last === "values" && inner !== null) bindWithin(targets, inner);
  else if (givesGradient(text) && !/param/i.test(text)) bindEntries(targets, gradientCall, aliases, source);
  else {
    // `params_and_grads()` gives pairs, as a list of that name holds.
    const place = placeOf(/params?_(?:and_)?grads?$/i.test(text) && callee !== null ? callee : over, aliases, source);
    if (place !== null && first !== undefined) bindEntries(targets, place, aliases, source);
  }
}

/** For what a call gives that is named as giving a gradient. */
const gradientCall: Place = { key: "gradient()", name: "gradient", root: "gradient()" };

function bindEntries(
  targets: readonly SyntaxNode[],
  place: Place,
  aliases: Map<string, Place>,
  source: PythonSource,
): void {
  const entries = entriesOf(targets);
  const isOne = targets.length === 1 && targets[0].name === "VariableName";
  entries.forEach((target, index) => {
    if (target.name !== "VariableName") return;
    // Of gradients and parameters the collection tells more than a variable such as `p`.
    const variable = source.textOf(target);
    const isPair = !isOne && /param.*grad/i.test(place.name);
    const tells = isSurelyGradient(place.name, "") || isParameter(place.name);
    const name = isPair ? (["parameter", "gradient"][index] ?? variable) : tells ? place.name : variable;
    aliases.set(variable, { ...place, name, ...(isOne ? {} : { key: `${place.key}#${index}` }) });
  });
}

function entriesOf(targets: readonly SyntaxNode[]): readonly SyntaxNode[] {
  const [only, ...others] = targets;
  const isTuple = others.length === 0 && (only?.name === "TupleExpression" || only?.name === "ParenthesizedExpression");
  return isTuple ? childrenOf(only).filter(({ name }) => !["(", ")", ","].includes(name)) : targets;
}

function namesOf(target: SyntaxNode, source: PythonSource): readonly string[] {
  const names: string[] = [];
  target.cursor().iterate(({ name, node }) => {
    if (name === "VariableName") names.push(source.textOf(node));
  });
  return names;
}
