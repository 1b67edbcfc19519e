/**
 * What a user does in a window of VS Code. Every wait says in its error what it waited for (playwright names the locator).
 *
 * @typedef {import("playwright-core").Page} Page
 */
import { workbenchShown } from "./window.mjs";

/**
 * Runs a command through the palette.
 *
 * @param {Page} page
 * @param {string} title as the palette shows it, with its category: `Optimizer: Simulate`
 */
export async function runPaletteCommand(page, title) {
  await page.keyboard.press("F1");
  await chooseQuickPick(page, `>${title}`, title);
}

/**
 * Reloads the window as a user does: unlike the browser's own reload, VS Code first writes down the state of its editors.
 *
 * @param {Page} page
 */
export async function reloadWindow(page) {
  const loaded = page.waitForEvent("load");
  await page.keyboard.press("F1");
  const widget = page.locator(".quick-input-widget");
  await widget.locator("input.input").fill(">Developer: Reload Window");
  await widget.locator('.monaco-list-row[aria-label^="Developer: Reload Window"]').first().click();
  await loaded;
  await workbenchShown(page);
}

/**
 * Opens a file through Quick Open.
 *
 * @param {Page} page
 * @param {string} path relative to the window's folder
 */
export async function openFile(page, path) {
  const name = path.slice(path.lastIndexOf("/") + 1);
  await page.keyboard.press("Control+P");
  await chooseQuickPick(page, path, name);
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
}

/**
 * Replays a file of gradients on the only optimizer of the active editor, its parameters one vector that starts at zeros.
 *
 * @param {Page} page
 * @param {string} path of the .npy file on the server's disk
 */
export async function replayGradients(page, path) {
  await runPaletteCommand(page, "Optimizer: Replay Gradients…");
  const widget = page.locator(".quick-input-widget");
  await widget.getByText("Recorded Gradients").waitFor();
  // The dialog shows its folder's files before it takes a path.
  await widget.locator(".monaco-list-row").first().waitFor();
  await widget.locator("input.input").fill(path);
  await widget
    .locator(".monaco-list-row")
    .getByText(path.slice(path.lastIndexOf("/") + 1))
    .waitFor();
  await page.keyboard.press("Enter");
  await widget.getByText("Replay Gradients").waitFor();
  await page.keyboard.press("Enter");
  await widget.waitFor({ state: "hidden" });
}

/** The themes in which the panel has to look right, by label, with the class that VS Code's workbench has in them. */
export const themes = {
  "Dark 2026": "vs-dark",
  "Light 2026": "vs",
  "Dark High Contrast": "hc-black",
  "Light High Contrast": "hc-light",
};

/**
 * Changes the color theme as a user does, in the open window.
 *
 * @param {Page} page
 * @param {keyof typeof themes} theme
 */
export async function chooseTheme(page, theme) {
  await runPaletteCommand(page, "Preferences: Color Theme");
  await chooseQuickPick(page, theme, theme);
  await page.locator(`.monaco-workbench.${themes[theme]}`).waitFor();
}

/**
 * Types into the open quick input and takes the entry of that label.
 *
 * @param {Page} page
 * @param {string} text
 * @param {string} label how the wanted entry begins
 */
async function chooseQuickPick(page, text, label) {
  const widget = page.locator(".quick-input-widget");
  await widget.locator("input.input").fill(text);
  const entry = widget.locator(`.monaco-list-row[aria-label^="${label}"]`).first();
  await entry.click();
  // Not the widget itself: a command may ask on in the same.
  await entry.waitFor({ state: "hidden" });
}
