import assert from "node:assert/strict";
import fc from "fast-check";
import { parseToml } from "../../../src/sources/toml/parseToml";
import type { ConfigurationNode } from "../../../src/sources/yaml/configurationNode";

/** Values with the lines and columns at which they begin. */
function plain(node: ConfigurationNode): unknown {
  if (node.kind === "list") return node.items.map(plain);
  if (node.kind === "scalar") return `${node.value} at ${node.range.line}:${node.range.column}`;
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
}

const file = `# A training.
title = "x # y"
[optimizer]
name = 'AdamW'
lr = 3e-4
betas = [0.9, 0.95]
extra = { eps = 1e-8, fused = true }
[training]
steps = 1_000
compile.enable = false
[training."sub table"]
seed = 1
`;

describe("parseToml", () => {
  it("gives tables, dotted keys and inline tables as mappings, with their places", () => {
    const root = parseToml(file);
    assert.deepEqual(root && plain(root), {
      title: "x # y at 2:9",
      optimizer: {
        name: "AdamW at 4:8",
        lr: "0.0003 at 5:6",
        betas: ["0.9 at 6:10", "0.95 at 6:15"],
        extra: { eps: "1e-8 at 7:17", fused: "true at 7:31" },
      },
      training: {
        steps: "1000 at 9:9",
        compile: { enable: "false at 10:18" },
        "sub table": { seed: "1 at 12:8" },
      },
    });
  });

  it("gives a table's place from its head to its last value", () => {
    const optimizer = parseToml(file)?.entries[1];
    assert.deepEqual(optimizer?.range, { line: 3, column: 1, endLine: 7, endColumn: 37 });
    assert.deepEqual(optimizer?.keyRange, { line: 3, column: 2, endLine: 3, endColumn: 11 });
  });

  for (const text of ["[optimizer", "lr = ", "lr = 1\nlr = 2", "a = 1\n[a.b]\nc = 1", `a = ${"[".repeat(50_000)}`]) {
    it(`gives nothing for ${JSON.stringify(text.slice(0, 20))}`, () => {
      assert.equal(parseToml(text), null);
    });
  }

  it("never throws", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: file.length }), fc.string(), (at, inserted) => {
        parseToml(file.slice(0, at) + inserted + file.slice(at + inserted.length));
      }),
    );
  });
});
