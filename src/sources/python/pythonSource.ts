import { Tree } from "@lezer/common";
import { parser } from "@lezer/python";
import { ParseMemory } from "../parseMemory";
import { createSyntaxSource, type SyntaxSource } from "../syntaxSource";
import { noModules, type PythonModules } from "./modules/pythonModules";
import { findDeepBracket } from "./nestedBrackets";
import { UnknownExpressions } from "./unknownExpressions";

export { childrenOf, isBroken } from "../syntaxSource";

/** A Python file as text and syntax tree. */
export interface PythonSource extends SyntaxSource {
  /** Path of the file, where it is another than the one whose optimizers are read. */
  readonly file: string | null;
  /** Among which it finds what it imports from the workspace. */
  readonly modules: PythonModules;
  /** Of the file, what only its run knows. */
  readonly unknowns: UnknownExpressions;
}

/**
 * The tree of a text that nests brackets deeper than Python reads is empty.
 *
 * @param memory of the last version of the text
 */
export function parsePython(
  text: string,
  file: string | null = null,
  modules: PythonModules = noModules,
  unknowns = new UnknownExpressions(),
  memory = new ParseMemory(),
): PythonSource {
  const isDeep = findDeepBracket(text) !== null;
  const tree = isDeep ? Tree.empty : memory.parse(parser, withDigitsBehindPoints(text));
  return { ...createSyntaxSource(text, tree), file, modules, unknowns };
}

/**
 * The parser takes the point of `1.` and `1.e-3` for that of an attribute. It is given as many characters that it takes for a number:
 * its tree then fits the text as it stands.
 */
function withDigitsBehindPoints(text: string): string {
  return text.replace(/(?<![\w.])(\d[\d_]*)\.(?=[eE][+-]?\d|[jJ]\b|[^\w.]|$)/g, "$1_");
}
