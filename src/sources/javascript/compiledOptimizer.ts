import type { SyntaxNode } from "@lezer/common";
import { nearestName } from "../../core/nearestName";
import { type NamedOptimizer, tfjsLayersOptimizers } from "../catalogue/tfjsLayersOptimizers";
import { childrenOf } from "../syntaxSource";
import type { JavascriptSource } from "./javascriptSource";
import { propertyOf, readValue } from "./javascriptValue";
import { objectOf } from "./objectOf";
import type { Call } from "./scopes";

/** An optimizer that a model is compiled with, by its name. */
export interface CompiledOptimizer {
  readonly name: string;
  /** The expression that gives the name. */
  readonly node: SyntaxNode;
  /** Undefined for a name that tfjs-layers does not know. */
  readonly optimizer: NamedOptimizer | undefined;
}

/** What `model.compile({ optimizer: "adam" })` names; null for any other call, and where the optimizer is no name. */
export function compiledOptimizer({ node, scope }: Call, source: JavascriptSource): CompiledOptimizer | null {
  const callee = node.firstChild;
  if (callee?.name !== "MemberExpression" || callee.lastChild === null) return null;
  if (source.textOf(callee.lastChild) !== "compile") return null;
  const list = node.getChild("ArgList");
  const [, first] = list === null ? [] : childrenOf(list);
  const settings = first && objectOf(first, scope, source);
  if (!settings) return null;
  for (const child of childrenOf(settings.node)) {
    const property = propertyOf(child, source);
    if (property?.name !== "optimizer") continue;
    const value = readValue(property.value, settings.scope, source)?.value;
    if (value?.type !== "string") return null;
    return { name: value.value, node: property.value, optimizer: tfjsLayersOptimizers.get(value.value) };
  }
  return null;
}

/** What to say of a name that tfjs-layers does not know. */
export function unknownNameMessage(name: string): string {
  const known = [...tfjsLayersOptimizers.keys()];
  const nearest = nearestName(name, known);
  const hint = nearest === undefined ? `expected one of ${known.join(", ")}.` : `did you mean "${nearest}"?`;
  return `compile knows no optimizer "${name}"; ${hint}`;
}
