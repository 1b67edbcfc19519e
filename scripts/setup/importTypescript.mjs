import esbuild from "esbuild";
import { root } from "./folders.mjs";

/**
 * Imports a module of the project's own code, with all that it imports.
 *
 * @param {string} path from the checkout
 * @returns {Promise<any>} what the module exports
 */
export async function importTypescript(path) {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [path],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
