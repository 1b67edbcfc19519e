import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { isSourceFile } from "../../../src/sources/languages";
import { readSource } from "../../../src/sources/readSource";
import { runSpecification } from "../../../src/sources/runSpecification";
import { testReadingCases } from "../readingCases";

const readDeepspeed = (text: string) => readSource("ds_config.json", text);

testReadingCases("JSON", join("test", "sources", "json", "cases"), readDeepspeed);

describe("reading JSON of any kind", () => {
  const example = readFileSync("examples/deepspeed/ds_config.json", "utf8");
  const defaults = { problem: { name: "quadratic", parameters: {} }, steps: 1, seed: 0, precision: "float64" } as const;

  it("runs the example, whose schedule has its learning rate", async () => {
    const { configurations, issues } = await readDeepspeed(example);
    assert.deepEqual(issues, []);
    const lowered = runSpecification(configurations[0], defaults);
    assert.ok("specification" in lowered);
    assert.equal(lowered.specification.optimizer.accumulation, 4);
    assert.equal(lowered.specification.optimizer.schedule?.interval, 1);
  });

  it("never throws on text cut off anywhere, and names a place in it", async () => {
    for (let length = 0; length <= example.length; length++) {
      const lines = example.slice(0, length).split("\n");
      const { configurations, issues } = await readDeepspeed(lines.join("\n"));
      for (const { range } of [...configurations.flatMap((each) => each.issues), ...issues]) {
        assert.ok(range.line >= 1 && range.endLine <= lines.length, JSON.stringify(range));
      }
    }
  });

  it("never throws on text with anything in it", async () => {
    const place = fc.nat(example.length);
    await fc.assert(
      fc.asyncProperty(place, fc.string(), async (at, text) => {
        await readDeepspeed(example.slice(0, at) + text + example.slice(at));
      }),
    );
  });

  it("is told from other JSON by what stands in it, and given up where that is long", async () => {
    assert.ok(isSourceFile("conf/ds_config.json") && isSourceFile("conf/zero2.jsonc"));
    assert.equal((await readSource("ds_config.json", example)).configurations.length, 1);
    const nothing = { configurations: [], issues: [] };
    for (const file of ["package.json", "tsconfig.json", "schemas/optim.schema.json"]) {
      assert.deepEqual(await readSource(file, readFileSync(file, "utf8")), nothing);
    }
    const long = `{"data": [${"0, ".repeat(100_000)}0], ${example.slice(1)}`;
    assert.deepEqual(await readSource("data.json", long), nothing);
  });
});
