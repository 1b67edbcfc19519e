/** Numbers here are whole multiples of 2^−SCALE: as exact as tests of the last bit of a double need. */
export const SCALE = 400n;
export const ONE = 1n << SCALE;

/** A double, exactly. */
export function scaled(value: number): bigint {
  const exponent = value === 0 ? 0 : Math.floor(Math.log2(Math.abs(value))) - 60;
  const whole = BigInt(value / 2 ** exponent) << SCALE;
  return exponent > 0 ? whole << BigInt(exponent) : whole >> BigInt(-exponent);
}

export function product(a: bigint, b: bigint): bigint {
  return (a * b) >> SCALE;
}

/** How far a double is from the number that it stands for, in its units in the last place. */
export function unitsOff(found: number, exact: bigint): number {
  const unit = 2 ** (Math.floor(Math.log2(Math.abs(found))) - 52);
  return Math.abs(Number(((scaled(found) - exact) * 2n ** 100n) / scaled(unit)) / 2 ** 100);
}

/** e^x by its series, of a number brought below 2^-8 and squared again. */
export function exactExponential(x: bigint): bigint {
  let halvings = 0n;
  while (abs(x >> halvings) > ONE >> 8n) halvings++;
  const small = x >> halvings;
  let sum = 0n;
  let term = ONE;
  for (let n = 1n; term !== 0n && n < 200n; n++) {
    sum += term;
    term = product(term, small) / n;
  }
  for (let i = 0n; i < halvings; i++) sum = product(sum, sum);
  return sum;
}

/** ln x by Newton's method, from a double's logarithm. */
export function exactLogarithm(x: number): bigint {
  let guess = scaled(Math.log(x));
  for (let i = 0; i < 5; i++) guess += product(scaled(x), exactExponential(-guess)) - ONE;
  return guess;
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
