import type { SyntaxNode } from "@lezer/common";
import { callArguments } from "./callArguments";
import { indexOf } from "./fileIndex";
import { functionParameters } from "./functionParameters";
import { childrenOf, type PythonSource } from "./pythonSource";
import { bindingScope, type Scope, soleAssignment } from "./scopes";

/** Functions that a file defines more often are not told apart; it bounds the work on hostile text. */
const MAXIMUM_DEFINITIONS = 10;

/** The function that a node stands in; null for the module and for classes. */
export function enclosingFunction(node: SyntaxNode): SyntaxNode | null {
  for (let around = node.parent; around !== null; around = around.parent) {
    if (around.name === "FunctionDefinition") return around;
  }
  return null;
}

/** The class whose method a function is. */
export function classOfMethod(definition: SyntaxNode): SyntaxNode | null {
  const decorated = definition.parent?.name === "DecoratedStatement" ? definition.parent : definition;
  const around = decorated.parent?.parent;
  return decorated.parent?.name === "Body" && around?.name === "ClassDefinition" ? around : null;
}

/** The calls of a function of the file; of a class's `__init__` those of the class. */
export function callSitesOf(definition: SyntaxNode, source: PythonSource): readonly SyntaxNode[] {
  const owner = classOfMethod(definition);
  const own = nameOf(definition, source);
  if (owner !== null && own !== "__init__") {
    const { calls, definitions } = indexOf(source);
    // Methods of the same name in several classes cannot be told apart.
    if (definitions.count(own) !== 1) return [];
    return (calls.get(own) ?? []).filter(({ firstChild }) => firstChild?.name === "MemberExpression");
  }
  const called = owner ?? definition;
  const name = nameOf(called, source);
  const { calls, definitions, scopes } = indexOf(source);
  if (definitions.count(name) > MAXIMUM_DEFINITIONS) return [];
  return (calls.get(name) ?? []).filter((call) => {
    if (call.firstChild?.name !== "VariableName") return false;
    const bindings = bindingScope(scopes.scopeOf(call), name)?.bindings.get(name) ?? [];
    return bindings.some((binding) => "value" in binding && binding.value.from === called.from);
  });
}

/** What a call gives a function for one of its parameters; null where it gives none, or the text does not list it. */
export function argumentFor(
  parameter: string,
  definition: SyntaxNode,
  call: SyntaxNode,
  source: PythonSource,
): SyntaxNode | null {
  const { parameters } = functionParameters(definition, source);
  const inOrder = isBound(definition, source) ? parameters.slice(1) : parameters;
  const place = inOrder.findIndex(({ name, keywordOnly }) => name === parameter && !keywordOnly);
  const given = callArguments(call, source);
  const named = given.find(({ name }) => name === parameter);
  if (named !== undefined) return named.value;
  const before = given.slice(0, place + 1);
  const isPositional = place >= 0 && before.every(({ name, spread }) => name === null && spread === null);
  return isPositional ? (given[place]?.value ?? null) : null;
}

/** Whether the first parameter of a function is the object that it is a method of. */
function isBound(definition: SyntaxNode, source: PythonSource): boolean {
  const decorator = definition.parent?.getChild("Decorator");
  return classOfMethod(definition) !== null && !(decorator && source.textOf(decorator) === "@staticmethod");
}

/** The function of the file that is called, by its name or as a method whose name no other function has. */
export function calledDefinition(
  callee: SyntaxNode,
  name: string,
  scope: Scope,
  source: PythonSource,
): SyntaxNode | null {
  if (callee.name === "VariableName") {
    const definition = soleAssignment(name, scope)?.value;
    return definition?.name === "FunctionDefinition" ? definition : null;
  }
  const { definitions } = indexOf(source);
  if (callee.name !== "MemberExpression" || definitions.count(name) !== 1) return null;
  const [only] = definitions.get(name) ?? [];
  return only?.name === "FunctionDefinition" ? only : null;
}

/** What each `return` of a function gives back: one expression, or the entries of a tuple. */
export function returnsOf(definition: SyntaxNode): readonly (readonly SyntaxNode[])[] {
  const returns: (readonly SyntaxNode[])[] = [];
  const cursor = definition.getChild("Body")?.cursor();
  cursor?.iterate(({ name, node }) => {
    if (name === "ReturnStatement")
      returns.push(childrenOf(node).filter((part) => !["return", ","].includes(part.name)));
    return name !== "FunctionDefinition" && name !== "ClassDefinition" && name !== "LambdaExpression";
  });
  return returns;
}

function nameOf(definition: SyntaxNode, source: PythonSource): string {
  const name = definition.getChild("VariableName");
  return name === null ? "" : source.textOf(name);
}
