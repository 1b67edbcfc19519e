import type { NumberRange } from "../../core/numberRange";
import type { ArgumentDefinition } from "../catalogue/catalogue";

/** How a hyperparameter is moved by hand. */
export type Control = NumberControl | { readonly kind: "switch" };

export interface NumberControl {
  readonly kind: "number";
  /** What can be typed. */
  readonly range: NumberRange;
  /**
   * How a slider divides the numbers between its ends: `logarithmic` by their digits, with 0 at its left end where `hasZero`; `memory` by
   * the digits of 1 − x, as shares that a running mean keeps are thought of: 0.9, 0.99, 0.999; `linear` evenly.
   */
  readonly scale: "linear" | "logarithmic" | "memory";
  /** Ends of the slider. Of a logarithmic one that has 0, the smallest number above it. */
  readonly from: number;
  readonly to: number;
  readonly hasZero: boolean;
}

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

/** The number at a place of a slider, from 0 to 1, in as many digits as the place tells apart. */
export function numberAt(place: number, { scale, from, to, hasZero, range }: NumberControl): number {
  if (place <= 0 && hasZero) return range.integer ? Math.max(0, Math.ceil(range.minimum ?? 0)) : Math.min(0, from);
  const exact =
    scale === "linear"
      ? from + place * (to - from)
      : scale === "memory"
        ? 1 - (1 - from) * ((1 - to) / (1 - from)) ** place
        : from * (to / from) ** place;
  if (range.integer) return Math.round(exact);
  return scale === "memory" ? 1 - Number((1 - exact).toPrecision(2)) : Number(exact.toPrecision(3));
}

/** Where a number is on a slider, from 0 to 1; what lies beyond its ends is at them. */
export function placeOf(value: number, { scale, from, to }: NumberControl): number {
  const place =
    scale === "linear"
      ? (value - from) / (to - from)
      : scale === "memory"
        ? Math.log((1 - value) / (1 - from)) / Math.log((1 - to) / (1 - from))
        : Math.log(value / from) / Math.log(to / from);
  return Math.min(1, Math.max(0, Number.isNaN(place) ? 0 : place));
}
