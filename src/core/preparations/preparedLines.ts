import { displayName } from "../rule/typography";

/** Puts a preparation's lines into those of the rule: before the first one that assigns a state which the preparation fills. */
export function insertLines<Line extends { readonly name: string }>(
  ruleLines: readonly Line[],
  filled: readonly string[],
  lines: readonly Line[],
): Line[] {
  const first = ruleLines.findIndex(({ name }) => filled.map(displayName).includes(name));
  return ruleLines.toSpliced(first, 0, ...lines);
}
