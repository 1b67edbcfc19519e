import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { SourceReading } from "../../../src/sources/configuration";
import { readSource } from "../../../src/sources/readSource";
import { runSpecification } from "../../../src/sources/runSpecification";

const cases = join("test", "sources", "formats", "cases");
const extensions = { yaml: "yaml", json: "json", toml: "toml", shell: "sh" };
const sources = Object.entries(extensions).flatMap(([language, extension]) =>
  readdirSync(join(cases, language)).flatMap((file) =>
    readFileSync(join(cases, language, file), "utf8")
      .split(/^(?=# )/m)
      .map((text) => ({ name: `a.${extension}`, text: text.slice(text.indexOf("\n") + 1).split(/^==>\n/m)[0] })),
  ),
);

/** Places lie in the text, and what says that it can be simulated can. */
function check(text: string, { configurations, issues }: SourceReading): void {
  const lines = text.split("\n").length;
  for (const { range } of [...issues, ...configurations, ...configurations.flatMap((each) => each.issues)]) {
    assert.ok(range.line >= 1 && range.endLine <= lines, JSON.stringify(range));
  }
  const defaults = {
    problem: { name: "quadratic", parameters: {} },
    steps: 10,
    seed: 0,
    precision: "float64",
  } as const;
  for (const configuration of configurations) runSpecification(configuration, defaults);
}

describe("reading configuration files of any kind", () => {
  it("never throws on the cases cut off anywhere", async () => {
    for (const { name, text } of sources) {
      for (let length = 0; length < text.length; length += 7) {
        const cut = text.slice(0, length);
        check(cut, await readSource(name, cut));
      }
    }
  });

  it("never throws on the cases with anything in them", async () => {
    const pieces = fc.oneof(
      fc.string(),
      fc.constantFrom(
        "{",
        "[",
        "- ",
        "\n",
        ": ",
        "&a ",
        "*a",
        `\${a}`,
        "!new:",
        "<<: *a",
        "null",
        "1e999",
        "$(",
        "$A",
        "--lr ",
        "'",
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(sources.length - 1), fc.nat(2000), pieces, async (index, at, piece) => {
        const { name, text } = sources[index];
        const changed = text.slice(0, at) + piece + text.slice(at);
        check(changed, await readSource(name, changed));
      }),
      { numRuns: 2000 },
    );
  });

  it("gives up what is long, deep, or multiplies", async () => {
    const nothing = { configurations: [], issues: [] };
    const hydra = "optimizer:\n  _target_: torch.optim.Adam\n";
    assert.deepEqual(await readSource("a.yaml", hydra + "# long\n".repeat(20_000)), nothing);
    assert.deepEqual(await readSource("a.yaml", `${hydra}deep: ${"[".repeat(5000)}`), nothing);
    const levels = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}, *a${i}]`);
    const bomb = `${hydra}a0: &a0 [x, x]\n${levels.join("\n")}\n`;
    const start = performance.now();
    assert.equal((await readSource("a.yaml", bomb)).configurations.length, 1);
    assert.ok(performance.now() - start < 2000);
  });

  it("is quick about files that have nothing to do with it", async () => {
    const manifest = Array.from({ length: 2500 }, (_, i) => `item${i}:\n  optimizer: {cost: ${i}}\n`).join("");
    const start = performance.now();
    assert.deepEqual(await readSource("deployment.yaml", manifest), { configurations: [], issues: [] });
    assert.ok(performance.now() - start < 2000);
  });
});
