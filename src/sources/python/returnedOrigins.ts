import type { SyntaxNode } from "@lezer/common";
import type { Key } from "./accessPath";
import { mayBeLeftBy } from "./branches";
import { isGivenInSight } from "./calledByDefault";
import { decoratorsOf, scopeWithin, selfOf } from "./callSites";
import type { Expression } from "./expression";
import { followCall } from "./followedCalls";
import { anyOf, type OriginReader, type Origins, UNKNOWN } from "./origins";
import { childrenOf } from "./pythonSource";
import { bindingScope, type Scope } from "./scopes";
import { soleDefinition } from "./soleDefinition";

/**
 * What a function of the file, or one of another file of which the calls are seen, returns; null where the call is of something else, or
 * of a function that is called in another way.
 */
export function returnedOrigins(call: Expression, keys: readonly Key[], reader: OriginReader): Origins | null {
  const { node, scope } = call;
  const called = node.firstChild && calledFunction({ ...call, node: node.firstChild }, reader);
  if (!called) return null;
  const { node: definition } = called;
  if (definition.firstChild?.name === "async" || decoratorsOf(definition).length > 0) return null;
  const returns = returnsOf(definition);
  if (returns === null || returns.length === 0) return null;
  const inside = scopeWithin(definition, called.scope.file);
  const find = () => originsOfReturns(definition, returns, inside, keys, reader);
  if (inside.file === scope.file) return find();
  return isGivenInSight(call, inside) ? followCall(inside, find) : null;
}

function originsOfReturns(
  definition: SyntaxNode,
  returns: readonly SyntaxNode[],
  inside: Scope,
  keys: readonly Key[],
  reader: OriginReader,
): Origins {
  const { source } = inside.file;
  const returned = mayBeLeftBy(returns, source).map((statement): Origins => {
    const values = childrenOf(statement).slice(1);
    if (values.length === 0) return UNKNOWN;
    return reader.originsOf({ node: values.length === 1 ? values[0] : statement, scope: inside, source }, keys);
  });
  // Behind its last statement, a function returns None.
  const body = definition.getChild("Body");
  return anyOf(body !== null && alwaysReturns(body) ? returned : [...returned, UNKNOWN]);
}

/** Whether a block never comes to its end. */
function alwaysReturns(block: SyntaxNode): boolean {
  const last = childrenOf(block).at(-1);
  if (last?.name === "WithStatement") return last.getChildren("Body").every(alwaysReturns);
  if (last?.name !== "IfStatement") return last?.name === "ReturnStatement" || last?.name === "RaiseStatement";
  const bodies = last.getChildren("Body");
  return bodies.at(-1)?.prevSibling?.name === "else" && bodies.every(alwaysReturns);
}

/** The function that a call is of, or the method of a class. */
function calledFunction(callee: Expression, reader: OriginReader): Expression | null {
  const { node, source } = callee;
  const [object, , method] = childrenOf(node);
  const named = soleDefinition(callee, "FunctionDefinition");
  if (node.name !== "MemberExpression" || named !== null) return named;
  const class_ = method?.name === "PropertyName" ? classOfObject({ ...callee, node: object }, reader) : null;
  // What the objects of a class are given is only seen within a file.
  if (class_?.file !== callee.scope.file) return null;
  const bindings = class_.bindings.get(source.textOf(method)) ?? [];
  const [binding] = bindings;
  const isSole = bindings.length === 1 && binding.kind === "definition" && binding.value.name === "FunctionDefinition";
  return isSole ? { node: binding.value, scope: binding.scope, source: binding.scope.file.source } : null;
}

/** The class that an object is of. */
function classOfObject(object: Expression, reader: OriginReader): Scope | null {
  const { node, scope, source } = object;
  const method = node.name === "VariableName" ? bindingScope(scope, source.textOf(node)) : null;
  if (method !== null && selfOf(method) === source.textOf(node)) return method.parent;
  const { found, isComplete } = reader.originsOf(object, []);
  const [made] = found;
  const isCall = isComplete && found.length === 1 && made.node.name === "CallExpression";
  const callee = isCall ? made.node.firstChild : null;
  const definition = callee && soleDefinition({ ...made, node: callee }, "ClassDefinition");
  return definition && scopeWithin(definition.node, definition.scope.file);
}

/** The `return` statements of a function; null for a generator. */
function returnsOf(definition: SyntaxNode): readonly SyntaxNode[] | null {
  const found: SyntaxNode[] = [];
  let yields = false;
  definition
    .getChild("Body")
    ?.cursor()
    .iterate(({ name, node }) => {
      if (name === "ReturnStatement") found.push(node);
      yields ||= name === "YieldExpression" || name === "YieldStatement" || name === "yield";
      return !["FunctionDefinition", "LambdaExpression", "ClassDefinition"].includes(name);
    });
  return yields ? null : found;
}
