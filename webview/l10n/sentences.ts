import { t } from "./translate";

/** Sentences one after the other; between those that end in full-width stops there is no space. */
export function inOneLine(sentences: readonly string[]): string {
  return sentences.join(t(" "));
}
