import type { Framework } from "../configuration";

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

export const javascriptWords: LanguageWords = {
  none: "null",
  yes: "true",
  no: "false",
  spellSequence: (entries) => `[${entries.join(", ")}]`,
};

/** The words of the language in which a framework is used. */
export function wordsOf(framework: Framework): LanguageWords {
  return framework === "tfjs" ? javascriptWords : pythonWords;
}
