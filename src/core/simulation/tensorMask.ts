import type { TensorMask } from "./specification";
import type { LaidOutTensor } from "./tensorLayout";

/** Whether a mask is true of a tensor; a part of a split one counts as the vector that it is. */
export function holdsFor({ by, flags }: TensorMask, { group, shape }: LaidOutTensor): boolean {
  return by === "group" ? flags[group] : flags[Math.min(shape.length, flags.length - 1)];
}
