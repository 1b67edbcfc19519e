import type { AlgorithmLine, AlgorithmRun } from "../algorithms/algorithm";
import type { FloatArray } from "../floatArray";
import type { LaidOutTensor } from "../simulation/tensorLayout";

/**
 * What an optimizer does with a tensor before its rule does the rest, where that depends on the places of the entries in the
 * tensor, as means by rows and columns do. It fills some of the rule's state vectors; of tensors that are not prepared the rule
 * makes these itself.
 */
export interface Preparation {
  /** As a specification names it: `torch-adafactor`. */
  readonly name: string;
  /** What it does, one assignment a line, as the step inspector shows it. */
  readonly text: string;
  /** State vectors of the rule. */
  readonly fills: readonly string[];
  /** Numbers that it needs besides `t`. */
  readonly hyperparameters: readonly string[];
  /** @returns null for a tensor that is left to the rule */
  bind(run: PreparationRun, tensor: LaidOutTensor): BoundPreparation | null;
}

/** The numbers of one run, as a preparation reads and writes them. */
export interface PreparationRun extends Pick<AlgorithmRun, "precision" | "hyperparameters" | "state"> {
  /** With the part that weight decay adds to it, if any. */
  readonly gradient: FloatArray;
  /** A scalar of the tensor: an input or a hyperparameter. */
  scalar(name: string): number;
  /** Memory that keeps its numbers from update to update, 0 at first, and that snapshots hold. Called by `bind` alone. */
  keep(length: number): FloatArray;
}

export interface BoundPreparation {
  /** Fills the tensor's part of the state vectors. */
  update(): void;
  /**
   * The last update of one parameter: the lines of `text` with its numbers.
   *
   * @param index of the parameter, over all tensors
   */
  explain(index: number, format: (value: number) => string): AlgorithmLine[];
}
