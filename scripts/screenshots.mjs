/**
 * Takes pictures of the panel, to look at while working on it: builds the extension, opens it in the embedded VS Code,
 * simulates the first optimizer of a file, or replays gradients on its only one, and takes one picture for every theme and width.
 * Or of the editor, with a hover over a word and the view of all optimizers beside it.
 *
 *   npm run screenshots
 *   npm run screenshots -- --theme "Dark 2026" --width 860 --file native/compare.optim.yaml --out /tmp/panel
 *   npm run screenshots -- --hover CosineAnnealingLR
 *   npm run screenshots -- --compare --file native/compare.optim.yaml
 *
 *   --theme   labels separated by commas, of Dark 2026, Light 2026, Dark High Contrast, Light High Contrast; default all
 *   --width   of the panel, in pixels, separated by commas; default 320,860
 *   --height  of the window, in pixels; default 1000
 *   --file    in the folder examples; default pytorch/train.py
 *   --replay  a file of gradients in the folder examples, to be replayed instead of a simulation
 *   --compare compares all optimizers of the file, with the list of runs open
 *   --hover   a word of the file to rest the mouse on, in place of the panel
 *   --out     folder for the pictures; default artifacts/screenshots
 */
import "./setup/plainErrors.mjs";
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { chooseTheme, openFile, replayGradients, themes } from "./embeddedVSCode/drive.mjs";
import { hoverOver, openView } from "./embeddedVSCode/editor.mjs";
import { panelOf, resizePanel } from "./embeddedVSCode/panel.mjs";
import { openSession } from "./embeddedVSCode/session.mjs";
import { artifacts, root } from "./setup/folders.mjs";
import { runCommand, show } from "./setup/runCommand.mjs";

const { values: options } = parseArgs({
  options: {
    theme: { type: "string", default: Object.keys(themes).join(",") },
    width: { type: "string", default: "320,860" },
    height: { type: "string", default: "1000" },
    file: { type: "string", default: "pytorch/train.py" },
    replay: { type: "string" },
    compare: { type: "boolean", default: false },
    hover: { type: "string" },
    out: { type: "string", default: join(artifacts, "screenshots") },
  },
});
const chosenThemes = options.theme.split(",").map((theme) => {
  if (theme in themes) return /** @type {keyof typeof themes} */ (theme);
  throw new Error(`--theme=${theme}: there are ${Object.keys(themes).join(", ")}.`);
});

const examples = join(root, "examples");
mkdirSync(options.out, { recursive: true });
await runCommand(process.execPath, ["scripts/build.mjs"], { cwd: root, onOutput: show });
const { page, close } = await openSession({
  folder: examples,
  extension: { development: root },
  size: { width: 1600, height: Number(options.height) },
});
try {
  await openFile(page, options.file);
  if (options.hover) await pictureHovers(options.hover);
  else await picturePanel();
} catch (error) {
  await page.screenshot({ path: resolve(options.out, "failed.png") });
  throw error;
} finally {
  await close();
}

async function picturePanel() {
  await page.keyboard.press("Control+B");
  if (options.replay) await replayGradients(page, join(examples, options.replay));
  else await lens(options.compare ? "Compare all" : "Simulate").click();
  await panelOf(page)
    .locator(`[data-testid="status"]:not([data-status="idle"], [data-status="running"])`)
    .waitFor({ state: "attached" });
  if (options.compare) {
    await panelOf(page).getByTestId("run-list-switch").click();
    await panelOf(page).getByTestId("measure-final").first().waitFor();
  }
  for (const theme of chosenThemes) {
    await chooseTheme(page, theme);
    for (const width of options.width.split(",")) {
      await resizePanel(page, Number(width));
      await picture(theme, width);
    }
  }
}

/** @param {string} text */
function lens(text) {
  return page.locator(".codelens-decoration a", { hasText: text }).first();
}

/** @param {string} word */
async function pictureHovers(word) {
  await openView(page, "Optimizers");
  for (const theme of chosenThemes) {
    await chooseTheme(page, theme);
    const hover = await hoverOver(page, word);
    // It fades in.
    await page.waitForTimeout(500);
    await picture(theme, "hover");
    await page.mouse.move(0, 0);
    await hover.waitFor({ state: "hidden" });
  }
}

/**
 * @param {string} theme
 * @param {string} what
 */
async function picture(theme, what) {
  const path = resolve(options.out, `${theme.toLowerCase().replaceAll(" ", "-")}-${what}.png`);
  await page.screenshot({ path });
  console.log(path);
}
