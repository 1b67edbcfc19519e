/** How many times the first loss the last one has to be, and what a first loss counts as at least. */
const GROWTH = 1000;
const SMALLEST_LOSS = 1e-3;

/** Whether the loss has grown so far that the run does not come back. */
export function isBlownUp(first: number, last: number): boolean {
  return !Number.isFinite(last) || last > GROWTH * Math.max(Math.abs(first), SMALLEST_LOSS);
}
