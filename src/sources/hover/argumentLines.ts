import { describeRange } from "../../core/numberRange";
import type { Say } from "../../core/say";
import { shortNumber } from "../../core/shortNumber";
import { spellValue, wordsOf } from "../arguments/languageWords";
import type { ArgumentDefinition, CatalogueEntry } from "../catalogue/catalogue";
import type { Framework, ReadValue, SourceRange } from "../configuration";
import { containsPosition } from "../containsPosition";
import { code, plain } from "../markdownText";
import { describePlace, provenanceOf, type SourcePlace } from "../provenance";

/** Makes the address of a link that opens a place. */
export type LinkTo = (place: SourcePlace) => string;

/** How values are told of. */
export interface Telling {
  readonly linkTo: LinkTo;
  readonly say: Say;
}

/** Longest value that is shown whole. */
const LONGEST_VALUE = 80;

/**
 * What an entry's arguments are in a configuration: in one line those that are given, each with where it comes from, and in another the
 * defaults, but for those that switch something off.
 */
export function argumentLines(
  entry: CatalogueEntry,
  values: Readonly<Record<string, ReadValue>>,
  unresolved: readonly string[],
  within: SourceRange,
  telling: Telling,
): readonly string[] {
  const names = entry.arguments.filter(({ companion }) => !companion).map(({ name }) => name);
  const all = entry.arguments.flatMap((argument): [string, ReadValue][] => {
    const { name, kind, companion } = argument;
    const read = values[name] ?? defaultOf(argument);
    const isIdle = kind === "execution" && read?.range === null;
    return read === undefined || companion || isIdle || unresolved.includes(name) ? [] : [[name, read]];
  });
  const gaps = names
    .filter((name) => unresolved.includes(name))
    .map((name) => telling.say("{0} (worked out by the program)", code(name)));
  return valueLines(all, gaps, entry.framework, within, telling);
}

/** @param gaps what is said of values that cannot be read */
export function valueLines(
  values: readonly (readonly [name: string, read: ReadValue])[],
  gaps: readonly string[],
  framework: Framework,
  within: SourceRange,
  telling: Telling,
): readonly string[] {
  const isDefault = ({ range, origin }: ReadValue) => range === null && origin === undefined;
  const given = values
    .filter(([, read]) => !isDefault(read))
    .map(([name, read]) => {
      const origin = originOf(read, within, telling);
      return code(spelled(name, read, framework)) + (origin === "" ? "" : ` (${origin})`);
    });
  const defaults = values
    .filter(([, read]) => isDefault(read) && !isSwitchedOff(read))
    .map(([name, read]) => code(spelled(name, read, framework)));
  const line = [...given, ...gaps].join(" · ");
  return [line, defaults.length === 0 ? "" : telling.say("Defaults: {0}", defaults.join(" · "))];
}

/** `lr = 3e-4 · default of --lr, line 24`: of what stands within the range that is looked at, nobody asks for the place. */
export function valueLine(
  name: string,
  read: ReadValue,
  framework: Framework,
  within: SourceRange,
  telling: Telling,
): string {
  return [code(spelled(name, read, framework)), originOf(read, within, telling)]
    .filter((part) => part !== "")
    .join(" · ");
}

function spelled(name: string, { value }: ReadValue, framework: Framework): string {
  const whole = spellValue(value, wordsOf(framework), shortNumber);
  return `${name} = ${whole.length > LONGEST_VALUE ? `${whole.slice(0, LONGEST_VALUE - 1)}…` : whole}`;
}

function originOf(read: ReadValue, within: SourceRange, { linkTo, say }: Telling): string {
  const { words, place } = provenanceOf(read, say);
  const isHere = place !== null && place.file === undefined && isWithin(place.range, within);
  const link = place === null || isHere ? "" : `[${plain(describePlace(place, say))}](${linkTo(place)})`;
  return [plain(words), link].filter((part) => part !== "").join(say(", "));
}

/** What an argument takes, in words: `a number of at least 0 · default 0.001`. */
export function describeArgument(
  { kind, range, default: preset, nullable }: ArgumentDefinition,
  framework: Framework,
  say: Say,
): string {
  const words = wordsOf(framework);
  const numeric: readonly string[] = ["number", "float", "integer"];
  const takes = numeric.includes(kind)
    ? describeRange({ ...range, ...(kind === "integer" ? { integer: true } : {}) }, say)
    : otherKind(kind, say);
  const parts = [
    takes !== "" && nullable ? say("{0} or {1}", takes, words.none) : takes,
    preset === undefined ? say("required") : say("default {0}", spellValue(preset, words, shortNumber)),
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/** Empty of what the name alone says. */
function otherKind(kind: ArgumentDefinition["kind"], say: Say): string {
  if (kind === "boolean") return say("a flag");
  return kind === "numbers" || kind === "floats" ? say("several numbers") : "";
}

/** Whether a value is a default that switches something off. */
function isSwitchedOff({ value, range }: ReadValue): boolean {
  return range === null && (value === null || value === false);
}

function defaultOf({ default: preset }: ArgumentDefinition): ReadValue | undefined {
  return preset === undefined ? undefined : { value: preset, range: null };
}

function isWithin(inner: SourceRange, outer: SourceRange): boolean {
  const end = { line: inner.endLine, column: inner.endColumn };
  return containsPosition(outer, inner) && containsPosition(outer, end);
}
