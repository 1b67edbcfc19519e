/**
 * Measures speed and memory against C, TensorFlow.js and the goals, and prints a table.
 *
 *   npm run bench
 *   npm run bench -- --only=charts,rosenbrock
 *
 *   --only   parts separated by commas, of memory, c, tensorflow, optimizers, small, rosenbrock, sweep, charts, scale, reading,
 *            diagnosis, and live and whatIf (of the extension as it was built last); default all
 */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "build", `bench-${process.pid}`);
try {
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: { bench: "bench/main.ts", worker: "src/worker/main.ts" },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "es2022",
    logLevel: "warning",
  });
  // As the extension is bundled: parsers are looked for among the modules.
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: { reading: "bench/readingProcess.ts", diagnosis: "bench/diagnosisProcess.ts" },
    outdir: folder,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    mainFields: ["module", "main"],
    format: "cjs",
    target: "es2022",
    logLevel: "warning",
  });
  const args = [join(folder, "bench.mjs"), root, folder, join(folder, "worker.mjs"), ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
