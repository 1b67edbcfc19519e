import type { FloatArray } from "../floatArray";
import { rounding } from "../rule/evaluator";
import type { LaidOutTensor } from "./tensorLayout";
import type { UpdateSession } from "./updateSession";

/** State in which an optimizer keeps a running mean of the parameters. */
export const AVERAGE = "average";

/**
 * Moves the running mean of the parameters on between the gradients that make one update: as Keras, which does so with every gradient, and then puts the
 * mean in the parameters' place wherever the update to come is one at which it does (keras/src/optimizers/base_optimizer.py of Keras 3.15.1,
 * `_backend_apply_gradients`). The last of these gradients is the update's own, whose move is a line of the rule.
 *
 * Reads averageMomentum and, where there is one, overwriteInterval.
 *
 * @param updates made before this one
 */
export function moveAverages(session: UpdateSession, tensors: readonly LaidOutTensor[], updates: number): void {
  const average = session.states.get(AVERAGE);
  if (average === undefined) throw new Error(`The optimizer keeps no ${AVERAGE}; it keeps ${describeStates(session)}.`);
  const overwrites = session.inputScalars.includes("overwriteInterval");
  tensors.forEach((tensor, index) => {
    const scalar = (name: string) => session.scalars(index)[session.scalarIndex(name)];
    moveAverage(average, session.parameters, tensor, updates === 0 ? 0 : scalar("averageMomentum"));
    if (!overwrites || (updates + 1) % scalar("overwriteInterval") !== 0) return;
    const { offset, length } = tensor;
    session.parameters.set(average.subarray(offset, offset + length), offset);
  });
}

/**
 * Moves the mean of one tensor on.
 *
 * @param momentum share of the mean that is kept
 */
export function moveAverage(
  average: FloatArray,
  parameters: FloatArray,
  { offset, length }: LaidOutTensor,
  momentum: number,
): void {
  const round = rounding(average instanceof Float32Array ? "float32" : "float64");
  const kept = round(momentum);
  const taken = round(1 - momentum);
  for (let i = offset; i < offset + length; i++) average[i] = round(kept * average[i]) + round(taken * parameters[i]);
}

function describeStates(session: UpdateSession): string {
  return [...session.states.keys()].join(", ") || "no vector";
}
