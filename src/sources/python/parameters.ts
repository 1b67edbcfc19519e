import type { SyntaxNode } from "@lezer/common";
import { childrenOf, type PythonSource } from "./pythonSource";

/** A parameter of a function, in the order of its definition. */
export interface Parameter {
  readonly name: string;
  readonly byDefault: SyntaxNode | null;
  readonly keywordOnly: boolean;
}

/** The parameters of a function or lambda, without `*args` and `**kwargs`. */
export interface Parameters {
  readonly listed: readonly Parameter[];
  /** Whether it takes any number of arguments besides. */
  readonly takesMore: boolean;
}

export function parametersOf(definition: SyntaxNode, source: PythonSource): Parameters {
  const list = definition.getChild("ParamList");
  const listed: Parameter[] = [];
  let keywordOnly = false;
  let takesMore = false;
  for (const child of list === null ? [] : childrenOf(list)) {
    const before = child.prevSibling?.name;
    if (child.name === "**" || (child.name === "VariableName" && before === "*")) takesMore = true;
    if (child.name === "*") keywordOnly = true;
    else if (before === "AssignOp") {
      const last = listed.pop();
      if (last !== undefined) listed.push({ ...last, byDefault: child });
    } else if (child.name === "VariableName" && before !== "*" && before !== "**") {
      listed.push({ name: source.textOf(child), byDefault: null, keywordOnly });
    }
  }
  return { listed, takesMore };
}
