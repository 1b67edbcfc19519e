import type { SyntaxNode } from "@lezer/common";
import type { CallArgument } from "../arguments/matchArguments";
import { callArguments } from "./callArguments";
import { childrenOf, isBroken, type PythonSource } from "./pythonSource";
import { readValue } from "./pythonValue";
import { bindingScope, type Scope, soleAssignment } from "./scopes";
import { onOneLine } from "./unknownExpressions";

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

/** The first variable of a `for`, and what it goes over; null for a `while`. */
export function iterationOf(loop: SyntaxNode): { readonly variable: SyntaxNode; readonly over: SyntaxNode } | null {
  const children = childrenOf(loop);
  const over = children[children.findIndex(({ name }) => name === "in") + 1];
  return loop.name === "ForStatement" && over !== undefined ? { variable: children[1], over } : null;
}

/** How often a loop goes round; null where only the run knows. */
export function roundsOf(loop: SyntaxNode, scope: Scope, source: PythonSource): number | null {
  if (loop.name === "WhileStatement") return roundsOfWhile(loop, scope, source);
  const iteration = iterationOf(loop);
  return iteration && lengthOf(iteration.over, scope, source);
}

/** What the first variable of a loop counts from, one by one; null where it counts otherwise, or nothing. */
export function countedFrom(over: SyntaxNode, scope: Scope, source: PythonSource): number | null {
  if (over.name === "VariableName") {
    const bar = progressBar(over, scope, source);
    return bar && countedFrom(bar.call, bar.scope, source);
  }
  const { name, given } = countingCall(over, source);
  if (progress.has(name)) return given[0]?.value ? countedFrom(given[0].value, scope, source) : null;
  if (name === "enumerate") return given.length > 1 ? integerAt(given, 1, scope, source) : 0;
  if (name === "count") return given.length === 0 ? 0 : given.length > 1 ? null : integerAt(given, 0, scope, source);
  if (name !== "range" && name !== "trange") return null;
  return given.length > 2 ? null : given.length === 2 ? integerAt(given, 0, scope, source) : 0;
}

/** The integer that a variable is first assigned. */
export function startOf(name: string, scope: Scope, source: PythonSource): number | null {
  const [first] = bindingScope(scope, name)?.bindings.get(name) ?? [];
  const value = first !== undefined && "value" in first ? readValue(first.value, scope, source)?.value : undefined;
  return value?.type === "integer" ? value.value : null;
}

/** Of `while i < 10`, where every round of the loop itself adds 1 to `i`. */
function roundsOfWhile(loop: SyntaxNode, scope: Scope, source: PythonSource): number | null {
  const condition = childrenOf(loop)[1];
  const [counter, operator, end] = condition?.name === "BinaryExpression" ? childrenOf(condition) : [];
  const body = loop.getChild("Body");
  if (end === undefined || body === null || counter.name !== "VariableName") return null;
  const name = source.textOf(counter);
  const changes = childrenOf(body).filter((statement) => isIncrement(statement, name, source));
  const start = startOf(name, scope, source);
  const last = readValue(end, scope, source)?.value;
  if (changes.length !== 1 || start === null || last?.type !== "integer") return null;
  const symbol = source.textOf(operator);
  if (symbol !== "<" && symbol !== "<=") return null;
  return Math.max(0, last.value - start + (symbol === "<=" ? 1 : 0));
}

/** Whether a statement is `name += 1`. */
export function isIncrement(statement: SyntaxNode, name: string, source: PythonSource): boolean {
  if (statement.name !== "UpdateStatement") return false;
  const [target, operator, amount] = childrenOf(statement);
  return amount !== undefined && [target, operator, amount].map(source.textOf).join(" ") === `${name} += 1`;
}

/** The length of a `range`, or of a list that the text spells out, also within `enumerate` and `tqdm`. */
function lengthOf(node: SyntaxNode, scope: Scope, source: PythonSource): number | null {
  const bar = progressBar(node, scope, source);
  if (bar !== null) return lengthOf(bar.call, bar.scope, source);
  const { name, given } = countingCall(node, source);
  if (name === "enumerate" || progress.has(name)) {
    return given[0]?.value ? lengthOf(given[0].value, scope, source) : null;
  }
  if (name !== "range" && name !== "trange") {
    const { reading } = source.unknowns.watch(() => readValue(node, scope, source)?.value);
    return reading?.type === "sequence" ? reading.value.length : answeredLength(node, source);
  }
  const numbers = given.map((_, index) => integerAt(given, index, scope, source));
  const [start, end, stride = 1] = numbers.length === 1 ? [0, ...numbers] : numbers;
  if (start === null || end === undefined || end === null || stride === null || stride === 0) return null;
  return Math.max(0, Math.ceil((end - start) / stride));
}

/** What the user has said of the length of what a loop goes over; null where that is nothing yet. */
function answeredLength(node: SyntaxNode, source: PythonSource): number | null {
  const expression = isBroken(node) ? null : `len(${onOneLine(source.textOf(node))})`;
  const value = source.unknowns.note(node, expression, (answer) => answer);
  return value?.type === "integer" ? value.value : null;
}

/** What goes over something else and shows how far it is. */
const progress: ReadonlySet<string | null> = new Set(["tqdm", "track", "tqdm_notebook", "ProgressBar", "progressbar"]);

/** The call that a variable is assigned, alone: `bar = tqdm(range(10))`. */
function progressBar(
  node: SyntaxNode,
  scope: Scope,
  source: PythonSource,
): { readonly call: SyntaxNode; readonly scope: Scope } | null {
  const assignment = node.name === "VariableName" ? soleAssignment(source.textOf(node), scope) : null;
  if (assignment?.value.name !== "CallExpression") return null;
  return { call: assignment.value, scope: assignment.home };
}

/** The last name of a called function, as loops go over: `range`, `tqdm` in `tqdm.tqdm(…)`; with its arguments. */
function countingCall(
  node: SyntaxNode,
  source: PythonSource,
): { readonly name: string | null; readonly given: readonly CallArgument[] } {
  const callee = node.name === "CallExpression" ? node.firstChild : null;
  if (callee === null) return { name: null, given: [] };
  const taken = [null, "iterable", "start"];
  const given = callArguments(node, source).filter(({ name, spread }) => spread === null && taken.includes(name));
  return { name: source.textOf(callee).replace(/^.*\./s, ""), given };
}

function integerAt(given: readonly CallArgument[], index: number, scope: Scope, source: PythonSource): number | null {
  const node = given[index].value;
  const value = node && readValue(node, scope, source)?.value;
  return value?.type === "integer" ? value.value : null;
}
