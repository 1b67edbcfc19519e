/** A share in per cent, in three digits. */
export function percentOf(share: number): number {
  return Number((100 * share).toPrecision(3));
}
