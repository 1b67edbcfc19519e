import { type DoubleDouble, inverseFactorials, multiply, productError, series, sumError } from "./doubleDouble";

/** π/2 as a sum of three doubles. */
const HALF_PI = 1.5707963267948966;
const HALF_PI_REST = 6.123233995736766e-17;
const HALF_PI_LAST = -1.4973849048591833e-33;

/** Beyond it the quarter turns are no longer counted exactly. */
const LARGEST_ANGLE = 2 ** 30;

/** So many terms of a series are taken with the errors of their rounding. */
const FIRST_TERMS = 5;

/** Of the series of cos x in x², and of sin x / x in x². */
const COEFFICIENTS = inverseFactorials(20);
const COSINE_SERIES = alternating(COEFFICIENTS.filter((_, n) => n % 2 === 0));
const SINE_SERIES = alternating(COEFFICIENTS.filter((_, n) => n % 2 === 1));

/**
 * The cosine, rounded correctly save where it lies within about 2^-70 of a tie; the C library's, which frameworks call, is so in nearly
 * all cases. JavaScript leaves the last bit to the engine.
 */
export function cosine(angle: number): number {
  if (!(Math.abs(angle) < LARGEST_ANGLE)) return Math.cos(angle);
  const turns = Math.round(angle / HALF_PI);

  // x + xRest = angle − turns · π/2, at most π/4.
  const turned = turns * HALF_PI;
  const turnedError = productError(turns, HALF_PI, turned);
  const rest = turns * HALF_PI_REST;
  const left = angle - turned;
  const further = turnedError + rest;
  const furtherRest =
    sumError(turnedError, rest, further) + productError(turns, HALF_PI_REST, rest) + turns * HALF_PI_LAST;
  const x = left - further;
  const xRest = sumError(left, -further, x) - furtherRest;

  const [square, squareRest] = multiply([x, xRest], [x, xRest]);
  const quarter = turns & 3;
  const cosineOfX = quarter % 2 === 0;
  const [terms, tail] = cosineOfX ? COSINE_SERIES : SINE_SERIES;
  const sum = series(terms, tail, square, squareRest);
  const [high, low] = cosineOfX ? sum : multiply([x, xRest], sum);
  const value = high + low;
  return quarter === 0 || quarter === 3 ? value : -value;
}

/** With the signs +, −, +, …, and cut where errors no longer show. */
function alternating(
  coefficients: readonly DoubleDouble[],
): readonly [terms: readonly DoubleDouble[], tail: readonly number[]] {
  const signed = coefficients.map(([high, low], n): DoubleDouble => (n % 2 === 0 ? [high, low] : [-high, -low]));
  return [signed.slice(0, FIRST_TERMS), signed.slice(FIRST_TERMS).map(([high]) => high)];
}
