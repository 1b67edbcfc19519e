import type { SyntaxNode } from "@lezer/common";
import { assignmentsOf } from "./assignments";
import type { FrameworkCall } from "./frameworkCalls";
import type { PythonSource } from "./pythonSource";
import { valueOrigins } from "./valueOrigins";

/**
 * The calls whose value an expression stands for: the expression itself, or those whose value reaches it through variables, lists and
 * dictionaries, and the parameters and results of functions of the file.
 *
 * @param use what the expression is an argument of, or refers to it; its scope is that of the expression
 */
export function callsAssignedTo(
  expression: SyntaxNode,
  use: Pick<FrameworkCall, "scope">,
  calls: readonly FrameworkCall[],
  source: PythonSource,
): readonly FrameworkCall[] {
  const keyOf = ({ from, to }: SyntaxNode) => `${from}:${to}`;
  const wanted = new Set(calls.map(({ node }) => keyOf(node)));
  const found = new Set(valueOrigins(expression, use.scope, (node) => wanted.has(keyOf(node)), source).map(keyOf));
  return calls.filter(({ node }) => found.has(keyOf(node)));
}

/** The targets that a call's value is assigned to, through parentheses and conditional expressions. */
export function targetsOf(call: SyntaxNode): readonly SyntaxNode[] {
  let value = call;
  while (value.parent?.name === "ConditionalExpression" || value.parent?.name === "ParenthesizedExpression") {
    value = value.parent;
  }
  const statement = value.parent;
  if (statement?.name !== "AssignStatement" && statement?.name !== "NamedExpression") return [];
  return assignmentsOf(statement)
    .filter((assignment) => assignment.value?.from === value.from && assignment.value.to === value.to)
    .map(({ target }) => target);
}
