import { productError } from "./doubleDouble";
import { exponentialOf } from "./exponential";
import { logarithmOf } from "./logarithm";

/** Beyond these logarithm and power, or what rounding takes from them, are no normal doubles. */
const LARGEST_BASE = 2 ** 800;
const LARGEST_LOGARITHM = 600;

/**
 * base^exponent, rounded correctly save where it lies within about 2^-80 of a tie; the C library's `pow`, which Python and the
 * frameworks call, is so in more than 99 cases of 100. JavaScript leaves the last bit to the engine.
 */
export function power(base: number, exponent: number): number {
  // 0 and −0 have other powers.
  if (!Object.is(base, last.base) || !Object.is(exponent, last.exponent)) {
    last.value = compute(base, exponent);
    last.base = base;
    last.exponent = exponent;
  }
  return last.value;
}

/** The power asked for last: optimizers raise the step to the same one for every tensor. */
const last = { base: Number.NaN, exponent: Number.NaN, value: Number.NaN };

function compute(base: number, exponent: number): number {
  const size = Math.abs(base);
  const isUsual = size < LARGEST_BASE && size > 1 / LARGEST_BASE && Math.abs(exponent) < LARGEST_BASE && exponent !== 0;
  if (!isUsual || (base < 0 && !Number.isInteger(exponent))) return base ** exponent;
  const [logarithm, rest] = logarithmOf(size);
  const high = logarithm * exponent;
  if (!(Math.abs(high) < LARGEST_LOGARITHM)) return base ** exponent;
  const [found] = exponentialOf(high, productError(logarithm, exponent, high) + rest * exponent);
  return base < 0 && exponent % 2 !== 0 ? -found : found;
}
