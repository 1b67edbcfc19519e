import type { LaidOutTensor } from "../simulation/tensorLayout";
import type { AlgorithmRun, BoundAlgorithm } from "./algorithm";

/** Of an algorithm's text, the line between what is done to matrices and what is done to all else. */
export const otherTensors = "all but matrices = by AdamW:";

export function isMatrix({ shape }: LaidOutTensor): boolean {
  return shape.length === 2;
}

/** Updates matrices in one way and all other tensors in another. */
export function bindMatrices(
  { tensors }: AlgorithmRun,
  matrices: BoundAlgorithm,
  others: BoundAlgorithm,
): BoundAlgorithm {
  const boundFor = (tensor: number) => (isMatrix(tensors[tensor]) ? matrices : others);
  return {
    update: (tensor) => boundFor(tensor).update(tensor),
    explain: (inputs, index, tensor, format) => boundFor(tensor).explain(inputs, index, tensor, format),
  };
}
