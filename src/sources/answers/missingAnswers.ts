import type { OptimizerConfiguration } from "../configuration";
import type { UnknownValue } from "./unknownValue";

/**
 * What the user has to be asked for before a configuration can be simulated; nothing where no answer would help.
 *
 * @param unread the names, of those that are unresolved, that a simulation cannot do without
 */
export function missingAnswers(
  { unknowns = [] }: OptimizerConfiguration,
  unread: readonly string[],
): readonly UnknownValue[] {
  const open = unknowns.filter(({ answer }) => answer === undefined);
  const isHopeless = unread.some((name) => name.startsWith("*") || name === "chain");
  // A schedule that is not read may be one whose name is not.
  const isUnknownSchedule = unread.includes("schedule") && !open.some(({ kind }) => kind.kind === "string");
  if (isHopeless || isUnknownSchedule) return [];
  return unread.length > 0 ? open : open.filter(({ neededFor }) => neededFor.some(({ argument }) => argument === null));
}
