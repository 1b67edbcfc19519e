import { arithmeticText, atom, numberText, power, type RuleText } from "../ruleText";
import type { Arithmetic } from "./arithmetic";
import { countText } from "./counters";
import type { Place } from "./place";

/** A number as a rule has it; null for one that it cannot spell. */
export function constantText(value: number): RuleText | null {
  if (value === Math.PI) return atom("pi");
  return Number.isFinite(value) ? numberText(value) : null;
}

/**
 * An operation of arithmetic in a rule; `i + 1` of a counter is a count of its own, which powers of it run along with.
 *
 * @param textOf the operands
 * @param countOf what a place counts from, null for one that counts nothing
 */
export function operationText(
  { operator, operands: [left, right] }: Extract<Arithmetic, { kind: "operation" }>,
  textOf: (value: Arithmetic) => RuleText | null,
  countOf: (place: Place, at: number) => number | null,
): RuleText | null {
  const isShift = (operator === "+" || operator === "-") && right.kind === "number" && Number.isInteger(right.value);
  const count = isShift && left.kind === "place" ? countOf(left.place, left.node.from) : null;
  if (isShift && count !== null) return countText(count + (operator === "+" ? right.value : -right.value));
  const [first, second] = [textOf(left), textOf(right)];
  if (first === null || second === null) return null;
  return operator === "^" ? power(first, second) : arithmeticText(operator, first, second);
}
