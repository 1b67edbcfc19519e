import assert from "node:assert/strict";
import { PERCENTILES, percentilesOf } from "../../../src/core/instruments/percentiles";
import { Random } from "../../../src/core/random";

function percentiles(values: readonly number[]): number[] {
  const into = new Float64Array(PERCENTILES.length + 2).fill(-1);
  percentilesOf(Float64Array.from([...values, -77]), values.length, into, 1);
  assert.deepEqual([into[0], into.at(-1)], [-1, -1], "writes beside its place");
  return Array.from(into.subarray(1, -1));
}

/** By a plain sort, in which NaN comes last. */
function bySorting(values: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  return PERCENTILES.map(({ share }) => sorted[Math.round(share * (sorted.length - 1))]);
}

describe("percentiles", () => {
  const random = new Random(5);
  const makers: Readonly<Record<string, (i: number) => number>> = {
    "normal values": () => random.normal(),
    "values with many equal ones": () => Math.floor(4 * random.uniform()),
    "equal values": () => 3,
    "ascending values": (i) => i,
    "descending values": (i) => -i,
    "an organ pipe": (i) => Math.abs(i - 50),
    "values over many decades": () => Math.exp(200 * random.normal()),
    "infinite values": (i) => (i % 3 === 0 ? Number.POSITIVE_INFINITY : i),
    "NaN among them": (i) => (i % 4 === 1 ? Number.NaN : random.normal()),
    "NaN alone": () => Number.NaN,
  };
  for (const [name, make] of Object.entries(makers)) {
    it(`are those of a sorted list for ${name}`, () => {
      for (const count of [1, 2, 3, 4, 5, 7, 8, 20, 21, 99, 100, 101, 4096]) {
        const values = Array.from({ length: count }, (_, i) => make(i));
        assert.deepEqual(percentiles(values), bySorting(values), `${count} values`);
      }
    });
  }

  it("keep all of the values", () => {
    const values = Float64Array.from({ length: 1000 }, () => random.normal());
    const before = values.slice().sort();
    percentilesOf(values, values.length, new Float64Array(PERCENTILES.length), 0);
    assert.deepEqual(values.sort(), before);
  });
});
