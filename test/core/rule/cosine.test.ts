import assert from "node:assert/strict";
import fc from "fast-check";
import { cosine } from "../../../src/core/rule/cosine";
import { ONE, product, scaled, unitsOff } from "./exactNumbers";

/** Machin 1706: π = 16 arctan 1/5 − 4 arctan 1/239. */
const PI = 16n * arctangentOfInverse(5n) - 4n * arctangentOfInverse(239n);

function arctangentOfInverse(divisor: bigint): bigint {
  let sum = 0n;
  let power = ONE / divisor;
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += (n % 4n === 1n ? 1n : -1n) * (power / n);
    power /= divisor * divisor;
  }
  return sum;
}

/** By its series, of an angle brought below a turn. */
function exactCosine(angle: number): bigint {
  const x = scaled(angle) % (2n * PI);
  const square = product(x, x);
  let sum = 0n;
  let term = ONE;
  for (let n = 1n; term !== 0n; n += 2n) {
    sum += term;
    term = -product(term, square) / (n * (n + 1n));
  }
  return sum;
}

const BOUND = 0.5001;

function offOfCosine(angle: number): number {
  return unitsOff(cosine(angle), exactCosine(angle));
}

describe("cosine", () => {
  it("is rounded correctly", () => {
    const angles = fc.integer({ min: -1e9, max: 1e9 }).map((count) => count / 1009);
    fc.assert(fc.property(angles, (angle) => offOfCosine(angle) <= BOUND));
  });

  it("is so for the parts of a half turn that schedules take", () => {
    for (const span of [7, 40, 100, 360, 1000]) {
      for (let step = 0; step <= 5 * span; step += 3) assert.ok(offOfCosine((Math.PI * step) / span) <= BOUND);
    }
  });

  it("knows the ends", () => {
    assert.equal(cosine(0), 1);
    assert.equal(cosine(Math.PI), -1);
    assert.equal(cosine(Math.PI / 2), 6.123233995736766e-17);
    assert.ok(Number.isNaN(cosine(Infinity)));
    assert.equal(cosine(2 ** 40), Math.cos(2 ** 40));
  });
});
