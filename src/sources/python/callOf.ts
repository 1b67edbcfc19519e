import type { SyntaxNode } from "@lezer/common";
import { callsAssignedTo } from "./assignedCalls";
import { mayBeReached } from "./branches";
import type { FrameworkCall } from "./frameworkCalls";
import type { PythonSource } from "./pythonSource";
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
  const found = callsAssignedTo(expression, { scope }, calls, source);
  const [call, ...others] = found.length > 1 ? found.filter(({ node }) => mayBeReached(node, source)) : found;
  return others.length === 0 ? (call ?? null) : null;
}
