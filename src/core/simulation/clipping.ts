import { largestMagnitude } from "../algorithms/vectors";
import type { FloatArray } from "../floatArray";
import { sumOfSquares } from "../sums";
import type { ClippingSpecification } from "./specification";
import type { LaidOutTensor } from "./tensorLayout";

/** What is added to the norm before dividing unless said otherwise, as torch's `clip_grad_norm_` does (torch/nn/utils/clip_grad.py). */
const NORM_OFFSET = 1e-6;

/**
 * Clips a gradient in place.
 *
 * @param norm L2 norm of the whole gradient
 * @returns the factor by which that norm has become smaller: 1 where nothing was clipped
 */
export function clipGradient(
  gradient: FloatArray,
  norm: number,
  tensors: readonly LaidOutTensor[],
  clipping: ClippingSpecification,
): number {
  if (clipping.kind === "norm" && clipping.scope !== "tensor") {
    const ownNorm = clipping.order === undefined ? norm : normOfOrder(gradient, clipping.order);
    return scaleToNorm(gradient, ownNorm, 0, gradient.length, clipping);
  }
  let clipped = false;
  if (clipping.kind === "norm") {
    for (const { offset, length } of tensors) {
      const ownNorm = Math.sqrt(sumOfSquares(gradient, offset, length));
      if (scaleToNorm(gradient, ownNorm, offset, offset + length, clipping) !== 1) clipped = true;
    }
  } else clipped = cutEntries(gradient, clipping.limit);
  return clipped ? gradientNorm(gradient, tensors) / norm : 1;
}

/** L2 norm over all tensors, summed tensor by tensor as the statistics of a step are. */
export function gradientNorm(gradient: FloatArray, tensors: readonly LaidOutTensor[]): number {
  let total = 0;
  for (const tensor of tensors) total += sumOfSquares(gradient, tensor.offset, tensor.length);
  return Math.sqrt(total);
}

/** Summed in double precision; of no entries 0. */
function normOfOrder(values: FloatArray, order: number | "infinity"): number {
  if (order === "infinity") return largestMagnitude(values);
  let total = 0;
  for (let i = 0; i < values.length; i++) total += Math.abs(values[i]) ** order;
  return total ** (1 / order);
}

/**
 * Scales entries from `start` to `end` whose norm is too large, and returns the factor. A norm that is NaN makes all of them
 * NaN, as the frameworks do.
 */
function scaleToNorm(
  gradient: FloatArray,
  norm: number,
  start: number,
  end: number,
  { limit, offset = NORM_OFFSET, infiniteNormIsNaN = false }: ClippingSpecification,
): number {
  const exact = infiniteNormIsNaN && norm === Infinity ? Number.NaN : limit / (norm + offset);
  const factor = gradient instanceof Float32Array ? Math.fround(exact) : exact;
  if (factor >= 1) return 1;
  for (let i = start; i < end; i++) gradient[i] *= factor;
  return factor;
}

/** Cuts every entry to ±limit, and returns whether any was beyond it. */
function cutEntries(gradient: FloatArray, limit: number): boolean {
  let clipped = false;
  for (let i = 0; i < gradient.length; i++) {
    const value = gradient[i];
    if (value > limit) gradient[i] = limit;
    else if (value < -limit) gradient[i] = -limit;
    else continue;
    clipped = true;
  }
  return clipped;
}
