/** Long work that is done a piece at a time, so that others get their turn between two. */
export interface SlicedWork<Outcome> {
  readonly isDone: boolean;
  /** Does at most `most` pieces, one or more where there are any left, and returns how many. */
  advance(most: number): number;
  /** What has come of it, as soon as it is done. */
  readonly outcome: Outcome;
}
