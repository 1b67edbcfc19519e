import type { NumberRange } from "./numberRange";

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
