import type { SyntaxNode } from "@lezer/common";
import { childrenOf, type PythonSource } from "./pythonSource";

/** A parameter of a function. */
export interface Parameter {
  readonly name: string;
  readonly byDefault: SyntaxNode | null;
  readonly keywordOnly: boolean;
}

/** The parameters of a function in their order; null where it takes any number of arguments. */
export function parametersOf(definition: SyntaxNode, source: PythonSource): readonly Parameter[] | null {
  const list = definition.getChild("ParamList");
  const parameters: Parameter[] = [];
  let keywordOnly = false;
  for (const child of list === null ? [] : childrenOf(list)) {
    const before = child.prevSibling?.name;
    if (child.name === "**" || (child.name === "VariableName" && before === "*")) return null;
    if (child.name === "*") keywordOnly = true;
    else if (before === "AssignOp") {
      const last = parameters.pop();
      if (last !== undefined) parameters.push({ ...last, byDefault: child });
    } else if (child.name === "VariableName") {
      parameters.push({ name: source.textOf(child), byDefault: null, keywordOnly });
    }
  }
  return parameters;
}
