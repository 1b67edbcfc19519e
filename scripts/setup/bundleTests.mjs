import esbuild from "esbuild";

/**
 * Bundles test files for mocha in Node, one `.cjs` each.
 *
 * @param {esbuild.BuildOptions & { entryPoints: string[], outdir: string }} options
 */
export async function bundleTests(options) {
  await esbuild.build({
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    mainFields: ["module", "main"],
    format: "cjs",
    target: "es2022",
    sourcemap: "inline",
    logLevel: "warning",
    ...options,
  });
}
