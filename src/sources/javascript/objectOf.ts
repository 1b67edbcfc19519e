import type { SyntaxNode } from "@lezer/common";
import { type JavascriptSource, unwrapped } from "./javascriptSource";
import { type Scope, soleValue } from "./scopes";

/** The object that an expression is, or that a variable is given, with the scope that it stands in. */
export function objectOf(
  expression: SyntaxNode,
  scope: Scope,
  source: JavascriptSource,
): { readonly node: SyntaxNode; readonly scope: Scope } | null {
  const node = unwrapped(expression);
  if (node.name === "ObjectExpression") return { node, scope };
  const sole = node.name === "VariableName" ? soleValue(source.textOf(node), scope) : null;
  if (sole === null) return null;
  const value = unwrapped(sole.value);
  return value.name === "ObjectExpression" ? { node: value, scope: sole.scope } : null;
}
