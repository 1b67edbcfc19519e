import type { SyntaxNode } from "@lezer/common";
import { perNode } from "./perNode";
import { childrenOf, type PythonSource } from "./pythonSource";

/** A parameter of a function or lambda. */
export interface Parameter {
  readonly name: string;
  readonly annotation: SyntaxNode | null;
  readonly byDefault: SyntaxNode | null;
  readonly keywordOnly: boolean;
}

/** The parameters of a FunctionDefinition or LambdaExpression, in order. */
export interface FunctionParameters {
  readonly parameters: readonly Parameter[];
  /** Whether `*args` or `**kwargs` take any number of arguments besides. */
  readonly takesMore: boolean;
}

export const functionParameters = perNode(readParameters);

function readParameters(definition: SyntaxNode, source: PythonSource): FunctionParameters {
  const list = definition.getChild("ParamList");
  const parameters: Parameter[] = [];
  let keywordOnly = false;
  let takesMore = false;
  const amend = (part: Partial<Parameter>) => {
    const last = parameters.pop();
    if (last !== undefined) parameters.push({ ...last, ...part });
  };
  for (const child of list === null ? [] : childrenOf(list)) {
    const before = child.prevSibling?.name;
    if (child.name === "*") keywordOnly = true;
    else if (child.name === "**") takesMore = true;
    else if (child.name === "TypeDef") amend({ annotation: child.lastChild });
    else if (before === "AssignOp") amend({ byDefault: child });
    else if (child.name === "VariableName" && (before === "*" || before === "**")) takesMore = true;
    else if (child.name === "VariableName") {
      parameters.push({ name: source.textOf(child), annotation: null, byDefault: null, keywordOnly });
    }
  }
  return { parameters, takesMore };
}
