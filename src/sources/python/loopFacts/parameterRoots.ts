import type { SyntaxNode } from "@lezer/common";
import { callArguments } from "../callArguments";
import { indexOf } from "../fileIndex";
import { argumentFor, callSitesOf, enclosingFunction } from "../functionCalls";
import { functionParameters } from "../functionParameters";
import type { PythonSource } from "../pythonSource";
import { bindingScope, type Scope, soleAssignment } from "../scopes";

/** A variable or an attribute by its text, `self.model`, with where it is looked up. */
export interface Root {
  readonly text: string;
  /** Whether it is what a function is given, which may be another in every call. */
  readonly isParameter: boolean;
}

/** More variables in a row are a circle. */
const MAXIMUM_DEPTH = 4;

/** What an expression of parameters is taken from: `model` of `model.parameters()`, also through a variable that is assigned it once. */
export function rootsOf(expression: SyntaxNode, scope: Scope, source: PythonSource, depth = 0): readonly Root[] {
  const roots: Root[] = [];
  expression.cursor().iterate(({ name, node }) => {
    if (name === "LambdaExpression") return false;
    if (name !== "VariableName") return true;
    const text = source.textOf(node);
    const isCalled = node.parent?.name === "CallExpression" && node.nextSibling?.name === "ArgList";
    const isKeyword = node.parent?.name === "ArgList" && node.nextSibling?.name === "AssignOp";
    if (isKeyword || (isCalled && bindingScope(scope, text) === null)) return true;
    const assigned = depth < MAXIMUM_DEPTH ? soleAssignment(text, scope) : null;
    const isTaken = assigned !== null && takesParameters(assigned.value, source);
    if (isTaken) roots.push(...rootsOf(assigned.value, assigned.home, source, depth + 1));
    else roots.push(...ownRoots(node, source, depth));
    return true;
  });
  return roots;
}

/** A variable itself; what a function is given for it, in its only call. */
function ownRoots(name: SyntaxNode, source: PythonSource, depth: number): readonly Root[] {
  const text = source.textOf(name);
  const chain = attributeChain(name, source);
  const definition = enclosingFunction(name);
  const isParameter =
    definition !== null &&
    text !== "self" &&
    functionParameters(definition, source).parameters.some((it) => it.name === text);
  if (!isParameter) return [{ text: chain, isParameter: false }];
  const [call, ...others] = callSitesOf(definition, source);
  const given = call !== undefined && others.length === 0 ? argumentFor(text, definition, call, source) : null;
  if (given === null || depth >= MAXIMUM_DEPTH) return [{ text: chain, isParameter: true }];
  return rootsOf(given, indexOf(source).scopes.scopeOf(call), source, depth + 1);
}

/** Whether an expression takes parameters out of something, and makes none. */
function takesParameters(value: SyntaxNode, source: PythonSource): boolean {
  return /\b(named_parameters|parameters|trainable_\w+)\b/.test(source.textOf(value));
}

/** The longest `a.b.c` from a name on, without the method that is called. */
function attributeChain(name: SyntaxNode, source: PythonSource): string {
  let chain = name;
  for (let around = name.parent; around?.name === "MemberExpression"; around = around.parent) {
    const isAttribute = around.firstChild?.from === chain.from && around.lastChild?.name === "PropertyName";
    const isCalled = around.parent?.name === "CallExpression" && around.parent.firstChild?.to === around.to;
    if (!isAttribute || isCalled) break;
    chain = around;
  }
  return source.textOf(chain);
}

/** Whether what is assigned by one text changes what another stands for: `model.fc` does `model`, and the other way round. */
export function overlaps(a: string, b: string): boolean {
  const isPart = (inner: string, outer: string) => inner.startsWith(outer) && /^[.[]/.test(inner.slice(outer.length));
  return a === b || isPart(a, b) || isPart(b, a);
}

/** The only object whose `parameters()` an expression takes: `model`; null where there are several, or none. */
export function soleModel(expression: SyntaxNode, scope: Scope, source: PythonSource): string | null {
  const value =
    expression.name === "VariableName" ? soleAssignment(source.textOf(expression), scope)?.value : expression;
  const [model, ...others] = value ? rootsOf(value, scope, source) : [];
  const isTaken = value && takesParameters(value, source);
  return isTaken && model !== undefined && others.every(({ text }) => text === model.text) ? model.text : null;
}

/** The expression of the parameters that a call is given. */
export function parametersOf(call: SyntaxNode, source: PythonSource): SyntaxNode | null {
  const given = callArguments(call, source);
  const [first] = given;
  const named = given.find(({ name }) => name === "params");
  return named?.value ?? (first?.name === null && first.spread === null ? first.value : null);
}
