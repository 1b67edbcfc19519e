import assert from "node:assert/strict";
import { sampledParameters, sampleSize } from "../../../src/core/instruments/sampledParameters";

describe("sampled parameters", () => {
  it("are all of them where there are no more than 4,096", () => {
    for (const parameters of [1, 2, 100, 4096]) {
      assert.deepEqual(
        Array.from(sampledParameters(parameters)),
        Array.from({ length: parameters }, (_, i) => i),
      );
    }
  });

  it("are one from each of 4,096 equal stretches of more, the same every time", () => {
    for (const parameters of [4097, 10_000, 65_536, 1_000_003]) {
      const samples = sampledParameters(parameters);
      assert.equal(samples.length, sampleSize(parameters));
      samples.forEach((sample, i) => {
        assert.ok(sample >= Math.floor((i * parameters) / 4096), `sample ${i} of ${parameters} is ${sample}`);
        assert.ok(sample < Math.floor(((i + 1) * parameters) / 4096), `sample ${i} of ${parameters} is ${sample}`);
      });
      assert.deepEqual(sampledParameters(parameters), samples);
    }
  });

  it("are not in step with the rows of a matrix", () => {
    const columns = new Set(Array.from(sampledParameters(4096 * 16), (sample) => sample % 16));
    assert.equal(columns.size, 16);
  });
});
