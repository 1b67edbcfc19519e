import type { SyntaxNode } from "@lezer/common";
import { callArguments } from "./callArguments";
import { childrenOf, type PythonSource } from "./pythonSource";
import { readValue } from "./pythonValue";
import type { Scope } from "./scopes";

/** The loops whose body a node is in, from the innermost, up to the function around it. */
export function loopsAround(node: SyntaxNode): readonly SyntaxNode[] {
  const loops: SyntaxNode[] = [];
  for (let inner = node, around = node.parent; around !== null; inner = around, around = around.parent) {
    if (around.name === "FunctionDefinition" || around.name === "LambdaExpression") break;
    const isLoop = around.name === "ForStatement" || around.name === "WhileStatement";
    if (isLoop && inner.name === "Body") loops.push(around);
  }
  return loops;
}

/** How often a loop goes round; null where only the run knows. */
export function roundsOf(loop: SyntaxNode, scope: Scope, source: PythonSource): number | null {
  const children = childrenOf(loop);
  const over = children[children.findIndex(({ name }) => name === "in") + 1];
  return loop.name === "ForStatement" && over !== undefined ? lengthOf(over, scope, source) : null;
}

/** The length of a `range`, or of a list that the text spells out, also within `enumerate` and `tqdm`. */
function lengthOf(node: SyntaxNode, scope: Scope, source: PythonSource): number | null {
  const callee = node.name === "CallExpression" && node.firstChild ? source.textOf(node.firstChild) : "";
  const given = callArguments(node, source).filter(({ name, spread }) => name === null && spread === null);
  const [first] = given;
  if (/^(enumerate|(\w+\.)?tqdm)$/.test(callee)) return first?.value ? lengthOf(first.value, scope, source) : null;
  if (!/^(range|(\w+\.)?trange)$/.test(callee)) {
    const value = readValue(node, scope, source)?.value;
    return value?.type === "sequence" ? value.value.length : null;
  }
  const bounds = given.map(({ value }) => value && readValue(value, scope, source)?.value);
  const numbers = bounds.flatMap((bound) => (bound?.type === "integer" ? [bound.value] : []));
  if (numbers.length === 0 || numbers.length !== bounds.length) return null;
  const [start, end, stride = 1] = numbers.length === 1 ? [0, ...numbers] : numbers;
  return stride === 0 ? null : Math.max(0, Math.ceil((end - start) / stride));
}
