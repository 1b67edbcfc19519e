import type { SyntaxNode } from "@lezer/common";
import { classOfMethod, enclosingFunction } from "../functionCalls";
import { childrenOf, type PythonSource } from "../pythonSource";
import { type Scope, soleAssignment } from "../scopes";

/**
 * The function of the file that a call runs, beyond doubt: by its name, as a method of its own class, or of a class of the file that made its
 * object; of a class its `__init__`.
 */
export function calledInFile(callee: SyntaxNode, scope: Scope, source: PythonSource): SyntaxNode | null {
  if (callee.name === "VariableName") {
    const definition = soleAssignment(source.textOf(callee), scope)?.value;
    if (definition?.name === "ClassDefinition") return methodOf(definition, "__init__", source);
    return definition?.name === "FunctionDefinition" ? definition : null;
  }
  const object = callee.firstChild;
  const method = callee.name === "MemberExpression" ? callee.lastChild : null;
  if (!object || method?.name !== "PropertyName") return null;
  const owner = source.textOf(object) === "self" ? classAround(callee) : classOf(object, scope, source);
  return owner && methodOf(owner, source.textOf(method), source);
}

/** The function of the file that an expression is the name of: `closure`, `self.closure`. */
export function namedInFile(node: SyntaxNode, scope: Scope, source: PythonSource): SyntaxNode | null {
  const isName = node.name === "VariableName" || node.name === "MemberExpression";
  const found = isName ? calledInFile(node, scope, source) : null;
  const isConstructor = found !== null && source.textOf(found.getChild("VariableName") ?? found) === "__init__";
  return isConstructor ? null : found;
}

/** The class of the file that makes an object, which a variable stands for. */
function classOf(object: SyntaxNode, scope: Scope, source: PythonSource): SyntaxNode | null {
  if (object.name === "VariableName") {
    const assignment = soleAssignment(source.textOf(object), scope);
    return assignment?.value.name === "CallExpression" ? classOf(assignment.value, assignment.home, source) : null;
  }
  const callee = object.name === "CallExpression" ? object.firstChild : null;
  if (callee?.name !== "VariableName") return null;
  const definition = soleAssignment(source.textOf(callee), scope)?.value;
  return definition?.name === "ClassDefinition" ? definition : null;
}

/** The class whose method a node is in. */
export function classAround(node: SyntaxNode): SyntaxNode | null {
  for (let around = enclosingFunction(node); around !== null; around = enclosingFunction(around)) {
    const owner = classOfMethod(around);
    if (owner !== null) return owner;
  }
  return null;
}

function methodOf(owner: SyntaxNode, name: string, source: PythonSource): SyntaxNode | null {
  const statements = childrenOf(owner.getChild("Body") ?? owner);
  const definitions = statements.map((it) =>
    it.name === "DecoratedStatement" ? it.getChild("FunctionDefinition") : it,
  );
  const named = definitions.filter((it) => {
    const own = it?.name === "FunctionDefinition" ? it.getChild("VariableName") : null;
    return own !== null && source.textOf(own) === name;
  });
  return named.length === 1 ? (named[0] ?? null) : null;
}
