import type { Precision } from "../floatArray";
import { evaluateElement } from "../rule/evaluator";
import type { Rule } from "../rule/rule";
import type { LaidOutTensor } from "../simulation/tensorLayout";
import type { UpdateRecord } from "../simulation/updateRecord";
import { curvatureLimit } from "./curvatureLimit";
import type { Hessian } from "./hessian";
import { type LinearUpdate, linearizeUpdate } from "./linearUpdate";

/** How a step stands to the stability limit of its optimizer. */
export interface StepStability {
  /** The largest eigenvalue of P⁻¹H, P being what the update divides by. */
  readonly preconditionedSharpness: number;
  /** The same over the optimizer's own limit: above 1 what deviates from the minimum grows. */
  readonly stabilityRatio: number;
}

/** The form of a rule's update; null where it does not move p in proportion to the gradient, so that it has no stability limit. */
export function updateForm(rule: Rule): Pick<LinearUpdate, "isPreconditioned"> | null {
  // With 1 in the place of every number no factor vanishes.
  const form = linearizeUpdate(rule, new Float64Array(rule.program.instructions.length).fill(1), "unit");
  return form.response[0] === 0 ? null : form;
}

/** The limits of updates as they come, of which one is mostly like the last. */
export class StepLimits {
  private last: { readonly update: LinearUpdate; readonly limit: number | null } | null = null;

  of(update: LinearUpdate): number | null {
    const { last } = this;
    if (last !== null && isEqual(last.update.matrix, update.matrix) && isEqual(last.update.response, update.response)) {
      return last.limit;
    }
    const limit = curvatureLimit(update);
    this.last = { update, limit };
    return limit;
  }
}

/**
 * Compares an update with the stability limit of its rule. The limit is that of the tensor for which it is lowest; each parameter
 * counts by how far a unit of its gradient moves it at once.
 *
 * @param record of the update
 * @param factor by which the gradient was clipped
 * @returns null where the update has no such limit
 */
export function stepStability(
  rule: Rule,
  precision: Precision,
  tensors: readonly LaidOutTensor[],
  record: UpdateRecord,
  factor: number,
  hessian: Hessian,
  limits: StepLimits,
): StepStability | null {
  const gains = new Float64Array(hessian.size);
  let lowest = Number.POSITIVE_INFINITY;
  let firstLimit: number | null = null;
  for (const [index, { offset, length }] of tensors.entries()) {
    const updateOf = (parameter: number, reading: "unit" | "actual"): LinearUpdate => {
      const { values } = evaluateElement(rule, precision, record.elementInputs(parameter, index));
      return linearizeUpdate(rule, values, reading);
    };
    const unit = updateOf(offset, "unit");
    const gain = -unit.response[0];
    if (gain !== 0) {
      const limit = limits.of(unit);
      if (limit === null || !(gain > 0)) return null;
      firstLimit ??= limit;
      lowest = Math.min(lowest, limit * gain);
    }
    for (let i = offset; i < offset + length; i++) {
      gains[i] = factor * (unit.isPreconditioned ? -updateOf(i, "actual").response[0] : gain);
      if (!(gains[i] >= 0 && gains[i] < Number.POSITIVE_INFINITY)) return null;
    }
  }
  // Nothing moves: the learning rate is 0.
  if (firstLimit === null) return { preconditionedSharpness: 0, stabilityRatio: 0 };
  const stabilityRatio = hessian.largestEigenvalue(gains) / lowest;
  return { preconditionedSharpness: stabilityRatio * firstLimit, stabilityRatio };
}

function isEqual(first: Float64Array, second: Float64Array): boolean {
  return first.length === second.length && first.every((entry, index) => entry === second[index]);
}
