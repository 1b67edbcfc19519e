import type { PointOutcome } from "./pointOutcome";

/** What the outcomes over a row of learning rates say. Indices are those of the rates. */
export interface SweepSummary {
  /** The smallest final loss of all that did not diverge; null where all of them did. */
  readonly best: number | null;
  /** The smallest rate from which on all diverged; null where the largest did not. */
  readonly divergedFrom: number | null;
  /** The rates around the best, first and last, that come nearly as far down, by the digits of the loss; null where there is no best. */
  readonly flat: { readonly from: number; readonly to: number } | null;
  /**
   * Share of the best's way down that is missed on the mean over all rates, a rise counting as no way at all: 0 where any rate
   * is as good, 1 where only the best does anything. Learning-rate sensitivity of Wortsman et al. 2023, arXiv 2309.14322, which
   * caps the loss at its first value too, as a share; null where there is no best, or it did not go down.
   */
  readonly sensitivity: number | null;
}

/** Share of the best's way down, by digits where losses are above 0, that a rate of the flat region may miss; our choice. */
export const FLAT_SHARE = 0.05;

/** @param outcomes by rising learning rate; null where a point was not evaluated */
export function summarizeSweep(outcomes: readonly (PointOutcome | null)[]): SweepSummary {
  const losses = outcomes.map(usableLoss);
  const best = indexOfSmallest(losses);
  const last = outcomes.findLastIndex((outcome) => outcome !== null && outcome.divergedAt === null);
  const next = outcomes.findIndex((outcome, index) => index > last && outcome !== null);
  const divergedFrom = next < 0 ? null : next;
  if (best === null) return { best, divergedFrom, flat: null, sensitivity: null };
  const lowest = losses[best];
  const first = outcomes[best]?.firstLoss ?? lowest;
  const way = first - lowest;
  const height = lowest > 0 && first > 0 ? Math.log : (loss: number) => loss;
  const highest = height(lowest) + FLAT_SHARE * Math.max(0, height(first) - height(lowest));
  const isFlat = (index: number): boolean => height(losses[index]) <= highest;
  let [from, to] = [best, best];
  while (from > 0 && isFlat(from - 1)) from--;
  while (to + 1 < losses.length && isFlat(to + 1)) to++;
  return { best, divergedFrom, flat: { from, to }, sensitivity: way > 0 ? meanGap(losses, lowest, first) : null };
}

function meanGap(losses: readonly number[], lowest: number, first: number): number {
  const known = losses.filter((loss) => !Number.isNaN(loss));
  const gaps = known.map((loss) => (Math.min(loss, first) - lowest) / (first - lowest));
  return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
}

/** The final loss, ∞ where the run diverged, NaN where there is none yet. */
function usableLoss(outcome: PointOutcome | null): number {
  if (outcome === null) return Number.NaN;
  return outcome.divergedAt !== null || Number.isNaN(outcome.finalLoss) ? Number.POSITIVE_INFINITY : outcome.finalLoss;
}

function indexOfSmallest(losses: readonly number[]): number | null {
  let best: number | null = null;
  losses.forEach((loss, index) => {
    if (Number.isFinite(loss) && (best === null || loss < losses[best])) best = index;
  });
  return best;
}
