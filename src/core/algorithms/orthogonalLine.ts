import type { AlgorithmLine } from "./algorithm";
import { algorithmLine } from "./algorithmLine";

const formula = "X after k times X ← a X + b (X Xᵀ) X + c (X Xᵀ)² X";

/** Of an algorithm's text, the line in which the matrix X is made orthogonal. */
export const orthogonalText = `O = ${formula}`;

/** The same line of one parameter's update. */
export function orthogonalLine(steps: number, value: number): AlgorithmLine {
  return algorithmLine("O", formula, `after ${steps} times`, value);
}
