import type { Rule } from "../rule/rule";
import type { OptimizerSpecification } from "../simulation/specification";
import { curvatureLimit } from "./curvatureLimit";
import { linearizeUpdate, preconditionerOf } from "./linearUpdate";
import { type SettledOptions, type SettledUpdate, settledUpdate } from "./settledUpdate";

/** How steep a loss may be for an optimizer to stay at its minimum. */
export interface StabilityLimit {
  /** The largest stable eigenvalue of the Hessian H; where `isPreconditioned`, of P⁻¹H, P being what the update divides by. */
  readonly curvature: number;
  readonly isPreconditioned: boolean;
}

/** Near a minimum gradients are small: two sizes of them and of the parameter, to see whether the limit depends on these. */
const SIZES = [
  { gradient: 1e-3, parameter: 1 },
  { gradient: 1e-9, parameter: 1e-9 },
] as const;
/** Relative difference of limits that are the same but for rounding. */
const SAME = 1e-6;

/**
 * The stability limit of an optimizer at a learning rate, by the linear form of its rule: 2/η for gradient descent. Clipping is left
 * out, since it does not act near a minimum.
 *
 * @returns null where there is none: steps that do not shrink with the gradient (of its sign, or of a norm's size), a learning rate that
 *   the optimizer estimates, and optimizers that are no rule
 */
export function stabilityLimit(
  optimizer: OptimizerSpecification,
  options: Omit<SettledOptions, "gradient" | "parameter"> = {},
): StabilityLimit | null {
  const [limit, other] = SIZES.map((sizes) => {
    const settled = settledUpdate(optimizer, { ...options, ...sizes });
    return settled === null || remembersReductions(settled.rule) ? null : limitOf(settled);
  });
  if (limit === null || other === null) return null;
  return isSame(limit.curvature, other.curvature) ? limit : null;
}

function limitOf({ rule, values }: SettledUpdate): StabilityLimit | null {
  const unit = linearizeUpdate(rule, values, "unit");
  const curvature = curvatureLimit(unit);
  if (curvature === null || !unit.isPreconditioned)
    return curvature === null ? null : { curvature, isPreconditioned: false };
  // Where the update divides by one number on all ways, that is all there is between the two.
  const actual = linearizeUpdate(rule, values, "actual");
  const preconditioner = preconditionerOf(unit, actual);
  const actualLimit = curvatureLimit(actual);
  if (preconditioner === null || actualLimit === null) return null;
  return isSame(actualLimit, curvature * preconditioner) ? { curvature, isPreconditioned: true } : null;
}

function isSame(first: number, second: number): boolean {
  return Math.abs(first - second) <= SAME * Math.abs(first);
}

/** Whether a scalar that is kept from update to update comes from the norms of tensors, as an estimate of the learning rate does. */
function remembersReductions({ program, stateScalars }: Rule): boolean {
  const fromReductions: boolean[] = [];
  for (const instruction of program.instructions) {
    const { kind } = instruction;
    const isDerived = kind === "operation" && instruction.operands.some((operand) => fromReductions[operand]);
    fromReductions.push(kind === "reduction" || isDerived);
  }
  const slots = stateScalars.map((name) => program.slots.get(name));
  return program.scalarResults.some(({ slot, value }) => slots.includes(slot) && fromReductions[value]);
}
