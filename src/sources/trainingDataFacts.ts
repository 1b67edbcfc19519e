import type { SourceRange } from "./configuration";

/** What loops over batches do with their data, for those who look for mistakes in them. */
export interface TrainingDataFacts {
  readonly shadowed: readonly ShadowedData[];
  readonly unreached: readonly UnreachedLoss[];
}

/** A loop within another whose variables take the names of what it goes over. */
export interface ShadowedData {
  readonly names: readonly string[];
  /** Of the variables between `for` and `in`. */
  readonly range: SourceRange;
  /** Every place where the variables of the loop stand, with the name. */
  readonly places: readonly { readonly name: string; readonly range: SourceRange }[];
}

/** A loop over batches whose loss is worked out without them. */
export interface UnreachedLoss {
  /** What stands in the place of a prediction: `model.outputs`; null where no variable of the loop is read at all. */
  readonly outputs: { readonly text: string; readonly model: string } | null;
  /** The variables that the loop gives a batch to. */
  readonly batch: readonly string[];
  readonly range: SourceRange;
}
