import { LineCounter } from "yaml";
import type { SourceRange } from "../configuration";

/** Knows the line and column of every offset in `text`. */
export function countLines(text: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) lines.addNewLine(end + 1);
  return lines;
}

/** The range from one offset to another, in lines and columns; offsets count UTF-16 units from 0, `end` is exclusive. */
export function rangeBetween(lines: LineCounter, start: number, end: number): SourceRange {
  const from = lines.linePos(start);
  const to = lines.linePos(Math.max(start, end));
  return { line: from.line, column: from.col, endLine: to.line, endColumn: to.col };
}
