/** An unevaluated sum of two doubles, the second at most half a unit in the last place of the first. */
export type DoubleDouble = readonly [high: number, low: number];

/** Splits a double into two halves of 26 bits (Veltkamp 1968). */
export const SPLITTER = 2 ** 27 + 1;

/** What rounding took from a product: a · b − product, exactly (Dekker 1971). */
export function productError(a: number, b: number, product: number): number {
  const aScaled = SPLITTER * a;
  const aUpper = aScaled - (aScaled - a);
  const aLower = a - aUpper;
  const bScaled = SPLITTER * b;
  const bUpper = bScaled - (bScaled - b);
  const bLower = b - bUpper;
  return aUpper * bUpper - product + aUpper * bLower + aLower * bUpper + aLower * bLower;
}

/** What rounding took from a sum: a + b − sum, exactly (Knuth, The Art of Computer Programming 2, 4.2.2). */
export function sumError(a: number, b: number, sum: number): number {
  const bPart = sum - a;
  return a - (sum - bPart) + (b - bPart);
}

/** a · b to about 2^-104 of it (Dekker 1971). */
export function multiply([aHigh, aLow]: DoubleDouble, [bHigh, bLow]: DoubleDouble): DoubleDouble {
  const product = aHigh * bHigh;
  return normalized(product, productError(aHigh, bHigh, product) + (aHigh * bLow + aLow * bHigh));
}

/** a / b to about 2^-104 of it (Dekker 1971). */
export function divide([aHigh, aLow]: DoubleDouble, b: number): DoubleDouble {
  const quotient = aHigh / b;
  const product = quotient * b;
  return normalized(quotient, (aHigh - product - productError(quotient, b, product) + aLow) / b);
}

/**
 * c₀ + c₁ x + c₂ x² + … for x = high + low. Works on numbers alone, since an array for every term would cost more than the arithmetic.
 *
 * @param coefficients of the first terms, whose errors would show
 * @param tail those of the others
 */
export function series(
  coefficients: readonly DoubleDouble[],
  tail: readonly number[],
  high: number,
  low: number,
): DoubleDouble {
  let sum = 0;
  for (let n = tail.length - 1; n >= 0; n--) sum = sum * high + tail[n];
  let rest = 0;
  for (let n = coefficients.length - 1; n >= 0; n--) {
    const [coefficient, coefficientRest] = coefficients[n];
    const term = sum * high;
    const termRest = productError(sum, high, term) + (sum * low + rest * high);
    sum = coefficient + term;
    rest = sumError(coefficient, term, sum) + (coefficientRest + termRest);
  }
  return [sum, rest];
}

/** 1/n! for n = 0, 1, … */
export function inverseFactorials(last: number): readonly DoubleDouble[] {
  const inverses: DoubleDouble[] = [[1, 0]];
  for (let n = 1; n <= last; n++) inverses.push(divide(inverses[n - 1], n));
  return inverses;
}

/** high + low, of which the second is small beside the first. */
function normalized(high: number, low: number): DoubleDouble {
  const sum = high + low;
  return [sum, low - (sum - high)];
}
