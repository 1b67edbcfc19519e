import type { SyntaxNode } from "@lezer/common";
import { parser } from "@lezer/javascript";
import { childrenOf, createSyntaxSource, parseText, type SyntaxSource } from "../syntaxSource";

/** The kinds of files: JavaScript, which may hold elements of JSX, TypeScript, and TypeScript with JSX. */
export type JavascriptDialect = "jsx" | "ts" | "ts jsx";

/** A JavaScript or TypeScript file as text and syntax tree. */
export type JavascriptSource = SyntaxSource;

export function parseJavascript(text: string, dialect: JavascriptDialect): JavascriptSource {
  return createSyntaxSource(text, parseText(parser.configure({ dialect }), text));
}

/** The expression that stands within parentheses and what TypeScript says of its type: `(tf as any)`, `tf!`. */
export function unwrapped(expression: SyntaxNode): SyntaxNode {
  let inner = expression;
  for (let next = wrappedIn(inner); next !== null; next = wrappedIn(inner)) inner = next;
  return inner;
}

function wrappedIn(node: SyntaxNode): SyntaxNode | null {
  switch (node.name) {
    case "ParenthesizedExpression":
      return childrenOf(node)[1] ?? null;
    case "BinaryExpression":
      return node.getChild("as") !== null || node.getChild("satisfies") !== null ? node.firstChild : null;
    case "PostfixExpression":
      return node.getChild("LogicOp") === null ? null : node.firstChild;
    case "PrefixCast":
      return node.lastChild;
    default:
      return null;
  }
}
