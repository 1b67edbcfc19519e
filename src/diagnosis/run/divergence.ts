import { isBlownUp } from "../../core/simulation/blownUp";
import type { NonFiniteEvent } from "../../core/simulation/specification";

/** How a run went astray. */
export interface Divergence {
  /** The first step with an infinite or NaN quantity; null where the loss only grew. */
  readonly nonFinite: NonFiniteEvent | null;
  /** The step from which on the loss was never again as low as at the start; that of `nonFinite` where there is no loss. */
  readonly onset: number;
}

/** @returns null where the run did not diverge */
export function divergenceOf(losses: Float64Array | null, nonFinite: NonFiniteEvent | null): Divergence | null {
  if (losses === null || losses.length === 0) return nonFinite === null ? null : { nonFinite, onset: nonFinite.step };
  const first = losses[0];
  if (nonFinite === null && !isBlownUp(first, losses[losses.length - 1])) return null;
  let onset = losses.length - 1;
  while (onset > 0 && !(losses[onset - 1] <= first)) onset--;
  return { nonFinite, onset: nonFinite === null ? onset : Math.min(onset, nonFinite.step) };
}
