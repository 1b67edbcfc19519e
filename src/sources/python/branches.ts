import type { SyntaxNode } from "@lezer/common";
import { isSameNode } from "./expression";
import { indexOf } from "./fileIndex";
import { childrenOf, type PythonSource } from "./pythonSource";
import { readValue } from "./pythonValue";
import { isLeftEarly } from "./reachingPlaces";
import { isTrue } from "./truth";

/** Whether no condition around a node that the text decides keeps the program from it. */
export function mayBeReached(node: SyntaxNode, source: PythonSource): boolean {
  for (let inner = node; inner.parent !== null; inner = inner.parent) {
    const around = inner.parent;
    if (around.name === "FunctionDefinition" || around.name === "ClassDefinition") return true;
    if (around.name === "IfStatement" && inner.name === "Body" && !mayBeEntered(inner, around, source)) return false;
  }
  return true;
}

function mayBeEntered(body: SyntaxNode, statement: SyntaxNode, source: PythonSource): boolean {
  for (const branch of statement.getChildren("Body")) {
    const condition = branch.prevSibling;
    const isOwn = isSameNode(branch, body);
    const truth = condition === null || condition.name === "else" ? null : truthOf(condition, source);
    if (isOwn) return truth !== false;
    if (truth === true) return false;
  }
  return true;
}

/** Those of some statements of a function, each of which leaves it, that a call may come to. */
export function mayBeLeftBy(exits: readonly SyntaxNode[], source: PythonSource): readonly SyntaxNode[] {
  const sure = exits.findIndex((exit) => isSurelyReached(exit, source));
  return exits.slice(0, sure === -1 ? exits.length : sure + 1).filter((exit) => mayBeReached(exit, source));
}

/** Whether every call of its function comes to a node that has not been left before. */
function isSurelyReached(node: SyntaxNode, source: PythonSource): boolean {
  for (let inner = node; inner.parent !== null; inner = inner.parent) {
    const around = inner.parent;
    if (around.name === "FunctionDefinition") return true;
    if (around.name === "Body" || around.name === "WithStatement") continue;
    const condition = around.name === "IfStatement" && inner.name === "Body" ? inner.prevSibling : null;
    const isFirst = around.getChild("Body")?.from === inner.from;
    if (condition === null || !isFirst || truthOf(condition, source) !== true) return false;
  }
  return false;
}

/** Whether a condition holds, by what the text says; null where only the run knows. */
export function truthOf(condition: SyntaxNode, source: PythonSource): boolean | null {
  const scope = indexOf(source).scopes.scopeOf(condition);
  // Which way the program goes is not asked for.
  const { reading } = source.unknowns.watch(() => readValue(condition, scope, source));
  return reading && isTrue(reading.value);
}

/** Whether the program comes to one of two nodes at most: they stand in different branches, or behind the first it goes on elsewhere. */
export function areExclusive(a: SyntaxNode, b: SyntaxNode): boolean {
  const [first, second] = a.from < b.from ? [a, b] : [b, a];
  const path = ancestorsOf(second);
  for (let inner = first; inner.parent !== null; inner = inner.parent) {
    const around = inner.parent;
    const other = path[path.findIndex((node) => isSameNode(node, around)) - 1];
    if (other === undefined) continue;
    return areBranches(inner, other, around) || isLeftBehind(first, inner);
  }
  return false;
}

/** A node and all around it, from within. */
function ancestorsOf(node: SyntaxNode): readonly SyntaxNode[] {
  const path: SyntaxNode[] = [];
  for (let around: SyntaxNode | null = node; around !== null; around = around.parent) path.push(around);
  return path;
}

function areBranches(a: SyntaxNode, b: SyntaxNode, statement: SyntaxNode): boolean {
  switch (statement.name) {
    case "IfStatement":
      return a.name === "Body" && b.name === "Body";
    case "MatchBody":
      return true;
    case "ConditionalExpression": {
      const [then, , , , otherwise] = childrenOf(statement);
      return isSameNode(a, then) && otherwise !== undefined && isSameNode(b, otherwise);
    }
    default:
      return false;
  }
}

/** Whether a branch of `statement` that a node stands in returns from the function, so that nothing behind is come to. */
function isLeftBehind(node: SyntaxNode, statement: SyntaxNode): boolean {
  if (statement.name !== "IfStatement") return false;
  const body = statement.getChildren("Body").find(({ from, to }) => from <= node.from && node.to <= to);
  return body !== undefined && isLeftEarly(body);
}
