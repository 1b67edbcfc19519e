import { type Parser, type SyntaxNode, Tree, type TreeFragment } from "@lezer/common";
import type { SourceRange } from "./configuration";
import { linePositions } from "./linePositions";

/** A file as text and syntax tree. Parsers accept anything; what is broken is marked by error nodes. */
export interface SyntaxSource {
  readonly tree: Tree;
  textOf(node: SyntaxNode): string;
  rangeOf(node: Pick<SyntaxNode, "from" | "to">): SourceRange;
}

/** @param tree of the text, or of one that stands at the same places */
export function createSyntaxSource(text: string, tree: Tree): SyntaxSource {
  const lines = linePositions(text);
  return {
    tree,
    textOf: (node) => text.slice(node.from, node.to),
    rangeOf: (node) => lines.range(node.from, node.to),
  };
}

/**
 * The syntax tree of a text; an empty one where that is nested deeper than the stack, since parsers build their trees recursively.
 *
 * @param unchanged what another version of the text had in common with it, whose tree is taken over
 */
export function parseText(parser: Parser, text: string, unchanged: readonly TreeFragment[] = []): Tree {
  try {
    return parser.parse(text, unchanged);
  } catch (error) {
    if (error instanceof RangeError) return Tree.empty;
    throw error;
  }
}

/** The children of a node without comments. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (!child.type.isSkipped) children.push(child);
  }
  return children;
}

/** Whether a node holds a mistake or is cut off. */
export function isBroken(node: SyntaxNode): boolean {
  let broken = node.type.isError;
  node.cursor().iterate((inner) => {
    broken ||= inner.type.isError;
    return !broken;
  });
  return broken;
}

/** The operator and the operands, one or two, of arithmetic; null where the operator is another, or something is missing. */
export function arithmeticOf(
  node: SyntaxNode,
): { readonly operator: SyntaxNode; readonly operands: readonly SyntaxNode[] } | null {
  const children = childrenOf(node);
  const operator = children[children.length - 2];
  if (children.length < 2 || children.length > 3 || operator.name !== "ArithOp") return null;
  return { operator, operands: children.filter((child) => child !== operator) };
}
