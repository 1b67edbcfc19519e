import assert from "node:assert/strict";
import { smoothedAt } from "../../../src/core/trace/smoothed";
import { TraceWriter } from "../../../src/core/trace/traceWriter";

function traceOf(values: readonly number[]) {
  const writer = new TraceWriter({ columns: ["loss"], expectedRows: values.length });
  for (const value of values) writer.append(Float64Array.of(value));
  writer.flush();
  return writer.trace;
}

/** The definition, term by term. */
function average(values: readonly number[], step: number, timeConstant: number): number {
  let sum = 0;
  let weights = 0;
  for (let earlier = 0; earlier <= step; earlier++) {
    const weight = Math.exp((earlier - step) / timeConstant);
    sum += weight * values[earlier];
    weights += weight;
  }
  return sum / weights;
}

const noisy = Array.from({ length: 3000 }, (_, step) => 5 * Math.exp(-step / 900) + Math.sin(step * step));

describe("smoothedAt", () => {
  const trace = traceOf(noisy);

  it("is the average of all steps so far, whose weights fall off exponentially and sum to 1", () => {
    for (const timeConstant of [1.5, 20, 400]) {
      const steps = Float64Array.of(0, 1, 2, 57, 58, 1000, 2999);
      const averages = smoothedAt(trace, 0, steps, timeConstant);
      steps.forEach((step, index) => {
        const expected = average(noisy, step, timeConstant);
        assert.ok(Math.abs(averages[index] - expected) < 1e-12, `${averages[index]} and ${expected} at ${step}`);
      });
    }
  });

  it("says the same of a step whatever other steps are asked for", () => {
    const all = smoothedAt(
      trace,
      0,
      Float64Array.from(noisy, (_, step) => step),
      10,
    );
    const few = smoothedAt(trace, 0, Float64Array.of(700, 2500), 10);
    assert.ok(Math.abs(few[0] - all[700]) < 1e-14 && Math.abs(few[1] - all[2500]) < 1e-14);
  });

  it("begins at the first value, and leaves a constant as it is", () => {
    assert.equal(smoothedAt(trace, 0, Float64Array.of(0), 100)[0], noisy[0]);
    const constant = smoothedAt(traceOf(new Array(50).fill(3)), 0, Float64Array.of(0, 9, 49), 7);
    for (const value of constant) assert.ok(Math.abs(value - 3) < 1e-15);
  });

  it("leaves values out that are not finite, and has none at their steps", () => {
    const averages = smoothedAt(traceOf([1, Number.NaN, Infinity, 1]), 0, Float64Array.of(0, 1, 2, 3), 5);
    assert.deepEqual(Array.from(averages), [1, Number.NaN, Number.NaN, 1]);
  });

  it("refuses a time constant that is none", () => {
    assert.throws(() => smoothedAt(trace, 0, Float64Array.of(0), 0), /above 0; got 0/);
  });
});
