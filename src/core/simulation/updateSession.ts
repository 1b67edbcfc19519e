import type { FloatArray } from "../floatArray";
import type { ElementInputs } from "../rule/evaluator";
import type { ExplainedLine } from "../rule/explanation";

/**
 * An optimizer bound to the tensors of one run: what a simulation drives, whether a rule or an algorithm written by hand
 * stands behind it.
 */
export interface UpdateSession {
  /** Over all tensors, one behind the other. */
  readonly parameters: FloatArray;
  readonly gradient: FloatArray;
  /** State vectors by name, each over all tensors. */
  readonly states: ReadonlyMap<string, FloatArray>;
  /** Scalars that keep their value from update to update; entries of `scalars`. */
  readonly stateScalars: readonly string[];
  /** The scalars that the caller writes before an update. */
  readonly inputScalars: readonly string[];
  /** The series of which statistics are kept: `g`, `p` (before the update), `update`, and the states (after it). */
  readonly statisticSeries: readonly string[];
  /** Whether updates evaluate loss and gradient at other parameters besides. */
  readonly evaluatesLoss?: boolean;
  /** Entry of a scalar in `scalars`. */
  scalarIndex(name: string): number;
  /** Scalar block of a tensor. */
  scalars(tensor: number): Float64Array;
  /** Five numbers for each of `statisticSeries`, of a tensor's last update: see `STATISTIC`. */
  statistics(tensor: number): Float64Array;
  /** Values of a rule's reductions in a tensor's last update. */
  reductions(tensor: number): Float64Array;
  /** Makes the update of a tensor. Every update goes through all tensors, in order. */
  step(tensor: number): void;
  /** Puts states and scalars to their start, and leaves parameters, gradient and the scalars that are inputs. */
  reset(): void;
  /** All that the next update depends on. */
  snapshot(): Uint8Array;
  /** @throws RangeError if the snapshot is not of a session like this one */
  restore(snapshot: Uint8Array): void;
  /** State vectors of a rule that an update fills before the rule reads them; absent where there are none. */
  filled?(tensor: number): readonly string[];
  /**
   * The last update of one parameter, line by line, or that part of it which no rule says; absent where a rule says all.
   *
   * @param inputs what the update found
   * @param index of the parameter, over all tensors
   */
  explain?(inputs: ElementInputs, index: number, format: (value: number) => string): ExplainedLine[];
}
