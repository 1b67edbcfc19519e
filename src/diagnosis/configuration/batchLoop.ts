import type { SourceRange, SteppingLoop } from "../../sources/configuration";
import type { ConfigurationFacts } from "./configurationFacts";

/** That a schedule is stepped with every batch. */
export interface BatchLoop {
  /** The call that steps it. */
  readonly step: SourceRange;
  /** The loop over the batches. */
  readonly batches: SteppingLoop;
  /** The loop over epochs around it. */
  readonly epochs: SteppingLoop;
  /** Whether `step` is given something: which step it is, or a loss. */
  readonly isTold: boolean;
}

/**
 * The loops of a schedule that is stepped with every batch of something whose length only the run knows, within a loop over epochs; null for one
 * that is stepped otherwise.
 */
export function batchLoop({ configuration: { schedule } }: ConfigurationFacts): BatchLoop | null {
  const stepping = schedule?.stepping;
  if (schedule?.isSteppedByLoop || schedule?.interval !== undefined || stepping === undefined) return null;
  const [batches, epochs] = stepping.loops;
  if (stepping.isConditional || epochs === undefined || batches.rounds !== null) return null;
  const { range: step, isToldStep: isTold } = stepping;
  // A list that is spelled out is no loader: `for batch in [(inputs, targets)]`.
  const isList = /^[[(]/.test(batches.over);
  return isList || batches.over === "" || epochs.over === "" ? null : { step, batches, epochs, isTold };
}
