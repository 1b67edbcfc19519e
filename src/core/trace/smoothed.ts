import type { Trace } from "./trace";

/** Steps read at a time. */
const BLOCK = 65_536;

/** After so many time constants what came before has no digit left in an average of values of the same size. */
const HORIZON = 40;

/**
 * An exponential moving average of a column at some of its steps. It is taken over all steps, not over the ones that are
 * asked for, so that it does not depend on how many pixels there are. A step counts `exp(−1 / timeConstant)` times as much as
 * the next; as in Adam, the sum is divided by that of the weights, so that the beginning is not drawn towards 0. Infinite
 * and NaN values are left out of it, and it is NaN at their own steps.
 *
 * @param steps rows that the trace has, rising
 * @param timeConstant in steps, above 0
 * @throws RangeError when the time constant is not above 0, or the trace has no such column or rows
 */
export function smoothedAt(
  trace: Pick<Trace, "column">,
  column: number,
  steps: Float64Array,
  timeConstant: number,
): Float64Array {
  if (!(timeConstant > 0)) throw new RangeError(`A time constant is above 0; got ${timeConstant}.`);
  const averages = new Float64Array(steps.length);
  const decay = Math.exp(-1 / timeConstant);
  const horizon = Math.ceil(HORIZON * timeConstant);
  let sum = 0;
  let weights = 0;
  /** The first row that is not yet part of the sums. */
  let row = 0;
  for (let index = 0; index < steps.length; index++) {
    const end = steps[index] + 1;
    if (end - row > horizon) {
      row = end - horizon;
      sum = 0;
      weights = 0;
    }
    let last = Number.NaN;
    while (row < end) {
      const values = trace.column(column, row, Math.min(end, row + BLOCK));
      for (const value of values) {
        last = value;
        if (!Number.isFinite(value)) continue;
        sum = decay * sum + (1 - decay) * value;
        weights = decay * weights + (1 - decay);
      }
      row += values.length;
    }
    averages[index] = Number.isFinite(last) ? sum / weights : Number.NaN;
  }
  return averages;
}
