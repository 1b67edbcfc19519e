import { parser } from "@lezer/python";
import { createSyntaxSource, parseText, type SyntaxSource } from "../syntaxSource";

export { childrenOf, isBroken } from "../syntaxSource";

/** A Python file as text and syntax tree. */
export type PythonSource = SyntaxSource;

export function parsePython(text: string): PythonSource {
  return createSyntaxSource(text, parseText(parser, withDigitsBehindPoints(text)));
}

/**
 * The parser takes the point of `1.` and `1.e-3` for that of an attribute. It is given as many characters that it takes for a number:
 * its tree then fits the text as it stands.
 */
function withDigitsBehindPoints(text: string): string {
  return text.replace(/(?<![\w.])(\d[\d_]*)\.(?=[eE][+-]?\d|[jJ]\b|[^\w.]|$)/g, "$1_");
}
