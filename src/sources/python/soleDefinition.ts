import type { Expression } from "./expression";
import { importedDefinition } from "./resolvePath";
import { bindingScope } from "./scopes";

/**
 * The class or function that a name stands for, where that is its only meaning, with the scope that it is defined in; null for any other
 * expression. It may be of another file of the workspace.
 */
export function soleDefinition(
  { node, scope, source }: Expression,
  kind: "ClassDefinition" | "FunctionDefinition",
): Expression | null {
  const name = node.name === "VariableName" ? source.textOf(node) : null;
  const home = name === null ? null : bindingScope(scope, name);
  const bindings = (name !== null && home?.bindings.get(name)) || [];
  const [binding] = bindings;
  if (binding?.kind === "definition") {
    const isSole = bindings.length === 1 && binding.value.name === kind;
    return isSole ? { node: binding.value, scope: binding.scope, source } : null;
  }
  const imported = importedDefinition(node, scope, source);
  if (imported?.value?.name !== kind || imported.attributes.length > 0) return null;
  return { node: imported.value, scope: imported.home, source: imported.source };
}
