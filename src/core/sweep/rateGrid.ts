/** Learning rates to try around one. */
export interface RateSpan {
  /** Decades below the rate in the middle, and above it. */
  readonly below: number;
  readonly above: number;
  readonly perDecade: number;
}

/** The most rates of one sweep. */
const MOST_RATES = 400;

/** Digits of the rates: as many as one would type. */
const DIGITS = 3;
/** Rates closer than these would be the same in so many digits. */
const MOST_PER_DECADE = 100;

/**
 * Learning rates, evenly spaced by their digits but for rounding, in rising order; the one in the middle is among them, as it is.
 *
 * @throws RangeError for a rate that is not above 0, and a span that is negative or has more rates than a sweep may have
 */
export function sweepRates(middle: number, { below, above, perDecade }: RateSpan): readonly number[] {
  if (!(middle > 0 && Number.isFinite(middle))) {
    throw new RangeError(`A sweep needs a learning rate above 0 to go around, not ${middle}.`);
  }
  const [first, last] = [-Math.round(below * perDecade), Math.round(above * perDecade)];
  const count = last - first + 1;
  if (!(below >= 0 && above >= 0 && perDecade > 0 && perDecade <= MOST_PER_DECADE && count <= MOST_RATES)) {
    throw new RangeError(`A sweep has 1 to ${MOST_RATES} learning rates, not ${count} with ${perDecade} in a decade.`);
  }
  return Array.from({ length: count }, (_, index) => {
    const power = first + index;
    return power === 0 ? middle : Number((middle * 10 ** (power / perDecade)).toPrecision(DIGITS));
  });
}

/**
 * An order in which the first few of `count` indices are spread over all of them already: `first`, the ends, then halves of the
 * widest gap, so that a curve takes its shape early.
 */
export function coarseToFine(count: number, first: number): readonly number[] {
  const order = [...new Set([first, 0, count - 1])].filter((index) => index >= 0 && index < count);
  let gaps: readonly (readonly [number, number])[] = order
    .toSorted((a, b) => a - b)
    .flatMap((low, index, sorted) => (index + 1 < sorted.length ? [[low, sorted[index + 1]] as const] : []));
  while (order.length < count) {
    gaps = gaps
      .filter(([low, high]) => high - low > 1)
      .toSorted(([a, b], [c, d]) => d - c - (b - a))
      .flatMap(([low, high]) => {
        const middle = (low + high) >> 1;
        order.push(middle);
        return [[low, middle] as const, [middle, high] as const];
      });
  }
  return order;
}
