import { describeRange } from "../../core/numberRange";
import { spellValue, wordsOf } from "../arguments/languageWords";
import type { ArgumentDefinition, CatalogueEntry } from "../catalogue/catalogue";
import type { Framework, ReadValue, SourceRange } from "../configuration";
import { containsPosition } from "../containsPosition";
import { code, plain } from "../markdownText";
import { describePlace, provenanceOf, type SourcePlace } from "../provenance";
import { shortNumber } from "../shortNumber";

/** Makes the address of a link that opens a place. */
export type LinkTo = (place: SourcePlace) => string;

/** Longest value that is shown whole. */
const LONGEST_VALUE = 80;

/**
 * What an entry's arguments are in a configuration, one a line, each with where it comes from. Defaults are there, but for those that
 * switch something off.
 */
export function argumentLines(
  entry: CatalogueEntry,
  values: Readonly<Record<string, ReadValue>>,
  unresolved: readonly string[],
  within: SourceRange,
  linkTo: LinkTo,
): readonly string[] {
  return entry.arguments.flatMap((argument) => {
    const { name, kind, companion } = argument;
    const read = values[name] ?? defaultOf(argument);
    if (unresolved.includes(name)) return [`${code(name)} is worked out by the program`];
    if (read === undefined || companion || isSwitchedOff(read) || (kind === "execution" && read.range === null))
      return [];
    return [valueLine(name, read, entry.framework, within, linkTo)];
  });
}

/** `lr = 3e-4 · default of --lr, line 24`: of what stands within the range that is looked at, nobody asks for the place. */
export function valueLine(
  name: string,
  read: ReadValue,
  framework: Framework,
  within: SourceRange,
  linkTo: LinkTo,
): string {
  const spelled = spellValue(read.value, wordsOf(framework), shortNumber);
  const value = spelled.length > LONGEST_VALUE ? `${spelled.slice(0, LONGEST_VALUE - 1)}…` : spelled;
  const { words, place } = provenanceOf(read);
  const isHere = place !== null && place.file === undefined && isWithin(place.range, within);
  const link = place === null || isHere ? "" : `[${plain(describePlace(place))}](${linkTo(place)})`;
  const origin = [plain(words), link].filter((part) => part !== "").join(", ");
  return [code(`${name} = ${value}`), origin].filter((part) => part !== "").join(" · ");
}

/** What an argument takes, in words: `a number of at least 0 · default 0.001`. */
export function describeArgument({ kind, range, default: preset, nullable }: ArgumentDefinition, framework: Framework) {
  const words = wordsOf(framework);
  const numeric: readonly string[] = ["number", "float", "integer"];
  const takes = numeric.includes(kind)
    ? describeRange({ ...range, ...(kind === "integer" ? { integer: true } : {}) })
    : (kindsInWords[kind] ?? "");
  const parts = [
    takes === "" ? "" : takes + (nullable ? ` or ${words.none}` : ""),
    preset === undefined ? "required" : `default ${spellValue(preset, words, shortNumber)}`,
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

const kindsInWords: Partial<Record<ArgumentDefinition["kind"], string>> = {
  numbers: "several numbers",
  floats: "several numbers",
  boolean: "a flag",
};

/** Whether a value is a default that switches something off. */
export function isSwitchedOff({ value, range }: ReadValue): boolean {
  return range === null && (value === null || value === false);
}

function defaultOf({ default: preset }: ArgumentDefinition): ReadValue | undefined {
  return preset === undefined ? undefined : { value: preset, range: null };
}

function isWithin(inner: SourceRange, outer: SourceRange): boolean {
  const end = { line: inner.endLine, column: inner.endColumn };
  return containsPosition(outer, inner) && containsPosition(outer, end);
}
