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

/** a + b to about 2^-104 of the larger (Dekker 1971). */
export function add([aHigh, aLow]: DoubleDouble, [bHigh, bLow]: DoubleDouble): DoubleDouble {
  const sum = aHigh + bHigh;
  return normalized(sum, sumError(aHigh, bHigh, sum) + (aLow + bLow));
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

/** high + low, of which the second is small beside the first. */
function normalized(high: number, low: number): DoubleDouble {
  const sum = high + low;
  return [sum, low - (sum - high)];
}
