import { callArguments } from "./callArguments";
import { basesOf, type CallSite, callSites, scopeWithin } from "./callSites";
import type { Expression } from "./expression";
import type { Scope } from "./scopes";

/**
 * Whether it can be told what a function of another file is given: by the file that is read, or by nothing but its defaults, where neither the call nor one in
 * the function's file gives anything. What is given elsewhere is not seen.
 */
export function isGivenInSight(call: Expression, function_: Scope): boolean {
  return call.source.file === null || isCalledByDefault(call, function_);
}

function isCalledByDefault(call: Expression, function_: Scope): boolean {
  const { file, node } = function_;
  return [call, ...callSites(node, file).map(expressionOf)].every(givesNothing);
}

/** The same of the methods that run when a call makes an object of a class of another file, of which there may be none. */
export function isMadeInSight(call: Expression, class_: Scope): boolean {
  if (call.source.file === null && constructorOf(class_, "__post_init__") === null) return true;
  const constructors = [constructorOf(class_, "__init__"), constructorOf(class_, "__post_init__")];
  if (constructors.every((method) => method === null)) return true;
  const definitions = [class_, ...constructors].flatMap((scope) => scope?.node ?? []);
  const sites = definitions.flatMap((node) => callSites(node, class_.file));
  return [call, ...sites.map(expressionOf)].every(givesNothing);
}

/** Classes derived from one another further are not read; it bounds the work on a circle of them. */
const MAXIMUM_BASES = 8;

/** A method of a class, or that of the first base that has it. */
function constructorOf(class_: Scope, name: string, depth = 0): Scope | null {
  const own = class_.bindings.get(name)?.find(({ kind }) => kind === "definition");
  if (own?.kind === "definition") return scopeWithin(own.value, class_.file);
  if (depth > MAXIMUM_BASES) return null;
  for (const base of basesOf(class_)) {
    const inherited = constructorOf(base, name, depth + 1);
    if (inherited !== null) return inherited;
  }
  return null;
}

function expressionOf({ call, scope }: CallSite): Expression {
  return { node: call, scope, source: scope.file.source };
}

function givesNothing({ node, source }: Expression): boolean {
  return callArguments(node, source).length === 0;
}
