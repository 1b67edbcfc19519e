/**
 * Validates what `check --format sarif` prints for the examples of all rules against the schema of SARIF 2.1.0:
 *
 *   npm run build && node test/cli/checkSarif.mjs
 *
 * The schema is fetched once. The last line of the output is "N passed, N failed".
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { root } from "../../scripts/setup/folders.mjs";
import { importTypescript } from "../../scripts/setup/importTypescript.mjs";
import { ensureSarifSchema } from "../../scripts/setup/sarifSchema.mjs";

const schema = JSON.parse(readFileSync(await ensureSarifSchema(), "utf8"));
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
/** @type {typeof import("../../src/diagnosis/sourceRules")} */
const { sourceRules } = await importTypescript("src/diagnosis/sourceRules.ts");
const folder = mkdtempSync(join(tmpdir(), "optimizer-debugger-sarif-"));
let failed = 0;

/** @param {string} name @param {boolean} holds @param {unknown} details */
function expect(name, holds, details) {
  console.log(`${holds ? "passed" : "FAILED"}: ${name}`);
  if (holds) return;
  failed += 1;
  console.log(details);
}

try {
  for (const { metadata } of sourceRules) {
    const { path, before } = metadata.documentation.example;
    const file = join(folder, metadata.id, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, before);
  }
  const command = [join(root, "dist", "cli.js"), "check", ".", "--format", "sarif"];
  const { stdout } = spawnSync(process.execPath, command, { cwd: folder, encoding: "utf8" });
  const log = JSON.parse(stdout);
  expect("the log is SARIF 2.1.0 by its schema", validate(log), validate.errors);
  const found = new Set(log.runs[0].results.map((/** @type {{ ruleId: string }} */ { ruleId }) => ruleId));
  const missing = sourceRules.map(({ metadata }) => metadata.id).filter((id) => !found.has(id));
  expect("it has a result of every rule", missing.length === 0, missing);
  const other = { ...log, version: "2.0.0" };
  expect("the schema refuses another version", !validate(other), other.version);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${3 - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
