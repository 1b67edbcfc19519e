import type { SyntaxNode } from "@lezer/common";
import { callsAssignedTo } from "./assignedCalls";
import { mayBeReached } from "./branches";
import type { FrameworkCall } from "./frameworkCalls";
import type { PythonSource } from "./pythonSource";
import { readPossibleValues } from "./pythonValue";
import type { Scope } from "./scopes";

/**
 * The call among `calls` that an expression stands for: the call itself, or the only one whose value reaches it, as through variables, attributes and
 * functions of the file.
 */
export function callOf(
  expression: SyntaxNode,
  scope: Scope,
  calls: readonly FrameworkCall[],
  source: PythonSource,
): FrameworkCall | null {
  if (isValue(expression, scope, source)) return null;
  const found = callsAssignedTo(expression, { scope }, calls, source);
  const [call, ...others] = found.length > 1 ? found.filter(({ node }) => mayBeReached(node, source)) : found;
  return others.length === 0 ? (call ?? null) : null;
}

/** Whether a variable may hold a value at this place, whatever it held before. */
function isValue(expression: SyntaxNode, scope: Scope, source: PythonSource): boolean {
  if (expression.name !== "VariableName" && expression.name !== "MemberExpression") return false;
  const { reading } = source.unknowns.watch(() => readPossibleValues({ node: expression, scope, source }));
  return reading.values.length > 0;
}
