/** A number that was worked out as one would write it: without what rounding left behind its digits. */
export function tidy(value: number): number {
  const short = Number(value.toPrecision(12));
  return value !== 0 && Math.abs(short / value - 1) < 1e-14 ? short : Number(value.toPrecision(15));
}
