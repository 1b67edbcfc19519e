import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { diagnoseSource } from "../../src/diagnosis/diagnoseSource";
import { sourceRules } from "../../src/diagnosis/sourceRules";
import { applyEdits } from "../../src/sources/edits/sourceEdits";
import { readSource } from "../../src/sources/readSource";
import { describeFindings } from "./describeFindings";

describe("the example of every rule", () => {
  for (const { metadata } of sourceRules) {
    const { path, before, after } = metadata.documentation.example;
    it(`${metadata.id}: what it shows is found, and its mended form is silent`, async () => {
      const findings = diagnoseSource(await readSource(path, before), before);
      assert.deepEqual([...new Set(findings.map(({ rule }) => rule))], [metadata.id], describeFindings(findings));
      assert.equal(describeFindings(diagnoseSource(await readSource(path, after), after)), "");
    });

    it(`${metadata.id}: a fix makes the mended form, where there are fixes`, async () => {
      const [finding] = diagnoseSource(await readSource(path, before), before);
      if (metadata.fixes === undefined) return;
      const mended = finding.fixes.map(({ edits }) => applyEdits(before, edits));
      assert.ok(mended.includes(after), `no fix makes\n${after}\nbut\n${mended.join("\n---\n")}`);
    });

    it(`${metadata.id}: has cases`, () => {
      assert.ok(existsSync(join(process.cwd(), "test/diagnosis/cases", `${metadata.id}.txt`)));
    });
  }
});

describe("the identifiers of rules", () => {
  it("are groups and names in lower case, each of one rule", () => {
    const ids = sourceRules.map(({ metadata }) => metadata.id);
    assert.deepEqual([...new Set(ids)], ids);
    for (const id of ids) assert.match(id, /^[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/);
  });
});
