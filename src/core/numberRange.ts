import { formatCount } from "./formatNumber";
import { type Say, sayInEnglish } from "./say";

/** The finite numbers that are allowed; the limits mean what JSON Schema means by these names. */
export interface NumberRange {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  /** Only whole numbers. */
  readonly integer?: boolean;
}

/** From 0 upwards: learning rates, weight decay. */
export const NOT_NEGATIVE: NumberRange = { minimum: 0 };
/** Above 0: divisors and what is added to them. */
export const POSITIVE: NumberRange = { exclusiveMinimum: 0 };
/** From 0, below 1: the share of its last value that a running average keeps. */
export const BELOW_ONE: NumberRange = { minimum: 0, exclusiveMaximum: 1 };
/** From 0 to 1. */
export const UNIT_INTERVAL: NumberRange = { minimum: 0, maximum: 1 };
/** Whole numbers from 1: counts of steps or samples. */
export const COUNT: NumberRange = { minimum: 1, integer: true };

/** Whether `value` is a finite number of the range. */
export function isInRange(value: number, range: NumberRange): boolean {
  return (
    Number.isFinite(value) &&
    (!range.integer || Number.isInteger(value)) &&
    value >= (range.minimum ?? Number.NEGATIVE_INFINITY) &&
    value <= (range.maximum ?? Number.POSITIVE_INFINITY) &&
    value > (range.exclusiveMinimum ?? Number.NEGATIVE_INFINITY) &&
    value < (range.exclusiveMaximum ?? Number.POSITIVE_INFINITY)
  );
}

/** The range in words, to follow "expected": `a number from 0 to 1`, `an integer of at least 1`, `-1` alone. */
export function describeRange(range: NumberRange, say: Say = sayInEnglish): string {
  if (range.minimum !== undefined && range.minimum === range.maximum) return `${range.minimum}`;
  const limits = describeLimits(range, say);
  return range.integer ? say("an integer{0}", limits) : say("a number{0}", limits);
}

/** The limits alone, to follow a noun: ` from 0 to 1`; empty where there are none. */
export function describeLimits(range: NumberRange, say: Say = sayInEnglish): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = range;
  if (minimum !== undefined && maximum !== undefined)
    return say(" from {0} to {1}", showLimit(minimum), showLimit(maximum));
  const limits = [
    minimum === undefined ? "" : say("of at least {0}", showLimit(minimum)),
    exclusiveMinimum === undefined ? "" : say("above {0}", showLimit(exclusiveMinimum)),
    maximum === undefined ? "" : say("of at most {0}", showLimit(maximum)),
    exclusiveMaximum === undefined ? "" : say("below {0}", showLimit(exclusiveMaximum)),
  ].filter((limit) => limit !== "");
  return limits.length === 0 ? "" : ` ${limits.join(say(" and "))}`;
}

/** Whole numbers with thousands separated. */
function showLimit(limit: number): string {
  return Number.isInteger(limit) ? formatCount(limit) : String(limit);
}
