/**
 * Bundles the tests of test/vscode/suite and runs them in VS Code's extension host. The extension must have been built.
 *
 *   node scripts/testExtensionHost.mjs                all of them
 *   node scripts/testExtensionHost.mjs hovers live    those whose names begin so
 *
 * VS Code is the one at $VSCODE_PATH; else, where there is a display, one fetched by @vscode/test-electron; else, and where
 * nothing can be fetched, the embedded one.
 */
import "./setup/plainErrors.mjs";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { downloadAndUnzipVSCode, runTests, SilentReporter } from "@vscode/test-electron";
import { runHostTests } from "./embeddedVSCode/hostTests.mjs";
import { bundleTests } from "./setup/bundleTests.mjs";
import { artifacts, root } from "./setup/folders.mjs";

const suite = join(root, "build", "vscode-suite");
const examples = join(root, "examples");

await bundleSuite();
const executable = await desktopVSCode();
process.exitCode = (await (executable ? runOnDesktop(executable) : runEmbedded())) ? 0 : 1;

async function bundleSuite() {
  rmSync(suite, { recursive: true, force: true });
  const source = join(root, "test", "vscode", "suite");
  const prefixes = process.argv.slice(2);
  const tests = readdirSync(source)
    .filter((name) => name.endsWith(".test.ts"))
    .filter((name) => prefixes.length === 0 || prefixes.some((prefix) => name.startsWith(prefix)));
  await bundleTests({
    absWorkingDir: source,
    entryPoints: ["index.ts", ...tests],
    outdir: suite,
    external: ["vscode", "mocha"],
  });
}

/** @returns {Promise<string | undefined>} path of a VS Code that needs a display */
async function desktopVSCode() {
  if (process.env.VSCODE_PATH) return process.env.VSCODE_PATH;
  const display = process.platform !== "linux" || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!display) return undefined;
  try {
    return await downloadAndUnzipVSCode({ reporter: new SilentReporter(), extensionDevelopmentPath: root });
  } catch (error) {
    console.log(`VS Code could not be fetched (${error}): using the embedded one.`);
    return undefined;
  }
}

/** @param {string} vscodeExecutablePath */
async function runOnDesktop(vscodeExecutablePath) {
  const code = await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: root,
    extensionTestsPath: join(suite, "index.cjs"),
    launchArgs: [examples, "--disable-extensions", "--disable-workspace-trust", "--skip-welcome"],
  });
  return code === 0;
}

function runEmbedded() {
  mkdirSync(artifacts, { recursive: true });
  return runHostTests({
    extension: root,
    suite: join(suite, "index.cjs"),
    folder: examples,
    timeout: 5 * 60_000,
    firstLine: "Tests in the extension host",
    log: join(artifacts, "extensionHost.log"),
    logFolder: join(artifacts, "extensionHost-logs"),
    screenshot: join(artifacts, "extensionHost.png"),
  });
}
