import type { SyntaxNode } from "@lezer/common";
import type { Expression } from "./expression";
import { bindingScope } from "./scopes";

/** The class or function of the file that a name stands for, where that is its only meaning; null for any other expression. */
export function soleDefinition(
  { node, scope, source }: Expression,
  kind: "ClassDefinition" | "FunctionDefinition",
): SyntaxNode | null {
  const name = node.name === "VariableName" ? source.textOf(node) : null;
  const bindings = name === null ? [] : (bindingScope(scope, name)?.bindings.get(name) ?? []);
  const [binding] = bindings;
  const isSole = bindings.length === 1 && binding.kind === "definition" && binding.value.name === kind;
  return isSole ? binding.value : null;
}
