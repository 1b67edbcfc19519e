import { join } from "node:path";
import { installOnce } from "./installOnce.mjs";
import { runCommand } from "./runCommand.mjs";

const version = "4.22.0";

/**
 * Installs TensorFlow.js into the cache folder, at the first time: it is too large a dependency for what is measured and
 * recorded with it.
 *
 * @returns {Promise<string>} the file from whose place it can be required
 */
export async function ensureTensorflow() {
  const folder = await installOnce(`tensorflow-js-${version}`, async (target) => {
    console.log("Installing TensorFlow.js, once.");
    const options = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"];
    await runCommand("npm", ["install", "--prefix", target, ...options, `@tensorflow/tfjs@${version}`]);
  });
  return join(folder, "package.json");
}
