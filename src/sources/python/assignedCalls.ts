import type { SyntaxNode } from "@lezer/common";
import { assignmentsOf } from "./assignments";
import type { FrameworkCall } from "./frameworkCalls";
import type { PythonSource } from "./pythonSource";
import { valueOrigins } from "./valueOrigins";

/**
 * The calls whose value an expression stands for: the expression itself, or those whose value reaches it through variables, lists and
 * dictionaries, and the parameters and results of functions of the file.
 *
 * @param use what the expression is an argument of, or refers to it; its scope is that of the expression
 * @param calls of one file; what is found among the same list is remembered
 */
export function callsAssignedTo(
  expression: SyntaxNode,
  use: Pick<FrameworkCall, "scope">,
  calls: readonly FrameworkCall[],
  source: PythonSource,
): readonly FrameworkCall[] {
  const search = searchFor(calls);
  const key = keyOf(expression);
  const known = search.found.get(key);
  if (known !== undefined) return known;
  const origins = valueOrigins(expression, use.scope, (node) => search.wanted.has(keyOf(node)), source);
  const found = [...new Set(origins.map(keyOf))].flatMap((origin) => search.wanted.get(origin) ?? []);
  const inOrder = found.sort((a, b) => a.node.from - b.node.from);
  search.found.set(key, inOrder);
  return inOrder;
}

/** Calls that are looked for, by their place, with what has been found for expressions before. */
interface CallSearch {
  readonly wanted: ReadonlyMap<string, readonly FrameworkCall[]>;
  readonly found: Map<string, readonly FrameworkCall[]>;
}

const searches = new WeakMap<readonly FrameworkCall[], CallSearch>();

function searchFor(calls: readonly FrameworkCall[]): CallSearch {
  const known = searches.get(calls);
  if (known !== undefined) return known;
  const wanted = new Map<string, FrameworkCall[]>();
  for (const call of calls) {
    const key = keyOf(call.node);
    wanted.set(key, [...(wanted.get(key) ?? []), call]);
  }
  const search: CallSearch = { wanted, found: new Map() };
  searches.set(calls, search);
  return search;
}

function keyOf({ from, to }: SyntaxNode): string {
  return `${from}:${to}`;
}

/** The targets that a call's value is assigned to, through parentheses and conditional expressions. */
export function targetsOf(call: SyntaxNode): readonly SyntaxNode[] {
  let value = call;
  while (value.parent?.name === "ConditionalExpression" || value.parent?.name === "ParenthesizedExpression") {
    value = value.parent;
  }
  const statement = value.parent;
  if (statement?.name !== "AssignStatement" && statement?.name !== "NamedExpression") return [];
  return assignmentsOf(statement)
    .filter((assignment) => assignment.value?.from === value.from && assignment.value.to === value.to)
    .map(({ target }) => target);
}
