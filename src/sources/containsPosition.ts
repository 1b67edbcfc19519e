import type { SourceRange } from "./configuration";

/** A place between two characters; line and column count from 1. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** Whether a position is in a range, or at one of its ends. */
export function containsPosition(range: SourceRange, { line, column }: SourcePosition): boolean {
  const startsBefore = range.line < line || (range.line === line && range.column <= column);
  return startsBefore && (range.endLine > line || (range.endLine === line && range.endColumn >= column));
}
