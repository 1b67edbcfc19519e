import { type DoubleDouble, inverseFactorials, productError, series, sumError } from "./doubleDouble";

/** ln 2 as a sum of three doubles. */
const LN2_REST = 2.3190468138462996e-17;
const LN2_LAST = 5.707708438416212e-34;

/** Between these the powers of e and their errors are normal doubles. */
const SMALLEST_EXPONENT = -600;
const LARGEST_EXPONENT = 700;

/** The argument is halved so often before the series. */
const HALVINGS = 5;

/** The terms of the series from x⁶ on show in no error. */
const COEFFICIENTS = inverseFactorials(12);
const FIRST_TERMS = COEFFICIENTS.slice(0, 6);
const TAIL = COEFFICIENTS.slice(6).map(([high]) => high);

/**
 * The exponential function, rounded correctly save where it lies within about 2^-90 of a tie; the C library's, which frameworks
 * call, is so in more than 99 cases of 100. JavaScript leaves the last bit to the engine.
 */
export function exponential(exponent: number): number {
  if (!(exponent > SMALLEST_EXPONENT && exponent < LARGEST_EXPONENT)) return Math.exp(exponent);
  return exponentialOf(exponent, 0)[0];
}

/** e^(high + low), for a sum between −600 and 700 of which the second is small beside the first. Numbers only: arrays would cost more. */
export function exponentialOf(high: number, low: number): DoubleDouble {
  // x + xRest = (high + low − count · ln 2) / 2^HALVINGS
  const count = Math.round(high / Math.LN2);
  const product = count * Math.LN2;
  const productRest = count * LN2_REST;
  const left = high - product;
  const further = low - productRest;
  const furtherRest =
    sumError(low, -productRest, further) -
    productError(count, Math.LN2, product) -
    productError(count, LN2_REST, productRest) -
    count * LN2_LAST;
  const rest = left + further;
  const scale = 2 ** -HALVINGS;
  const x = rest * scale;
  const xRest = (sumError(left, further, rest) + furtherRest) * scale;

  let [sum, sumRest] = series(FIRST_TERMS, TAIL, x, xRest);
  for (let i = 0; i < HALVINGS; i++) {
    const square = sum * sum;
    sumRest = productError(sum, sum, square) + 2 * sum * sumRest;
    sum = square;
  }
  // Two factors, as 2^1024 is no double.
  const half = 2 ** Math.trunc(count / 2);
  const otherHalf = 2 ** (count - Math.trunc(count / 2));
  const power = sum + sumRest;
  return [power * half * otherHalf, (sumRest - (power - sum)) * half * otherHalf];
}
