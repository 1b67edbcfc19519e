import type { ReadValue, SourceRange, SourceReading } from "../configuration";
import { isRange } from "../embedded/mapRanges";
import { cellCode } from "./cellCode";

/** The code of a notebook's cells as one text, as it is when they are run in their order. */
export function joinCells(texts: readonly string[]): string {
  return texts.map(cellCode).join("\n");
}

/**
 * The part of a reading of all cells that one of them shows, with places in that cell. A value that another cell spells out says which, in words: it has no
 * place here.
 *
 * @param texts of the cells that were read together
 * @param index of the cell among them
 */
export function readingOfCell(
  { configurations, issues }: SourceReading,
  texts: readonly string[],
  index: number,
): SourceReading {
  const starts = [0];
  for (const text of texts) starts.push(starts[starts.length - 1] + text.split("\n").length);
  const [before, end] = [starts[index], starts[index + 1]];
  const isHere = ({ line }: SourceRange) => line > before && line <= end;
  const place: PlaceOfCell = {
    here: (range) => (isHere(range) ? moved(range, -before) : null),
    cellOf: ({ line }) => starts.findIndex((start) => start >= line),
  };
  return {
    configurations: configurations.filter(({ range }) => isHere(range)).map((it) => inCell(it, place) as typeof it),
    issues: issues.filter(({ range }) => isHere(range)).map((it) => inCell(it, place) as typeof it),
  };
}

interface PlaceOfCell {
  /** Null for a place in another cell. */
  here(range: SourceRange): SourceRange | null;
  /** The number of the cell that a place is in, from 1. */
  cellOf(range: SourceRange): number;
}

/** Plain data with the places of a cell; what has its place in another cell is shown at the first line. */
function inCell(data: unknown, place: PlaceOfCell): unknown {
  if (Array.isArray(data)) return data.map((entry) => inCell(entry, place));
  if (typeof data !== "object" || data === null || "file" in data) return data;
  if (isRange(data)) return place.here(data) ?? { line: 1, column: 1, endLine: 1, endColumn: 1 };
  if (isReadValue(data) && data.range !== null && place.here(data.range) === null) {
    const cell = `cell ${place.cellOf(data.range)}`;
    return { ...data, range: null, origin: data.origin === undefined ? cell : `${data.origin}, ${cell}` };
  }
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, inCell(value, place)]));
}

function isReadValue(data: object): data is ReadValue {
  return "value" in data && "range" in data;
}

function moved({ line, column, endLine, endColumn }: SourceRange, lines: number): SourceRange {
  return { line: line + lines, column, endLine: endLine + lines, endColumn };
}
