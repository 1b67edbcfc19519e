import { type DoubleDouble, multiply } from "./doubleDouble";
import { power as singlePower } from "./power";

/**
 * base^t, where t goes up by 1 from update to update: each power is the last one times the base, kept as an unevaluated
 * sum of two doubles, high + low, so that the errors of a million products stay far below the last bit of `high`
 * (Dekker, A floating-point technique for extending the available precision, 1971). `high` is then the correctly
 * rounded power, save where that lies within about 2^-85 of a tie. The kernel does the same, operation by operation
 * (`runningPowerCode.ts`).
 *
 * Its four entries in the scalar block: last base, last exponent, high, low.
 */
export const POWER_SLOTS = 4;
/** Which of them is the power. */
export const POWER_HIGH = 2;

/** Entries before the first update: no base is equal to NaN, so the first power is worked out from scratch. */
export const powerStart: readonly number[] = [Number.NaN, 0, 1, 0];

/** Between these the products' own rounding errors are representable; beyond, `power` takes over. */
export const SMALLEST_POWER = 1e-280;
export const LARGEST_POWER = 1e300;

/** Whole exponents up to here are worked out by squaring. */
export const LARGEST_EXPONENT = 2 ** 31 - 1;

/** Moves the power whose entries start at `slot` of `scalars` on to `exponent`, and returns it. */
export function advancePower(scalars: Float64Array, slot: number, base: number, exponent: number): number {
  const [high, low] = nextPower(scalars.subarray(slot, slot + POWER_SLOTS), base, exponent);
  scalars[slot] = base;
  scalars[slot + 1] = exponent;
  scalars[slot + 2] = high;
  scalars[slot + 3] = low;
  return high;
}

function nextPower(
  [lastBase, lastExponent, lastHigh, lastLow]: Float64Array,
  base: number,
  exponent: number,
): DoubleDouble {
  const follows = base === lastBase && exponent === lastExponent + 1;
  // A power that has become 0 or infinite stays so.
  if (follows && (lastHigh === 0 || Math.abs(lastHigh) === Infinity)) return [lastHigh * base, 0];
  const power = follows ? multiply([lastHigh, lastLow], [base, 0]) : raise(base, exponent);
  const size = Math.abs(power[0]);
  return size >= SMALLEST_POWER && size <= LARGEST_POWER ? power : [singlePower(base, exponent), 0];
}

/** By squaring; NaN for an exponent that is no whole number or too large for it. */
function raise(base: number, exponent: number): DoubleDouble {
  if (!(exponent >= 0 && exponent <= LARGEST_EXPONENT && Math.floor(exponent) === exponent)) return [Number.NaN, 0];
  let result: DoubleDouble = [1, 0];
  let square: DoubleDouble = [base, 0];
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = multiply(result, square);
    square = multiply(square, square);
  }
  return result;
}
