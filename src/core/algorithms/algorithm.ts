import type { FloatArray, Precision } from "../floatArray";
import type { ElementInputs } from "../rule/evaluator";
import type { ExplainedLine } from "../rule/explanation";
import type { LaidOutTensor } from "../simulation/tensorLayout";

/**
 * An optimizer that no rule can express, since an entry's update depends on the tensor's shape, or on the loss elsewhere.
 * What is the same for all of them (statistics, snapshots, scalars) is done by `AlgorithmSession`.
 */
export interface Algorithm {
  /** As a specification names it: `torch-adafactor`. */
  readonly name: string;
  /** What it does, one assignment a line, as the step inspector shows it. */
  readonly text: string;
  /** Numbers that it needs besides `lr`, `t` and `step`. */
  readonly hyperparameters: readonly string[];
  /** Those of them that may change from step to step within an update: `a` in the first step is `a[2]` from the second on, if there is one. */
  readonly hyperparametersOfSteps?: readonly string[];
  /** Vectors of one entry a parameter that the trace shows. */
  readonly stateVectors: readonly string[];
  /** Scalars that the trace shows. */
  readonly stateScalars: readonly string[];
  /** Whether it evaluates loss and gradient itself, as often as it likes. */
  readonly evaluatesLoss?: boolean;
  /** @throws SpecificationError when it cannot update such tensors */
  requireTensors?(tensors: readonly LaidOutTensor[]): void;
  /** @throws SpecificationError when the run would take more memory than there is */
  bind(run: AlgorithmRun): BoundAlgorithm;
}

/** The numbers of one run, as an algorithm reads and writes them. */
export interface AlgorithmRun {
  readonly precision: Precision;
  readonly tensors: readonly LaidOutTensor[];
  /** Of the first parameter group; `scalar` gives every tensor's own. */
  readonly hyperparameters: Readonly<Record<string, number>>;
  /** Over all tensors, as `gradient` and every state vector. */
  readonly parameters: FloatArray;
  readonly gradient: FloatArray;
  state(name: string): FloatArray;
  /** A scalar of a tensor: an input, a hyperparameter or a state. */
  scalar(tensor: number, name: string): number;
  setScalar(tensor: number, name: string, value: number): void;
  /** Memory that keeps its numbers from update to update, 0 at first, and that snapshots hold. Called by `bind` alone. */
  keep(length: number, precision?: Precision): FloatArray;
  /** The loss that belongs to `gradient`, for algorithms that evaluate it. */
  loss(): number;
  /** Loss and gradient at `parameters`, with the batch and the noise of this update, for algorithms that evaluate them. */
  evaluate(gradient: FloatArray): number;
}

/** One line of an update; without a place in the text it is the one that assigns its name there. */
export type AlgorithmLine = Omit<ExplainedLine, "line"> & Partial<Pick<ExplainedLine, "line">>;

export interface BoundAlgorithm {
  /** Updates a tensor; called for all of them, in order. */
  update(tensor: number): void;
  /** The last update of one parameter: the lines of `text` with its numbers. */
  explain(inputs: ElementInputs, index: number, tensor: number, format: (value: number) => string): AlgorithmLine[];
}
