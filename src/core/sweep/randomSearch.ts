import { Random } from "../random";

/** Learning rates drawn evenly by their digits. The same seed gives the same rates. */
export interface LogUniformSearch {
  readonly from: number;
  readonly to: number;
  /** How many are drawn. */
  readonly trials: number;
  readonly seed: number;
}

/** @throws RangeError for ends that are not positive and in order, or a number of trials below 1 */
export function drawRates({ from, to, trials, seed }: LogUniformSearch): readonly number[] {
  if (!(from > 0 && to >= from && Number.isFinite(to))) {
    throw new RangeError(`A log-uniform search needs 0 < from ≤ to, not ${from} and ${to}.`);
  }
  if (!Number.isInteger(trials) || trials < 1) throw new RangeError(`A search has 1 trial at least, not ${trials}.`);
  const random = new Random(seed);
  return Array.from({ length: trials }, () => from * (to / from) ** random.uniform());
}
