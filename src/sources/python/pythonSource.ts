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
  /** Where a bracket stands in more others than Python reads; null where none does. The tree of such a text is empty. */
  readonly deepBracket: number | null;
  /** Of the file, what only its run knows. */
  readonly unknowns: UnknownExpressions;
}

/** @param memory of the last version of the text */
export function parsePython(
  text: string,
  file: string | null = null,
  modules: PythonModules = noModules,
  unknowns = new UnknownExpressions(),
  memory = new ParseMemory(),
): PythonSource {
  const deepBracket = findDeepBracket(text);
  const tree = deepBracket === null ? memory.parse(parser, text, withDigitsBehindPoints(text)) : Tree.empty;
  return { ...createSyntaxSource(text, tree), file, modules, deepBracket, unknowns };
}

/**
 * The parser takes the point of `1.` and `1.e-3` for that of an attribute. It is given as many characters that it takes for a number:
 * its tree then fits the text as it stands.
 */
function withDigitsBehindPoints(text: string): string {
  return text.replace(/(?<![\w.])(\d[\d_]*)\.(?=[eE][+-]?\d|[jJ]\b|[^\w.]|$)/g, "$1_");
}
