import type { FloatArray } from "../floatArray";

/** Lets gradients with infinite entries or NaN make no update, so many in a row: `apply_if_finite` in optax/transforms/_conditionality.py of 0.2.8. */
export class NonFiniteGuard {
  /** How many there have been in a row. */
  count = 0;

  constructor(private readonly tolerated: number) {}

  /** Whether a gradient makes an update. */
  admits(gradient: FloatArray): boolean {
    this.count = isAllFinite(gradient) ? 0 : this.count + 1;
    return this.count === 0 || this.count > this.tolerated;
  }
}

function isAllFinite(gradient: FloatArray): boolean {
  for (let i = 0; i < gradient.length; i++) if (!Number.isFinite(gradient[i])) return false;
  return true;
}
