import type { SourceReading } from "../configuration";
import { MappedText } from "../embedded/mappedText";
import { mapRanges } from "../embedded/mapRanges";
import { cellCode } from "./cellCode";
import { codeCells, type SpelledString } from "./codeCells";

/**
 * Reads the optimizers of a Jupyter notebook in Python: its cells together, as they are when they are run in their order. Ranges are those of the file, a string
 * of JSON for every line of code. Never throws.
 *
 * @param readCode reads the code of all cells as one text
 */
export async function readNotebook(
  text: string,
  readCode: (code: string) => Promise<SourceReading>,
): Promise<SourceReading> {
  const { language, cells } = codeCells(text);
  if (language !== null && !/^i?python\d*$/i.test(language)) return { configurations: [], issues: [] };
  const code = new MappedText();
  for (const strings of cells) appendCell(code, strings);
  return mapRanges(await readCode(code.text), code.mapping(text));
}

/** Cells end with a line of their own. */
function appendCell(code: MappedText, strings: readonly SpelledString[]): void {
  const cell = new MappedText();
  for (const { spelled, offset } of strings) appendString(cell, spelled, offset);
  const end = strings.at(-1);
  code.appendPart(cell, undefined, undefined, cellCode(cell.text));
  if (end !== undefined) code.append("\n", end.offset + end.spelled.length);
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

/** What a string of JSON says, each escape standing where it is spelled. */
function appendString(code: MappedText, spelled: string, offset: number): void {
  const pattern = /\\(?:u([0-9a-fA-F]{4})|(.))/gs;
  let from = 0;
  for (const { 0: whole, 1: unit, 2: character, index } of spelled.matchAll(pattern)) {
    code.append(spelled.slice(from, index), offset + from);
    const said =
      unit === undefined ? (escapes[character] ?? character) : String.fromCharCode(Number.parseInt(unit, 16));
    code.append(said, offset + index, whole.length);
    from = index + whole.length;
  }
  code.append(spelled.slice(from), offset + from);
}
