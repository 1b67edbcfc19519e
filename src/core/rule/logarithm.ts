import { add, type DoubleDouble, multiply } from "./doubleDouble";
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
  const [high, low] = add(multiply([value, 0], exponentialOf(-near, 0)), [-1, 0]);
  return add([near, 0], [high, low - (high * high) / 2]);
}
