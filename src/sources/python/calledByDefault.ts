import { callArguments } from "./callArguments";
import { basesOf, type CallSite, callSites, scopeWithin } from "./callSites";
import type { Expression } from "./expression";
import type { Scope } from "./scopes";

/**
 * Whether a call of a function of another file, and all calls in that file, give it nothing: its parameters then have their defaults. What other calls give
 * is only seen within a file.
 */
export function isCalledByDefault(call: Expression, function_: Scope): boolean {
  const { file, node } = function_;
  return [call, ...callSites(node, file).map(expressionOf)].every(givesNothing);
}

/**
 * Whether the methods that run when a call makes an object of a class of another file get nothing but their defaults: there are none, or neither the call
 * nor one in the class's file gives anything.
 */
export function isMadeByDefault(call: Expression, class_: Scope): boolean {
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
