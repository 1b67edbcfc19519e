import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/python";
import { type ModuleStatement, moduleStatements } from "./moduleStatements";
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

type NodesByKind = ReadonlyMap<NodeKind, readonly SyntaxNode[]>;

const collected = new WeakMap<ModuleStatement, NodesByKind>();

/** The nodes of a file that are of one of these kinds, in the order of the text and the outer before the inner. */
export function nodesOf(source: PythonSource, ...wanted: readonly NodeKind[]): readonly SyntaxNode[] {
  return nodesWithin(moduleStatements(source), ...wanted);
}

/**
 * The same of some statements. The tree of each is walked once for all who ask, since making a node of each of its places takes longer than
 * parsing does.
 */
export function nodesWithin(
  statements: readonly ModuleStatement[],
  ...wanted: readonly NodeKind[]
): readonly SyntaxNode[] {
  const found = statements.map((statement) => {
    const present = wanted.filter((kind) => statement.outline.kinds.has(kind));
    if (present.length === 0) return [];
    const byKind = collected.get(statement) ?? collect(statement);
    collected.set(statement, byKind);
    if (present.length === 1) return byKind.get(present[0]) ?? [];
    return present.flatMap((kind) => byKind.get(kind) ?? []).sort((a, b) => a.from - b.from || b.to - a.to);
  });
  // Those of one statement are asked for often, and may be many: they are not copied.
  return found.length === 1 ? found[0] : found.flat();
}

const kindByType: readonly (NodeKind | undefined)[] = parser.nodeSet.types.map(({ name }) =>
  kinds.find((kind) => kind === name),
);

function collect({ node: statement }: ModuleStatement): NodesByKind {
  const byKind = new Map<NodeKind, SyntaxNode[]>();
  statement.cursor().iterate((cursor) => {
    const kind = kindByType[cursor.type.id];
    if (kind === undefined) return;
    const nodes = byKind.get(kind);
    if (nodes === undefined) byKind.set(kind, [cursor.node]);
    else nodes.push(cursor.node);
  });
  return byKind;
}
