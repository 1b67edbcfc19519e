import assert from "node:assert/strict";
import type { ScalarNode } from "../../../src/sources/yaml/configurationNode";
import { yamlScalar } from "../../../src/sources/yaml/yamlScalar";

function scalar(source: string): ScalarNode {
  const value = source.replace(/^(["'])(.*)\1$/, "$2");
  return { kind: "scalar", value, source, offset: 0, range: { line: 1, column: 1, endLine: 1, endColumn: 1 } };
}

/** As PyYAML 6.0.4 loads them, but for those marked `text`, which it leaves as text. */
const scalars: readonly (readonly [source: string, value: unknown, text?: "text"])[] = [
  ["1e-5", 1e-5, "text"],
  ["6E-4", 6e-4, "text"],
  ["1e5", 1e5, "text"],
  ["1.0e5", 1e5, "text"],
  ["-.5", -0.5, "text"],
  ["08", 8, "text"],
  ["1.0e-3", 1e-3],
  ["1.5e+3", 1500],
  ["6.E-4", 6e-4],
  [".85E-3", 8.5e-4],
  ["3.e-5", 3e-5],
  [".5", 0.5],
  ["1.", 1],
  ["1_000", 1000],
  ["017", 15],
  ["0x1F", 31],
  ["0b11", 3],
  ["-0b11", -3],
  ["1:30", 90],
  ["+1", 1],
  ["-7", -7],
  ["0", 0],
  [".inf", Number.POSITIVE_INFINITY],
  ["-.INF", Number.NEGATIVE_INFINITY],
  ["yes", true],
  ["On", true],
  ["off", false],
  ["FALSE", false],
  ["n", "n"],
  ["~", null],
  ["null", null],
  ["", null],
  ["0o17", "0o17"],
  ["adamw", "adamw"],
  ['"1e-5"', "1e-5"],
  ["'0.1'", "0.1"],
];

describe("scalars of YAML", () => {
  for (const [source, value, text] of scalars) {
    it(`${source || "nothing"} is ${String(value)}${text === undefined ? "" : ", which PyYAML takes for text"}`, () => {
      const read = yamlScalar(scalar(source));
      assert.deepEqual([read.value.value, read.spelledAsText], [value, text === "text"]);
    });
  }
});
