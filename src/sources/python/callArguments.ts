import type { SyntaxNode } from "@lezer/common";
import type { CallArgument } from "../arguments/matchArguments";
import type { Origin } from "./origins";
import { childrenOf, type PythonSource } from "./pythonSource";

/** An argument of a call in Python. */
export interface PythonArgument extends CallArgument {
  /** Where its value stands, if that is elsewhere than in the call. */
  readonly from?: Origin;
  /** Whether it is given, and only the run knows what. */
  readonly isUnread?: boolean;
}

/** The arguments of a CallExpression in the order of the text. */
export function callArguments(call: SyntaxNode, source: PythonSource): readonly CallArgument[] {
  const list = call.getChild("ArgList");
  if (list === null) return [];
  const groups: SyntaxNode[][] = [[]];
  for (const child of childrenOf(list)) {
    if (child.name === ",") groups.push([]);
    else if (child.name !== "(" && child.name !== ")") groups[groups.length - 1].push(child);
  }
  return groups.filter((group) => group.some((node) => !node.type.isError)).map((group) => callArgument(group, source));
}

function callArgument(group: readonly SyntaxNode[], source: PythonSource): CallArgument {
  const [first, second, third] = group.filter((node) => !node.type.isError);
  if (first.name === "*" || first.name === "**") {
    const spread = first.name === "*" ? "*args" : "**kwargs";
    return { name: null, nameNode: null, value: second ?? null, spread };
  }
  if (second?.name === "AssignOp") {
    return { name: source.textOf(first), nameNode: first, value: third ?? null, spread: null };
  }
  return { name: null, nameNode: null, value: first, spread: null };
}
