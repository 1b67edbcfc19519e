import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { diagnoseSource } from "../../src/diagnosis/diagnoseSource";
import type { Finding } from "../../src/diagnosis/finding";
import { formatMessage } from "../../src/diagnosis/message";
import { applyEdits } from "../../src/sources/edits/sourceEdits";
import { readSource } from "../../src/sources/readSource";
import { casesOf } from "../sources/readingCases";

/** Every fix in the cases of the rules takes its finding away, and breaks nothing that the reader would refuse. */
const folder = join(process.cwd(), "test/diagnosis/cases");

for (const group of readdirSync(folder)) {
  describe(`the fixes of the rules ${group}`, () => {
    for (const file of readdirSync(join(folder, group))) {
      it(`take findings away: ${file.replace(/\.txt$/, "")}`, async () => {
        for (const { title, source } of casesOf(join(folder, group, file))) {
          const path = /\(([\w./-]+\.\w+)\)$/.exec(title)?.[1] ?? "train.py";
          const before = await findingsIn(path, source);
          for (const { rule, fixes } of before.findings) {
            for (const fix of fixes) {
              if (fix.edits.some((edit) => edit.file !== undefined)) continue;
              const after = await findingsIn(path, applyEdits(source, fix.edits));
              const where = `${title}: ${formatMessage(fix.title)}`;
              assert.ok(countOf(after.findings, rule) < countOf(before.findings, rule), where);
              assert.ok(after.errors <= before.errors, `${where} makes an error`);
            }
          }
        }
      });
    }
  });
}

async function findingsIn(path: string, text: string): Promise<{ findings: readonly Finding[]; errors: number }> {
  const reading = await readSource(path, text);
  const issues = [...reading.issues, ...reading.configurations.flatMap((configuration) => configuration.issues)];
  return {
    findings: diagnoseSource(reading, text),
    errors: issues.filter(({ severity }) => severity === "error").length,
  };
}

function countOf(findings: readonly Finding[], rule: string): number {
  return findings.filter((finding) => finding.rule === rule).length;
}
