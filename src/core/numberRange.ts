import { formatCount } from "./formatNumber";

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
export function describeRange(range: NumberRange): string {
  if (range.minimum !== undefined && range.minimum === range.maximum) return `${range.minimum}`;
  return (range.integer ? "an integer" : "a number") + describeLimits(range);
}

/** The limits alone, to follow a noun: ` from 0 to 1`; empty where there are none. */
export function describeLimits(range: NumberRange): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = range;
  if (minimum !== undefined && maximum !== undefined) return ` from ${showLimit(minimum)} to ${showLimit(maximum)}`;
  const limits = [
    minimum === undefined ? "" : `of at least ${showLimit(minimum)}`,
    exclusiveMinimum === undefined ? "" : `above ${showLimit(exclusiveMinimum)}`,
    maximum === undefined ? "" : `of at most ${showLimit(maximum)}`,
    exclusiveMaximum === undefined ? "" : `below ${showLimit(exclusiveMaximum)}`,
  ].filter((limit) => limit !== "");
  return limits.length === 0 ? "" : ` ${limits.join(" and ")}`;
}

/** Whole numbers with thousands separated. */
function showLimit(limit: number): string {
  return Number.isInteger(limit) ? formatCount(limit) : String(limit);
}
