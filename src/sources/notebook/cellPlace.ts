import type { SourceRange } from "../configuration";
import { linePositions } from "../linePositions";
import { codeCells, type SpelledString } from "./codeCells";

/** A stretch of the code of a notebook. */
export interface CellPlace {
  /** Which of its cells of code, from 0. */
  readonly cell: number;
  /** In the code of the cell. */
  readonly range: SourceRange;
}

/**
 * Where in a notebook's cells a place of its file is; of a place between two lines of code, the line that comes next. Null where no code is
 * at it or behind it.
 */
export function cellPlace(text: string, { line, column, endLine, endColumn }: SourceRange): CellPlace | null {
  const places = linePositions(text);
  const from = places.offset(line, column);
  const to = places.offset(endLine, endColumn);
  const { cells } = codeCells(text);
  const cell = cells.findIndex((strings) => strings.some((string) => endOf(string) >= from));
  if (cell < 0) return null;
  const code = cells[cell].map(({ spelled }) => said(spelled)).join("");
  const inCode = (offset: number) => lengthBefore(cells[cell], offset);
  return { cell, range: linePositions(code).range(inCode(from), Math.max(inCode(from), inCode(to))) };
}

function endOf({ spelled, offset }: SpelledString): number {
  return offset + spelled.length;
}

/** How much code stands in front of an offset of the file. */
function lengthBefore(strings: readonly SpelledString[], offset: number): number {
  const before = strings.map(
    ({ spelled, offset: start }) => said(spelled.slice(0, Math.max(0, offset - start))).length,
  );
  return before.reduce((sum, length) => sum + length, 0);
}

/** What a string of JSON says; as it is spelled where it is no JSON. */
function said(spelled: string): string {
  try {
    return String(JSON.parse(`"${spelled}"`));
  } catch {
    return spelled;
  }
}
