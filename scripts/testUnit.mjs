/**
 * Bundles and runs the tests that need no VS Code.
 *
 *   node scripts/testUnit.mjs                    all of them
 *   node scripts/testUnit.mjs test/core/rule     those whose path starts so
 */
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join, sep } from "node:path";
import { bundleTests } from "./setup/bundleTests.mjs";
import { root } from "./setup/folders.mjs";

const prefixes = process.argv.slice(2);

/** The tests that run inside VS Code have a runner of their own. */
const needsVSCode = `test${sep}vscode${sep}`;
const tests = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
  .map((name) => join("test", name))
  .filter((name) => /\.test\.tsx?$/.test(name) && !name.startsWith(needsVSCode))
  .filter((name) => prefixes.length === 0 || prefixes.some((prefix) => name.startsWith(prefix)));
if (tests.length === 0) throw new Error(`No test under ${prefixes.join(", ") || "test"}.`);

const output = join("build", `unit-${process.pid}`);
try {
  await bundleTests({
    absWorkingDir: root,
    entryPoints: tests,
    outdir: output,
    outbase: "test",
    external: ["esbuild"],
    // What of the extension needs VS Code for nothing but its texts says them in English.
    alias: { vscode: join(root, "test/extension/vscode.ts") },
    jsx: "automatic",
    jsxImportSource: "preact",
  });
  const mocha = spawnSync(
    process.execPath,
    [
      "--enable-source-maps",
      join(root, "node_modules/mocha/bin/mocha.js"),
      "--reporter",
      "dot",
      // No test is about time: this ends one that hangs, on a busy machine too.
      "--timeout",
      "30s",
      `${output}/**/*.test.cjs`,
    ],
    { cwd: root, stdio: "inherit" },
  );
  process.exitCode = mocha.status ?? 1;
} finally {
  rmSync(join(root, output), { recursive: true, force: true });
}
