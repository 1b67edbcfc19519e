import { startBrowser } from "./browser.mjs";
import { startServer } from "./server.mjs";
import { openWindow, remoteUri } from "./window.mjs";

/** How long a single step of a user may take, in milliseconds. On two busy cores VS Code itself needs some seconds. */
const stepTimeout = 30_000;

/**
 * @typedef {object} Session
 * @property {import("playwright-core").Page} page VS Code's window
 * @property {import("./server.mjs").Server} server
 * @property {readonly string[]} console what the window and the panel have written to the browser's console
 * @property {() => Promise<void>} close
 */

/**
 * Opens a window of the embedded VS Code with the extension in it.
 *
 * @param {object} options
 * @param {string} options.folder shown in the window
 * @param {{ vsix: string } | { development: string }} options.extension the packaged one, or the folder of a built one
 * @param {Record<string, unknown>} [options.settings]
 * @param {{ width: number, height: number }} [options.size] in pixels
 * @param {string} [options.language] of the window, for extensions: VS Code itself has no language pack here and stays English
 * @returns {Promise<Session>}
 */
export async function openSession({
  folder,
  extension,
  settings,
  size = { width: 1440, height: 900 },
  language = "en",
}) {
  const packaged = "vsix" in extension;
  const server = await startServer({
    settings,
    extension: packaged ? extension.vsix : undefined,
    testDriver: !packaged,
  });
  const browser = await startBrowser();
  const context = await browser.newContext({ viewport: size });
  context.setDefaultTimeout(stepTimeout);
  // As a language pack's messages set it.
  await context.addInitScript((name) => Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: name }), language);
  /** @type {string[]} */
  const console = [];
  context.on("console", (message) => console.push(`${message.type()}: ${message.text()}`));
  const close = async () => {
    await browser.close();
    server.close();
  };
  try {
    const page = await openWindow(
      context,
      server,
      folder,
      packaged ? [] : [["extensionDevelopmentPath", remoteUri(server, extension.development)]],
    );
    return { page, server, console, close };
  } catch (error) {
    await close();
    throw error;
  }
}
