import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSession } from "../../../scripts/embeddedVSCode/session.mjs";
import { atExit } from "../../../scripts/setup/atExit.mjs";
import { artifacts, vsix } from "../../../scripts/setup/folders.mjs";

/**
 * A folder of its own with some files, and a window of the embedded VS Code on it with the packaged extension, for the tests
 * of one `describe`. What fails leaves a picture and the logs.
 *
 * @param {string} name of the journey, for what it leaves
 * @param {Readonly<Record<string, string>>} files their texts by name
 */
export function journeySession(name, files) {
  const folder = mkdtempSync(join(tmpdir(), `optimizer-debugger-${name}-`));
  const removeFolder = atExit(() => rmSync(folder, { recursive: true, force: true }));
  /** @type {import("../../../scripts/embeddedVSCode/session.mjs").Session | undefined} */
  let session;

  before(async () => {
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    mkdirSync(artifacts, { recursive: true });
    session = await openSession({ folder, extension: { vsix }, size: { width: 1600, height: 1000 } });
  });

  after(async () => {
    await session?.close();
    removeFolder();
  });

  afterEach(async function () {
    if (this.currentTest?.state !== "failed" || !session) return;
    await session.page.screenshot({ path: join(artifacts, `${name}.png`) });
    writeFileSync(join(artifacts, `${name}.log`), [...session.console, "", session.server.log()].join("\n"));
  });

  return {
    folder,
    /** The window, once it is open. */
    get page() {
      if (!session) throw new Error("The window is not open yet.");
      return session.page;
    },
  };
}

/**
 * @param {string} what for the message
 * @param {() => Promise<boolean>} condition
 * @param {number} [timeout] in milliseconds
 */
export async function waitUntil(what, condition, timeout = 30_000) {
  for (const deadline = Date.now() + timeout; Date.now() < deadline; ) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Waited ${timeout / 1000} s for ${what}.`);
}
