import type { SourceRange } from "./configuration";

/** Lines and columns of a text, which count from 1, and offsets, which count from 0. Columns and offsets are in UTF-16 units. */
export interface LinePositions {
  position(offset: number): { readonly line: number; readonly column: number };
  offset(line: number, column: number): number;
  /** @param to exclusive; the range ends where it starts if that lies before */
  range(from: number, to: number): SourceRange;
}

export function linePositions(text: string): LinePositions {
  const starts = [0];
  for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) starts.push(end + 1);
  const position = (offset: number) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low] + 1 };
  };
  return {
    position,
    offset: (line, column) => starts[line - 1] + column - 1,
    range(from, to) {
      const { line, column } = position(from);
      const end = position(Math.max(from, to));
      return { line, column, endLine: end.line, endColumn: end.column };
    },
  };
}
