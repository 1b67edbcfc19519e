import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installOnce } from "./installOnce.mjs";
import { runCommand } from "./runCommand.mjs";

const version = "5.7.0";

/**
 * Fetches the schema of SARIF 2.1.0 into the cache folder, at the first time: it comes with Microsoft's SARIF tools, of which nothing else is kept.
 *
 * @returns {Promise<string>} the file
 */
export async function ensureSarifSchema() {
  const folder = await installOnce(`sarif-schema-${version}`, async (target) => {
    console.log("Fetching the schema of SARIF, once.");
    const temporary = mkdtempSync(join(tmpdir(), "sarif-"));
    try {
      await runCommand("npm", ["pack", `@microsoft/sarif-multitool-linux@${version}`, "--pack-destination", temporary]);
      const archive = join(temporary, `microsoft-sarif-multitool-linux-${version}.tgz`);
      await runCommand("tar", ["--extract", "--file", archive, "--directory", temporary, "package/sarif-2.1.0.json"]);
      copyFileSync(join(temporary, "package", "sarif-2.1.0.json"), join(target, "sarif-2.1.0.json"));
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  });
  return join(folder, "sarif-2.1.0.json");
}
