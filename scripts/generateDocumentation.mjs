/**
 * Writes the pages in docs/: optimizers.md from the catalogue, fidelity.md from replaying what the frameworks have recorded,
 * diagnosis.md from a run of all rules over sources with mistakes, and one for every rule in rules/.
 *
 *   npm run docs
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import esbuild from "esbuild";
import { root } from "./setup/folders.mjs";

// The recordings are read from the folder that tests run in.
process.chdir(root);
const { OPTIMIZERS_PAGE, optimizersPage } = await load("src/documentation/optimizersPage.ts");
writeFileSync(join(root, OPTIMIZERS_PAGE), optimizersPage());
const { FIDELITY_PAGE, fidelityPage } = await load("test/reference/fidelityPage.ts");
writeFileSync(join(root, FIDELITY_PAGE), fidelityPage());
const { DIAGNOSIS_PAGE, diagnosisPage } = await load("test/diagnosis/mutations/diagnosisPage.ts");
writeFileSync(join(root, DIAGNOSIS_PAGE), await diagnosisPage());
const { rulePages } = await load("src/documentation/rulePages.ts");
rmSync(join(root, "docs/rules"), { recursive: true, force: true });
for (const [path, page] of await rulePages()) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), page);
}

/** @param {string} file TypeScript */
async function load(file) {
  const outfile = join(root, "build", `documentation-${process.pid}.mjs`);
  try {
    await esbuild.build({
      absWorkingDir: root,
      entryPoints: [file],
      bundle: true,
      outfile,
      format: "esm",
      platform: "node",
      mainFields: ["module", "main"],
      packages: "external",
      target: "es2022",
      logLevel: "warning",
    });
    return await import(`${pathToFileURL(outfile)}?${file}`);
  } finally {
    rmSync(outfile, { force: true });
  }
}
