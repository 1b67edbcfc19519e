import type { SourceRange } from "../configuration";
import type { ScalarNode } from "../yaml/configurationNode";

/** A stretch of one line of a text that stands in a scalar. Counted from 1; the end is exclusive. */
export interface InnerRange {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

/**
 * Where a stretch of a scalar's text lies in the file. In a literal block the indentation has to be added, in quotation
 * marks what escapes take; of text whose lines were folded the whole scalar is given.
 */
export function rangeInScalar(scalar: ScalarNode, inner: InnerRange): SourceRange {
  const { range, source, value } = scalar;
  const line =
    String(value)
      .split("\n")
      .at(inner.line - 1) ?? "";
  if (source.startsWith("|")) {
    const lines = source.split("\n");
    // What is missing behind the last line is said of its end: the file may have no other.
    if (inner.line >= lines.length) return endOfLine(range.line + lines.length - 1, lines[lines.length - 1]);
    const raw = lines[inner.line].replace(/\r$/, "");
    const indentation = Math.max(0, raw.length - line.length);
    const inFile = range.line + inner.line;
    // What is missing at the end of a line is said of the character behind it, which the file may not have.
    const end = raw.length + 1;
    return {
      line: inFile,
      column: Math.min(indentation + inner.column, end),
      endLine: inFile,
      endColumn: Math.min(indentation + inner.endColumn, end),
    };
  }
  const offsets = offsetsInSource(scalar);
  if (offsets === null) return range;
  const lineStart =
    String(value)
      .split("\n")
      .slice(0, inner.line - 1)
      .join("\n").length + (inner.line > 1 ? 1 : 0);
  const offsetAt = (column: number) => offsets[Math.min(lineStart + column - 1, offsets.length - 1)];
  return {
    line: range.line,
    column: range.column + offsetAt(inner.column),
    endLine: range.line,
    endColumn: range.column + offsetAt(inner.endColumn),
  };
}

function endOfLine(line: number, text: string): SourceRange {
  const column = text.length + 1;
  return { line, column, endLine: line, endColumn: column };
}

/** For every character of the value, and its end, where it begins in the source; null where that cannot be told. */
function offsetsInSource({ source, value }: ScalarNode): readonly number[] | null {
  const text = String(value);
  if (source.includes("\n") || source.startsWith(">")) return null;
  const quote = source.at(0);
  if (quote !== '"' && quote !== "'")
    return text === source ? Array.from({ length: text.length + 1 }, (_, i) => i) : null;
  const unit = quote === '"' ? /\\(?:x..|u....|U.{8}|.)|[^"]/gs : /''|[^']/gs;
  const offsets = [...source.slice(1, -1).matchAll(unit)].map(({ index }) => index + 1);
  return offsets.length === text.length ? [...offsets, source.length - 1] : null;
}

/** The line of the file in which the text of a scalar begins. */
export function firstLineOf({ range, source }: ScalarNode): number {
  return /^[|>]/.test(source) ? range.line + 1 : range.line;
}
