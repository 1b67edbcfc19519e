import type { SyntaxNode } from "@lezer/common";
import type { PythonSource } from "./pythonSource";
import type { Scope } from "./scopes";

/** An expression with where it stands, and where its names are looked up. */
export interface Expression {
  readonly node: SyntaxNode;
  readonly scope: Scope;
  readonly source: PythonSource;
}

/** Whether two expressions are the same, of whichever files. */
export function isSameExpression(a: Expression, b: Expression): boolean {
  return a.scope.file === b.scope.file && isSameNode(a.node, b.node);
}

/** Whether two nodes of one file are the same; the parser makes a new object each time that one is reached. */
export function isSameNode(a: SyntaxNode, b: SyntaxNode): boolean {
  return a.from === b.from && a.to === b.to && a.name === b.name;
}

export function isWithin(inner: SyntaxNode, outer: SyntaxNode): boolean {
  return inner.from >= outer.from && inner.to <= outer.to;
}
