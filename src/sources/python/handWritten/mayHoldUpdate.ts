import type { Outline } from "../outline";
import { differentiated, givesGradient, isParameter, isPerhapsRate, isSurelyGradient, isSurelyRate } from "./customs";

const known = new WeakMap<Outline, boolean>();

/**
 * Whether there may be an update in a statement of a module that is taken for an optimizer's, by the names in it: it has surely a learning rate; or perhaps
 * one, or a number in its place, and besides what is surely a gradient or named as a parameter.
 */
export function mayHoldUpdate(outline: Outline): boolean {
  const found = known.get(outline) ?? mayHold(outline);
  known.set(outline, found);
  return found;
}

function mayHold({ words: all, hasFraction }: Outline): boolean {
  const words = [...all];
  if (words.some(isSurelyRate)) return true;
  if (!hasFraction && !words.some(isPerhapsRate)) return false;
  const names = new Set(words.map((word) => word.toLowerCase().replace(/s$/, "")));
  return words.some((word) => {
    if (isParameter(word) || isSurelyGradient(word, "") || givesGradient(word)) return true;
    const parameter = differentiated(word);
    return parameter !== undefined && (names.has(parameter) || isParameter(parameter));
  });
}
