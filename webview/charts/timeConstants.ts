/** Averages over more than this share of the steps show next to nothing of them. */
const LARGEST_SHARE = 0.2;

/**
 * The time constants, in steps, among which the smoothing of curves is chosen: 2, 5, 10, 20 and so on.
 *
 * @param steps that there are
 * @param chosen one that is among them in any case
 */
export function timeConstants(steps: number, chosen: number | null): number[] {
  const largest = Math.max(2, LARGEST_SHARE * steps);
  const all: number[] = [];
  for (let power = 1; power <= largest; power *= 10) {
    all.push(...[1, 2, 5].map((mantissa) => mantissa * power).filter((each) => each > 1 && each <= largest));
  }
  return chosen === null || all.includes(chosen) ? all : [...all, chosen].sort((one, other) => one - other);
}
