import { functionNames } from "./functions";
import { reservedNames } from "./names";
import { tokenize } from "./tokenizer";

/**
 * A rule's text with other names in the place of its own; functions and constants keep theirs.
 *
 * @throws RuleError for text that is no rule
 */
export function renameNames(text: string, rename: (name: string) => string): string {
  const lines = text.split("\n");
  // From the end of a line to its start, so that what is yet to be replaced stays where it is.
  for (const { text: name, range } of nameTokens(text).reverse()) {
    const line = lines[range.line - 1];
    lines[range.line - 1] = line.slice(0, range.column - 1) + rename(name) + line.slice(range.endColumn - 1);
  }
  return lines.join("\n");
}

/** A rule's text in which the reductions of a tensor, without `max`, go over all tensors together. */
export function reduceOverAll(text: string): string {
  return text.replace(
    /\b(norm|mean|rms|sum)\(/g,
    (_call, name: string) => `total${name[0].toUpperCase()}${name.slice(1)}(`,
  );
}

/** The names in a rule's text, in order of appearance, without functions and constants. */
export function namesIn(text: string): ReadonlySet<string> {
  return new Set(nameTokens(text).map((token) => token.text));
}

function nameTokens(text: string) {
  return tokenize(text).filter(
    (token) => token.kind === "name" && !reservedNames.has(token.text) && !functionNames.includes(token.text),
  );
}
