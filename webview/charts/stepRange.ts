/** Steps from `from` to `to` as shown by all charts; whole numbers only by chance. */
export interface StepRange {
  readonly from: number;
  readonly to: number;
}

/** Fewer steps than these are never shown: there would be nothing between the crosshair's places. */
export const SMALLEST_SPAN = 4;

/**
 * The range of half or twice the span (or any other factor) that keeps `anchor` where it is on the screen.
 *
 * @param factor below 1 to see fewer steps
 * @param smallest span that may come out
 * @returns null when all of `domain` is to be seen
 */
export function zoomAround(
  range: StepRange,
  domain: StepRange,
  anchor: number,
  factor: number,
  smallest = SMALLEST_SPAN,
): StepRange | null {
  const span = range.to - range.from;
  const newSpan = Math.max(smallest, span * factor);
  const from = anchor - ((anchor - range.from) / span) * newSpan;
  return within({ from, to: from + newSpan }, domain);
}

/** Where a step stands on a logarithmic axis of steps, which begins at step 0. */
export function logPlace(step: number): number {
  return Math.log1p(Math.max(0, step));
}

/** The step at a place of {@link logPlace}. */
export function stepAtLogPlace(place: number): number {
  return Math.expm1(place);
}

/**
 * A change of the range as it looks on a logarithmic axis.
 *
 * @param change of the same on a linear axis; null when all is to be seen
 */
export function onLogAxis(
  range: StepRange,
  domain: StepRange,
  change: (range: StepRange, domain: StepRange) => StepRange | null,
): StepRange | null {
  const places = ({ from, to }: StepRange) => ({ from: logPlace(from), to: logPlace(to) });
  const changed = change(places(range), places(domain));
  return changed && rangeBetween(stepAtLogPlace(changed.from), stepAtLogPlace(changed.to), domain);
}

/** The range moved by a number of steps, no further than `domain` goes. */
export function panBy(range: StepRange, domain: StepRange, steps: number): StepRange | null {
  return within({ from: range.from + steps, to: range.to + steps }, domain);
}

/** The range between two steps that were marked in either order, widened around its middle where it is too small. */
export function rangeBetween(one: number, other: number, domain: StepRange): StepRange | null {
  const middle = (one + other) / 2;
  const half = Math.max(SMALLEST_SPAN, Math.abs(one - other)) / 2;
  return within({ from: middle - half, to: middle + half }, domain);
}

/** The range of the same span that contains `step`, moved as little as possible. */
export function scrollTo(range: StepRange, domain: StepRange, step: number): StepRange | null {
  if (step < range.from) return panBy(range, domain, step - range.from);
  if (step > range.to) return panBy(range, domain, step - range.to);
  return range;
}

/** The range moved, and if need be shortened, into `domain`; null when that is all of it. */
export function within(range: StepRange, domain: StepRange): StepRange | null {
  const span = range.to - range.from;
  // What logarithms and their inverse make of all may be a hair less than all.
  if (span >= (domain.to - domain.from) * (1 - 1e-9)) return null;
  const from = Math.min(Math.max(range.from, domain.from), domain.to - span);
  return { from, to: from + span };
}
