import type { SyntaxNode } from "@lezer/common";
import { iterationOf } from "./loops";
import { childrenOf, type PythonSource } from "./pythonSource";

/**
 * Whether the variables of the loops around a node decide in which rounds it is run: `if phase == "train":`, `if epoch < 5:`. A remainder,
 * `if i % 4 == 0:`, does not count here: how often that holds is known.
 */
export function isDecidedByRound(node: SyntaxNode, source: PythonSource): boolean {
  const conditions: SyntaxNode[] = [];
  const variables = new Set<string>();
  for (let around = node.parent; around !== null && around.name !== "FunctionDefinition"; around = around.parent) {
    if (around.name === "ForStatement") addNames(iterationOf(around)?.variable ?? null, variables, source);
    if (around.name === "IfStatement") conditions.push(...childrenOf(around).filter(({ name }) => name !== "Body"));
  }
  return conditions.some((condition) => {
    const names = new Set<string>();
    addNames(condition, names, source);
    return [...names].some((name) => variables.has(name)) && !source.textOf(condition).includes("%");
  });
}

function addNames(node: SyntaxNode | null, names: Set<string>, source: PythonSource): void {
  node?.cursor().iterate((within) => {
    if (within.name === "VariableName") names.add(source.textOf(within.node));
  });
}
