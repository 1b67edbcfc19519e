/**
 * Runs test/vscode/journey: users' ways through the packaged extension (see package.mjs) in the embedded VS Code.
 *
 *   node scripts/testJourney.mjs            all of them
 *   node scripts/testJourney.mjs compare    those whose names begin so
 */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";
import { root } from "./setup/folders.mjs";

// Every stage of the journey begins where the one before ended.
const mocha = new Mocha({ ui: "bdd", reporter: "spec", color: false, bail: true });
const folder = join(root, "test", "vscode", "journey");
const prefixes = process.argv.slice(2);
const journeys = readdirSync(folder).filter((name) => name.endsWith(".test.mjs"));
for (const name of journeys.filter(
  (each) => prefixes.length === 0 || prefixes.some((prefix) => each.startsWith(prefix)),
)) {
  mocha.addFile(join(folder, name));
}
await mocha.loadFilesAsync();
mocha.run((failures) => {
  process.exitCode = failures > 0 ? 1 : 0;
});
