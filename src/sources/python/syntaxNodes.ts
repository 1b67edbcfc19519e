import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/python";
import type { PythonSource } from "./pythonSource";

/** The kinds of nodes that readers look for all over a file. */
const kinds = [
  "CallExpression",
  "AssignStatement",
  "NamedExpression",
  "UpdateStatement",
  "DeleteStatement",
  "ReturnStatement",
  "ExpressionStatement",
  "ImportStatement",
  "ScopeStatement",
  "FunctionDefinition",
  "LambdaExpression",
  "ClassDefinition",
  "ParamList",
  "CapturePattern",
  "for",
  "as",
] as const;

export type NodeKind = (typeof kinds)[number];

type NodesByKind = Readonly<Record<NodeKind, readonly SyntaxNode[]>>;

const collected = new WeakMap<PythonSource, NodesByKind>();

/**
 * The nodes of a file that are of one of these kinds, in the order of the text and the outer before the inner. The tree is walked once
 * for all who ask, since making a node of each of its places takes longer than parsing does.
 */
export function nodesOf(source: PythonSource, ...wanted: readonly NodeKind[]): readonly SyntaxNode[] {
  const known = collected.get(source);
  const byKind = known ?? collect(source);
  if (known === undefined) collected.set(source, byKind);
  const [only, ...others] = wanted;
  if (others.length === 0) return byKind[only];
  return wanted.flatMap((kind) => byKind[kind]).sort((a, b) => a.from - b.from || b.to - a.to);
}

function collect(source: PythonSource): NodesByKind {
  const byKind = Object.fromEntries(kinds.map((kind) => [kind, []])) as unknown as Record<NodeKind, SyntaxNode[]>;
  const named = new Map<string, SyntaxNode[]>(Object.entries(byKind));
  const byType = parser.nodeSet.types.map(({ name }) => named.get(name));
  source.tree.cursor().iterate((cursor) => {
    byType[cursor.type.id]?.push(cursor.node);
  });
  return byKind;
}
