import { type DoubleDouble, productError, sumError } from "./doubleDouble";
import { exponentialOf } from "./exponential";

/** Beyond these the reciprocal is no normal double. */
const SMALLEST = 2 ** -800;
const LARGEST = 2 ** 800;

/**
 * The natural logarithm, rounded correctly save where it lies within about 2^-90 of a tie, as the C library's is in nearly all cases.
 * JavaScript leaves the last bit to the engine.
 */
export function logarithm(value: number): number {
  return value > SMALLEST && value < LARGEST ? logarithmOf(value)[0] : Math.log(value);
}

/** ln x for x between 2^-800 and 2^800. */
export function logarithmOf(value: number): DoubleDouble {
  // One step of Newton's method: ln x = near + ln(x e^-near), of which the second is near(x e^-near − 1).
  const near = Math.log(value);
  const [inverse, inverseRest] = exponentialOf(-near, 0);
  const product = value * inverse;
  const productRest = productError(value, inverse, product) + value * inverseRest;
  const excess = product - 1 + productRest;
  const excessRest = productRest - (excess - (product - 1)) - (excess * excess) / 2;
  const sum = near + excess;
  return [sum, sumError(near, excess, sum) + excessRest];
}
