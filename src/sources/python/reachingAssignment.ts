import type { SyntaxNode } from "@lezer/common";
import { truthOf } from "./branches";
import type { PythonSource } from "./pythonSource";
import { reachingPlaces } from "./reachingPlaces";
import { bindingScope, type Scope, soleAssignment } from "./scopes";

/**
 * What a variable was assigned, or defined as, last before it is used: its only assignment, or the only one of its own function that may reach the use.
 * Null where several may.
 */
export function reachingAssignment(
  variable: SyntaxNode,
  scope: Scope,
  source: PythonSource,
): { readonly value: SyntaxNode; readonly home: Scope } | null {
  const name = source.textOf(variable);
  const sole = soleAssignment(name, scope);
  if (sole !== null || bindingScope(scope, name) !== scope) return sole;
  const bindings = scope.bindings.get(name) ?? [];
  if (bindings.some(({ kind }) => kind === "parameter")) return null;
  const { places } = reachingPlaces(variable, scope.node, bindings, (condition) => truthOf(condition, source));
  const [only, ...others] = places;
  return only !== undefined && others.length === 0 && "value" in only ? { value: only.value, home: only.scope } : null;
}
