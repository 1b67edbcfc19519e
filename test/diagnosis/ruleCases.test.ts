import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { diagnoseSource } from "../../src/diagnosis/diagnoseSource";
import { readSource } from "../../src/sources/readSource";
import { casesOf } from "../sources/readingCases";
import { describeFindings } from "./describeFindings";

/**
 * The cases of every rule in `cases/<group>/<rule>.txt`: `# title`, or `# title (config.yaml)` for a file that is not Python; source, `==>`, all
 * findings in it (see `describeFindings`; nothing for silence). As many near-misses as hits.
 */
const folder = join(process.cwd(), "test/diagnosis/cases");

for (const group of readdirSync(folder)) {
  for (const file of readdirSync(join(folder, group))) {
    describe(`the rule ${group}/${file.replace(/\.txt$/, "")}`, () => {
      for (const { title, source, expected } of casesOf(join(folder, group, file))) {
        it(title, async () => {
          const path = /\(([\w./-]+\.\w+)\)$/.exec(title)?.[1] ?? "train.py";
          const findings = diagnoseSource(await readSource(path, source), source);
          assert.equal(describeFindings(findings).trim(), expected.trim());
        });
      }
    });
  }
}
