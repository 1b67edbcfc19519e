import type { NumberControl } from "../../core/numberControl";
import type { NumberRange } from "../../core/numberRange";
import type { ArgumentDefinition } from "../catalogue/catalogue";

/** Decades on either side of the value that a logarithmic slider spans. */
const DECADES = 3;
/** Where the value is 0 and so says nothing of its size. */
const sizeOfZero = { from: 1e-6, to: 1 };
/** Share of a running mean that remembers 10,000 steps. */
const LONGEST_MEMORY = 0.9999;

/** The control of a number, by what its framework and its meaning allow. */
export function numberControl(
  value: number,
  {
    kind,
    range = {},
    advisedRange = {},
    ruleNames = [],
  }: Pick<ArgumentDefinition, "kind" | "range" | "advisedRange" | "ruleNames">,
): NumberControl {
  const allowed: NumberRange = { ...advisedRange, ...range, ...(kind === "integer" ? { integer: true } : {}) };
  const number = (own: Omit<NumberControl, "kind" | "range">): NumberControl => ({
    kind: "number",
    range: allowed,
    ...own,
  });
  const isShare = allowed.minimum === 0 && (allowed.exclusiveMaximum === 1 || allowed.maximum === 1);
  if (isShare && ruleNames.some((name) => /^(beta\d?|decay|momentum)$/.test(name))) {
    return number({ scale: "memory", from: 0, to: Math.max(LONGEST_MEMORY, value), hasZero: true });
  }
  if (isShare) return number({ scale: "linear", from: 0, to: allowed.maximum ?? LONGEST_MEMORY, hasZero: true });
  if (value < 0) return number({ scale: "linear", from: 2 * value, to: -value, hasZero: true });
  const isCount = Number.isInteger(value) && value >= 1 && (allowed.integer || value > 1);
  if (isCount) return number({ scale: "logarithmic", from: 1, to: within(value * 100, allowed), hasZero: false });
  const hasZero = (allowed.minimum ?? 0) <= 0 && (allowed.exclusiveMinimum ?? -1) < 0;
  if (value === 0) return number({ scale: "logarithmic", ...sizeOfZero, hasZero: true });
  const factor = 10 ** DECADES;
  return number({ scale: "logarithmic", from: value / factor, to: within(value * factor, allowed), hasZero });
}

function within(value: number, { maximum, exclusiveMaximum }: NumberRange): number {
  return Math.min(value, maximum ?? Number.POSITIVE_INFINITY, exclusiveMaximum ?? Number.POSITIVE_INFINITY);
}
