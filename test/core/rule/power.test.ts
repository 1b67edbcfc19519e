import assert from "node:assert/strict";
import fc from "fast-check";
import { exponential } from "../../../src/core/rule/exponential";
import { logarithm } from "../../../src/core/rule/logarithm";
import { power } from "../../../src/core/rule/power";
import { exactExponential, exactLogarithm, product, scaled, unitsOff } from "./exactNumbers";

/** Of correctly rounded numbers it is half a unit; the C library stays as near. */
const BOUND = 0.5001;

/** Exact numbers have 400 bits behind the point: enough for powers down to 2^-200. */
const upTo = (size: number) => fc.integer({ min: -size * 1009, max: size * 1009 }).map((count) => count / 1009);
const exponents = upTo(100);
const bases = upTo(20).map(Math.exp);

describe("exponential", () => {
  it("is rounded correctly", () => {
    fc.assert(fc.property(exponents, (x) => unitsOff(exponential(x), exactExponential(scaled(x))) <= BOUND));
  });

  it("knows the ends", () => {
    assert.equal(exponential(0), 1);
    assert.equal(exponential(-Infinity), 0);
    assert.equal(exponential(710), Infinity);
    assert.ok(Number.isNaN(exponential(NaN)));
  });
});

describe("logarithm", () => {
  it("is rounded correctly", () => {
    const isNotOne = (x: number) => x !== 1;
    fc.assert(fc.property(bases.filter(isNotOne), (x) => unitsOff(logarithm(x), exactLogarithm(x)) <= BOUND));
  });

  it("knows the ends", () => {
    assert.equal(logarithm(1), 0);
    assert.equal(logarithm(0), -Infinity);
    assert.equal(logarithm(Infinity), Infinity);
    assert.ok(Number.isNaN(logarithm(-1)));
  });
});

describe("power", () => {
  const exactPower = (base: number, exponent: number) =>
    exactExponential(product(scaled(exponent), exactLogarithm(base)));

  it("is rounded correctly", () => {
    fc.assert(fc.property(bases, upTo(5), (x, y) => unitsOff(power(x, y), exactPower(x, y)) <= BOUND));
  });

  it("is so for the powers that schedules take", () => {
    for (const base of [0.9, 0.97, 0.99, 1.5]) {
      for (let step = 1; step <= 200; step += 7) {
        assert.ok(unitsOff(power(base, step), exactPower(base, step)) <= BOUND);
        assert.ok(unitsOff(power(step / 201, base), exactPower(step / 201, base)) <= BOUND);
      }
    }
  });

  it("is exact where the power is a double", () => {
    assert.equal(power(3, 4), 81);
    assert.equal(power(-2, 3), -8);
    assert.equal(power(-2, 4), 16);
    assert.equal(power(2, -1), 0.5);
    assert.equal(power(0.25, 0.5), 0.5);
  });

  it("agrees with JavaScript about zeros, infinities and NaN", () => {
    const ends = [0, -0, 1, -1, 0.5, -2, 3, Infinity, -Infinity, NaN, 1e300, 1e-300, -7.5];
    for (const base of ends) {
      for (const exponent of ends) {
        const [found, expected] = [power(base, exponent), base ** exponent];
        const isClose = Math.abs(found - expected) <= 1e-15 * Math.abs(expected);
        assert.ok(Object.is(found, expected) || isClose, `${base}^${exponent} is ${found}; expected ${expected}`);
      }
    }
  });
});
