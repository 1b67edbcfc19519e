import type { SyntaxNode } from "@lezer/common";
import { assignmentsOf } from "./assignments";
import type { FrameworkCall } from "./frameworkCalls";
import type { PythonSource } from "./pythonSource";
import { bindingScope, type Scope } from "./scopes";

/** Statements and expressions of which one branch alone is taken. */
const alternatives: ReadonlySet<string> = new Set([
  "IfStatement",
  "TryStatement",
  "MatchStatement",
  "ConditionalExpression",
]);

/**
 * The calls whose value an expression stands for: the expression itself, or those assigned to it. Of these the last one before
 * where it is used, with those of the other branches: in `if a: o = SGD() else: o = Adam()` a scheduler of `o` belongs to both.
 *
 * @param use the call that the expression is an argument of, or that refers to it; its scope is that of the expression
 */
export function callsAssignedTo(
  expression: SyntaxNode,
  use: Pick<FrameworkCall, "node" | "scope">,
  calls: readonly FrameworkCall[],
  source: PythonSource,
): readonly FrameworkCall[] {
  const direct = calls.filter(({ node }) => node.from === expression.from && node.to === expression.to);
  if (direct.length > 0) return direct;
  const variable = variableOf(expression, use.scope, source);
  const candidates = calls.filter(({ node, scope }) => {
    const isBefore = node.from < use.node.from || scope !== use.scope;
    return isBefore && targetsOf(node).some((target) => isSame(variable, variableOf(target, scope, source)));
  });
  const last = candidates[candidates.length - 1];
  return candidates.filter(({ node }) => node === last.node || areAlternatives(node, last.node));
}

/** A variable or attribute with the scope whose it is. */
interface Variable {
  readonly text: string;
  readonly home: Scope | null;
}

function variableOf(node: SyntaxNode, scope: Scope, source: PythonSource): Variable | null {
  const text = source.textOf(node);
  if (node.name === "VariableName") return { text, home: bindingScope(scope, text) };
  return node.name === "MemberExpression" ? { text, home: enclosingClass(scope) } : null;
}

function isSame(a: Variable | null, b: Variable | null): boolean {
  return a !== null && b !== null && a.text === b.text && a.home === b.home;
}

function enclosingClass(scope: Scope): Scope | null {
  for (let around: Scope | null = scope; around !== null; around = around.parent) {
    if (around.kind === "class") return around;
  }
  return null;
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

function areAlternatives(a: SyntaxNode, b: SyntaxNode): boolean {
  for (let around: SyntaxNode | null = a; around !== null; around = around.parent) {
    if (around.from <= b.from && around.to >= b.to) return alternatives.has(around.name);
  }
  return false;
}
