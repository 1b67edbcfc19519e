import type { SyntaxNode } from "@lezer/common";
import { childrenOf, type PythonSource } from "./pythonSource";
import { type Scope, soleAssignment } from "./scopes";

/** Where an expression stands. */
export interface Place {
  readonly scope: Scope;
  readonly source: PythonSource;
  /** Names of the functions around it that are within the scope: functions that these define, null for anything else. */
  readonly locals: ReadonlyMap<string, SyntaxNode | null>;
}

/** A function that only returns something: a lambda, or a definition of a `return`, with an `if` around it perhaps. */
export interface FunctionParts {
  readonly parameters: readonly string[];
  /** Of a lambda its expression, else the statements that matter. */
  readonly body: SyntaxNode | readonly SyntaxNode[];
  /** Where the body stands. */
  readonly place: Place;
}

/**
 * The function that an expression stands for.
 *
 * @returns null where it is none, takes any number of arguments, or does something else than to return a value
 */
export function functionParts(node: SyntaxNode, place: Place): FunctionParts | null {
  const { scope, source, locals } = place;
  if (node.name === "VariableName") {
    const name = source.textOf(node);
    const local = locals.get(name);
    if (local !== undefined) return local && functionParts(local, place);
    const assignment = soleAssignment(name, scope);
    const isFunction = ["LambdaExpression", "FunctionDefinition"].includes(assignment?.value.name ?? "");
    const home = assignment && { scope: assignment.home, source, locals: new Map() };
    return isFunction && assignment && home ? functionParts(assignment.value, home) : null;
  }
  const names = parameterNames(node, source);
  if (names === null) return null;
  const inside = new Map<string, SyntaxNode | null>([...locals, ...names.map((name) => [name, null] as const)]);
  if (node.name === "LambdaExpression") {
    const body = node.lastChild;
    return body && { parameters: names, body, place: { ...place, locals: inside } };
  }
  const body = node.name === "FunctionDefinition" ? node.getChild("Body") : null;
  if (body === null) return null;
  const statements: SyntaxNode[] = [];
  for (const statement of childrenOf(body).slice(1)) {
    if (statement.name === "FunctionDefinition") {
      const name = statement.getChild("VariableName");
      if (name !== null) inside.set(source.textOf(name), statement);
    } else if (!isIdle(statement)) statements.push(statement);
  }
  return { parameters: names, body: statements, place: { ...place, locals: inside } };
}

/** Whether a statement does nothing to what is returned: a description, or `del` of an argument without use. */
function isIdle({ name, firstChild }: SyntaxNode): boolean {
  return name === "DeleteStatement" || (name === "ExpressionStatement" && firstChild?.name === "String");
}

function parameterNames(node: SyntaxNode, source: PythonSource): readonly string[] | null {
  const list = node.getChild("ParamList");
  if (list === null) return null;
  const children = childrenOf(list).filter(({ name }) => !["(", ")", ",", "TypeDef"].includes(name));
  return children.every(({ name }) => name === "VariableName") ? children.map((child) => source.textOf(child)) : null;
}
