import { type JSONPath, visit } from "jsonc-parser";

/** A string of a JSON file, as it is spelled between the quotes. */
export interface SpelledString {
  readonly spelled: string;
  /** Offset of its first character in the file. */
  readonly offset: number;
}

/** A notebook as far as it holds code. */
export interface CodeCells {
  /** Of the kernel; null where the file does not say. */
  readonly language: string | null;
  /** The strings of every cell of code: one a line, or one for all of them. */
  readonly cells: readonly (readonly SpelledString[])[];
}

/**
 * Finds the code of a Jupyter notebook (nbformat 4, and 3 with its worksheets). Never throws: of a file that is cut off, it finds what is there.
 *
 * @param text of the file
 */
export function codeCells(text: string): CodeCells {
  const cells: { isCode: boolean; readonly strings: SpelledString[] }[] = [];
  let language: string | null = null;
  try {
    visit(text, {
      onObjectBegin(_offset, _length, _line, _column, pathOf) {
        if (placeInCell(pathOf()) === "") cells.push({ isCode: false, strings: [] });
      },
      // Outputs are most of a notebook, and pictures most of these.
      onArrayBegin: (_offset, _length, _line, _column, pathOf) => placeInCell(pathOf()) !== "outputs",
      // The parser finds the end of what is left out only where it is asked for ends.
      onArrayEnd: () => {},
      onObjectEnd: () => {},
      onLiteralValue(value, offset, length, _line, _column, pathOf) {
        if (typeof value !== "string") return;
        const path = pathOf();
        if (isLanguage(path)) language ??= value;
        const cell = cells.at(-1);
        const place = placeInCell(path);
        if (cell === undefined || place === null) return;
        if (place === "cell_type") cell.isCode = value === "code";
        else if (place === "source" || place === "input") {
          cell.strings.push({ spelled: text.slice(offset + 1, offset + length - 1), offset: offset + 1 });
        }
      },
    });
  } catch (error) {
    // The parser is recursive: what is nested deeper than its stack is no notebook.
    if (!(error instanceof RangeError)) throw error;
  }
  return { language, cells: cells.filter(({ isCode }) => isCode).map(({ strings }) => strings) };
}

/** The key of a cell under which something stands, empty for the cell itself; null outside of cells. */
function placeInCell(path: JSONPath): string | null {
  const at = path[0] === "worksheets" ? 2 : 0;
  if (path[at] !== "cells" || typeof path[at + 1] !== "number") return null;
  const [key = "", ...rest] = path.slice(at + 2);
  return rest.length <= 1 ? String(key) : null;
}

function isLanguage(path: JSONPath): boolean {
  return ["metadata.kernelspec.language", "metadata.language_info.name"].includes(path.join("."));
}
