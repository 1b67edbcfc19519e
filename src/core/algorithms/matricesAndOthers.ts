import type { LaidOutTensor } from "../simulation/tensorLayout";
import type { AlgorithmRun, BoundAlgorithm } from "./algorithm";
import { matrixArithmetic } from "./matrixArithmetic";
import { Orthogonalization } from "./orthogonalization";
import { bindRule, type RuleForTensors } from "./ruleForTensors";

/** Of an algorithm's text, the line between what is done to matrices and what is done to all else. */
export const otherTensors = "all but matrices = by AdamW:";

/**
 * Updates matrices by an algorithm and all other tensors by a rule.
 *
 * @param stateVectors of the algorithm, in order
 * @throws RangeError when there is too little memory
 */
export function bindMatrices(
  run: AlgorithmRun,
  stateVectors: readonly string[],
  matrices: BoundAlgorithm,
  others: RuleForTensors,
): BoundAlgorithm {
  const isOther = (tensor: number) => !isMatrix(run.tensors[tensor]);
  const byRule = bindRule(run, stateVectors, isOther, others);
  const boundFor = (tensor: number) => (isOther(tensor) ? byRule : matrices);
  return {
    update: (tensor) => boundFor(tensor).update(tensor),
    explain: (inputs, index, tensor, format) => boundFor(tensor).explain(inputs, index, tensor, format),
  };
}

/** One for every tensor, in the precision of the run; empty for those that are no matrices. */
export function orthogonalizeInPrecision({ precision, tensors }: AlgorithmRun): readonly Orthogonalization[] {
  return tensors.map((tensor) => {
    const [rows, columns] = isMatrix(tensor) ? tensor.shape : [0, 0];
    return new Orthogonalization(rows, columns, matrixArithmetic(precision), true);
  });
}

function isMatrix({ shape }: LaidOutTensor): boolean {
  return shape.length === 2;
}
