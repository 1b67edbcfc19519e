import type { FloatArray } from "../floatArray";
import type { LossScalingSpecification } from "./specification";

/** What a loss scale remembers. */
export interface LossScaleSnapshot {
  readonly value: number;
  readonly finiteSteps: number;
}

/**
 * The factor of a loss whose gradient might underflow otherwise: `LossScaleOptimizer` in keras/src/optimizers/loss_scale_optimizer.py of
 * Keras 3.15.1, which keeps it in float32 whatever the parameters are.
 */
export class LossScale {
  /** The factor at the present step. */
  value: number;
  /** Steps since it was changed. */
  private finiteSteps = 0;

  constructor(private readonly specification: LossScalingSpecification) {
    this.value = Math.fround(specification.initialScale);
  }

  /**
   * Makes a gradient of the loss into that of the scaled loss, and divides it by the factor again, both in the precision of the gradient.
   * Where an entry of the scaled one is infinite or NaN the gradient is left as it is. Then moves the factor on.
   *
   * @returns whether all entries are finite, and so whether there is to be an update
   */
  apply(gradient: FloatArray): boolean {
    const staysFinite = this.scalesToFinite(gradient);
    if (staysFinite) this.divideScaled(gradient);
    this.move(staysFinite);
    return staysFinite;
  }

  snapshot(): LossScaleSnapshot {
    return { value: this.value, finiteSteps: this.finiteSteps };
  }

  restore({ value, finiteSteps }: LossScaleSnapshot): void {
    this.value = value;
    this.finiteSteps = finiteSteps;
  }

  private scalesToFinite(gradient: FloatArray): boolean {
    const isSingle = gradient instanceof Float32Array;
    for (let i = 0; i < gradient.length; i++) {
      const scaled = gradient[i] * this.value;
      if (!Number.isFinite(isSingle ? Math.fround(scaled) : scaled)) return false;
    }
    return true;
  }

  private divideScaled(gradient: FloatArray): void {
    for (let i = 0; i < gradient.length; i++) {
      // Kept, it is rounded to the precision of the gradient.
      gradient[i] *= this.value;
      gradient[i] /= this.value;
    }
  }

  private move(wasFinite: boolean): void {
    const doubles = wasFinite && this.finiteSteps === this.specification.growthSteps - 1;
    this.finiteSteps = wasFinite && !doubles ? this.finiteSteps + 1 : 0;
    if (doubles) this.value = Math.fround(this.value * 2);
    else if (!wasFinite) this.value = Math.fround(this.value / 2);
  }
}
