import { LinearScale } from "chart.js";
import { logPlace, stepAtLogPlace } from "./stepRange";

/** The axis of steps with ratios in place of differences: step 0 is at its left, and a step is where `log(1 + step)` is. */
export class LogStepScale extends LinearScale {
  static override id = "logSteps";

  override getPixelForValue(step: number): number {
    const from = logPlace(this.min);
    return this.getPixelForDecimal((logPlace(step) - from) / (logPlace(this.max) - from));
  }

  override getValueForPixel(pixel: number): number {
    const from = logPlace(this.min);
    return stepAtLogPlace(from + this.getDecimalForPixel(pixel) * (logPlace(this.max) - from));
  }
}
