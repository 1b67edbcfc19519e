import assert from "node:assert/strict";
import type { Envelope } from "../../../src/core/trace/envelope";
import { ceiling, stepBeyond } from "../../../webview/charts/runaway";

function series(...values: number[]): Envelope {
  const all = Float64Array.from(values);
  const finite = (other: number) => all.map((value) => (Number.isFinite(value) ? value : other));
  return {
    steps: all.map((_, step) => step),
    values: all,
    minimum: finite(Infinity),
    maximum: finite(-Infinity),
  };
}

const healthy = { envelope: series(5, 2, 1, 0.1), isNonFinite: false };
const diverged = { envelope: series(4, 1e3, 1e150, 1e300), isNonFinite: true };
const all = { from: 0, to: 4 };

describe("ceiling", () => {
  it("ends an axis a little above the others where a series runs away from them", () => {
    assert.equal(ceiling([healthy, diverged], all, "log"), 5e3);
    assert.equal(ceiling([healthy, diverged], all, "linear"), 10);
  });

  it("knows values that run away downwards", () => {
    const down = { envelope: series(1, -1e3, -1e200), isNonFinite: true };
    assert.equal(ceiling([healthy, down], all, "linear"), 10);
  });

  it("knows a run that grows without end by its growth alone", () => {
    assert.equal(ceiling([healthy, { ...diverged, isNonFinite: false }], all, "log"), 5e3);
  });

  it("leaves a series alone, and series that all run away", () => {
    assert.equal(ceiling([diverged], all, "log"), null);
    assert.equal(ceiling([diverged, diverged], all, "log"), null);
    assert.equal(ceiling([healthy, healthy], all, "log"), null);
  });

  it("leaves series of other sizes alone that do not grow", () => {
    const large = { envelope: series(3e9, 2e9, 1e9), isNonFinite: false };
    assert.equal(ceiling([healthy, large], all, "log"), null);
  });

  it("looks at what is shown: before it runs away there is nothing to end", () => {
    const late = { envelope: series(4, 3, 3, 3, 3, 3, 1e300), isNonFinite: true };
    const long = { envelope: series(5, 2, 1, 1, 1, 1, 1), isNonFinite: false };
    assert.equal(ceiling([long, late], { from: 0, to: 3 }, "log"), null);
    assert.equal(ceiling([long, late], { from: 0, to: 6 }, "log"), 5e3);
  });

  it("leaves non-finite values out, which have a mark of their own", () => {
    const failed = { envelope: series(4, Number.NaN, Infinity), isNonFinite: true };
    assert.equal(ceiling([healthy, failed], all, "log"), null);
  });
});

describe("stepBeyond", () => {
  it("is the first step beyond a magnitude, in either direction", () => {
    assert.equal(stepBeyond(series(1, 2, 30, 1), 10), 2);
    assert.equal(stepBeyond(series(1, -20, 30), 10), 1);
    assert.equal(stepBeyond(series(1, Number.NaN, 3), 10), null);
  });
});
