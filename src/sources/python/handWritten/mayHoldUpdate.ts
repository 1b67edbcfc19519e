import { lastingFact } from "../lastingFact";
import type { ModuleStatement } from "../moduleStatements";
import { differentiated, givesGradient, isParameter, isPerhapsRate, isSurelyGradient, isSurelyRate } from "./customs";

/** What the names in a statement of a module say of the updates in it. */
interface Signs {
  /** Whether one is surely that of a learning rate. */
  readonly hasRate: boolean;
  /** Whether one is perhaps, or a number may stand in its place. */
  readonly mayHaveRate: boolean;
  /** Whether one is that of a parameter, or of what is surely a gradient. */
  readonly isMoved: boolean;
}

/**
 * Whether there may be an update in a statement of a module that is taken for an optimizer's, by the names in it.
 *
 * @param isRateGiven whether the module itself has a name that is surely that of a learning rate, which the update may have forgotten
 */
export function mayHoldUpdate(statement: ModuleStatement, isRateGiven: boolean): boolean {
  const signs = signsOf(statement);
  return signs.hasRate || (signs.isMoved && (signs.mayHaveRate || isRateGiven));
}

const signsOf = lastingFact(({ outline: { words: all, hasFraction } }): Signs => {
  const words = [...all];
  const names = new Set(words.map((word) => word.toLowerCase().replace(/s$/, "")));
  const isMoved = (word: string) => {
    if (isParameter(word) || isSurelyGradient(word, "") || givesGradient(word)) return true;
    const parameter = differentiated(word);
    return parameter !== undefined && (names.has(parameter) || isParameter(parameter));
  };
  return {
    hasRate: words.some(isSurelyRate),
    mayHaveRate: hasFraction || words.some(isPerhapsRate),
    isMoved: words.some(isMoved),
  };
});
