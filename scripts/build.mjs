/**
 * Bundles the four programs that share the core: extension host, worker, command line and webview.
 *
 *   node scripts/build.mjs                     with source maps, for development
 *   node scripts/build.mjs --production        minified, without source maps, as packaged
 *   node scripts/build.mjs --only=cli,worker   some of them
 *   node scripts/build.mjs --watch             again after every change
 */
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import esbuild from "esbuild";

const { values: options } = parseArgs({
  options: {
    production: { type: "boolean", default: false },
    only: { type: "string" },
    watch: { type: "boolean", default: false },
  },
});

/** @type {esbuild.BuildOptions} */
const common = {
  absWorkingDir: dirname(dirname(fileURLToPath(import.meta.url))),
  bundle: true,
  logLevel: "warning",
  minify: options.production,
  sourcemap: options.production ? false : "linked",
  target: "es2022",
};
/** @type {esbuild.BuildOptions} */
// Some packages' CommonJS cannot be bundled; all have modules too.
const node = { ...common, platform: "node", format: "cjs", outdir: "dist", mainFields: ["module", "main"] };
/** @type {esbuild.BuildOptions} */
const browser = {
  ...common,
  platform: "browser",
  format: "iife",
  outdir: "dist/webview",
  jsx: "automatic",
  jsxImportSource: "preact",
};

/** @type {Record<string, esbuild.BuildOptions>} */
const bundles = {
  extension: {
    ...node,
    entryPoints: { extension: "src/extension/main.ts", sourceTools: "src/extension/sourceTools.ts" },
    // See src/extension/loadSourceTools.ts. Extensions are CommonJS: a bundle is loaded by require, not by import().
    external: ["vscode", "./sourceTools"],
    supported: { "dynamic-import": false },
  },
  worker: { ...node, entryPoints: { worker: "src/worker/main.ts" } },
  cli: { ...node, entryPoints: { cli: "src/cli/main.ts" } },
  panel: { ...browser, entryPoints: { panel: "webview/main.tsx" } },
  report: { ...browser, entryPoints: { report: "webview/simulatingReport.ts" } },
};

const names = options.only?.split(",") ?? Object.keys(bundles);
const unknown = names.filter((name) => !(name in bundles));
if (unknown.length > 0) {
  throw new Error(`--only=${unknown.join(",")}: unknown bundle; there are ${Object.keys(bundles).join(", ")}.`);
}
const chosen = names.map((name) => bundles[name]);
if (options.watch) {
  for (const bundle of chosen) await (await esbuild.context(bundle)).watch();
} else {
  await Promise.all(chosen.map((bundle) => esbuild.build(bundle)));
}
