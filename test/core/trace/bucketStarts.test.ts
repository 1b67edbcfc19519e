import assert from "node:assert/strict";
import { bucketStarts } from "../../../src/core/trace/bucketStarts";

describe("bucketStarts", () => {
  it("shares rows out evenly", () => {
    assert.deepEqual(bucketStarts(10, 20, 3, "linear"), [10, 13, 16, 20]);
    assert.deepEqual(bucketStarts(0, 0, 3, "linear"), [0]);
    assert.deepEqual(bucketStarts(4, 6, 3, "log"), [4, 5, 6]);
  });

  it("shares rows out evenly on a logarithmic axis, in single rows where these are wider", () => {
    for (const [from, to, buckets] of [
      [0, 1_000_000, 1000],
      [5, 5000, 64],
      [900_000, 1_000_000, 300],
      [0, 40, 39],
    ]) {
      const starts = bucketStarts(from, to, buckets, "log");
      assert.equal(starts[0], from);
      assert.equal(starts.at(-1), to);
      assert.ok(starts.length - 1 <= buckets && starts.length - 1 > buckets / 2, `${starts.length - 1} of ${buckets}`);
      const widest = (1.001 * Math.log((to + 1) / (from + 1))) / buckets;
      for (let bucket = 0; bucket + 1 < starts.length; bucket++) {
        const rows = starts[bucket + 1] - starts[bucket];
        assert.ok(rows >= 1);
        const width = Math.log((starts[bucket + 1] + 1) / (starts[bucket] + 1));
        assert.ok(rows === 1 || width < 2 * widest, `bucket ${bucket} of ${rows} rows is ${width} wide, not ${widest}`);
      }
    }
  });
});
