import type { Framework, SourceValue } from "../configuration";

/** How messages spell values, in the language that the file is written in. */
export interface LanguageWords {
  readonly none: string;
  readonly yes: string;
  readonly no: string;
  /** @param entries as they are spelled */
  spellSequence(entries: readonly string[]): string;
}

export const pythonWords: LanguageWords = {
  none: "None",
  yes: "True",
  no: "False",
  spellSequence: (entries) => `(${entries.join(", ")}${entries.length === 1 ? "," : ""})`,
};

/** Those of YAML and JSON too. */
export const javascriptWords: LanguageWords = {
  none: "null",
  yes: "true",
  no: "false",
  spellSequence: (entries) => `[${entries.join(", ")}]`,
};

/** The words of the language in which a framework is used. */
export function wordsOf(framework: Framework): LanguageWords {
  // YAML and JSON spell values as JavaScript does.
  return ["tfjs", "jax-js", "native"].includes(framework) ? javascriptWords : pythonWords;
}

/** A value as the language spells it. */
export function spellValue(
  value: SourceValue,
  words: LanguageWords,
  spellNumber: (value: number) => string = String,
): string {
  if (value === null) return words.none;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (typeof value === "number") return spellNumber(value);
  if (typeof value === "string") return value;
  return words.spellSequence(value.map((entry) => spellValue(entry, words, spellNumber)));
}
