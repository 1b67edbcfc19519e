/**
 * Makes the README's pictures in the folder media, from the packaged extension in the embedded VS Code: panel-dark.png, the
 * PyTorch example with the panel beside it, and of the panel alone compare-dark.png, what-if-dark.png and finder-dark.png.
 *
 *   npm run readme-picture
 *   npm run readme-picture -- --only=compare,finder --out /tmp/pictures
 */
import "./setup/plainErrors.mjs";
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openFile } from "./embeddedVSCode/drive.mjs";
import { panelOf, panelStatus } from "./embeddedVSCode/panel.mjs";
import { openSession } from "./embeddedVSCode/session.mjs";
import { atExit } from "./setup/atExit.mjs";
import { root, vsix } from "./setup/folders.mjs";
import { runCommand, show } from "./setup/runCommand.mjs";

/** In bytes, of each: they are loaded with every look at the README. */
const sizeLimit = 300_000;
/** The step whose arithmetic is shown, in the midst of the run. */
const shownStep = "420";
/** The learning rate that is tried, some times that of the source. */
const triedRate = "0.02";

/** @type {Readonly<Record<string, () => Promise<void>>>} */
const pictures = { panel: picturePanel, "what-if": pictureWhatIf, finder: pictureFinder, compare: pictureComparison };

const { values: options } = parseArgs({
  options: {
    only: { type: "string", default: Object.keys(pictures).join(",") },
    out: { type: "string", default: join(root, "media") },
  },
});
const chosen = options.only.split(",");
const unknown = chosen.filter((name) => !(name in pictures));
if (unknown.length > 0) {
  throw new Error(`--only=${unknown.join(",")}: unknown picture; there are ${Object.keys(pictures).join(", ")}.`);
}
mkdirSync(options.out, { recursive: true });

await runCommand(process.execPath, ["scripts/package.mjs"], { cwd: root, onOutput: show });
// The window's title is the folder's name.
const parent = mkdtempSync(join(tmpdir(), "optimizer-debugger-picture-"));
const removeFolder = atExit(() => rmSync(parent, { recursive: true, force: true }));
const folder = join(parent, "examples");
cpSync(join(root, "examples"), folder, { recursive: true });

const { page, close } = await openSession({
  folder,
  extension: { vsix },
  settings: {
    "workbench.colorTheme": "Dark 2026",
    "editor.minimap.enabled": false,
    "editor.wordWrap": "on",
    "editor.occurrencesHighlight": "off",
    "breadcrumbs.enabled": false,
    "workbench.activityBar.location": "hidden",
  },
  size: { width: 1600, height: 1000 },
});
const panel = panelOf(page);
try {
  await openFile(page, "pytorch/train.py");
  await page.keyboard.press("Control+B");
  await page.locator(".codelens-decoration a", { hasText: "Simulate" }).first().click();
  await panelStatus(page, "finished");
  await widenPanel();
  for (const name of chosen) await pictures[name]();
} finally {
  await close();
  removeFolder();
}
for (const name of chosen) {
  const picture = pathOf(name);
  const { size } = statSync(picture);
  console.log(`${picture} has ${(size / 1000).toFixed(0)} kB of at most ${sizeLimit / 1000} kB.`);
  if (size > sizeLimit) throw new Error(`The picture is too large: ${size} bytes, at most ${sizeLimit}.`);
}

/** @param {string} name */
function pathOf(name) {
  return join(options.out, `${name}-dark.png`);
}

/** The whole window: a step's arithmetic, beside the source that it comes from. */
async function picturePanel() {
  await panel.getByTestId("inspector-step-number").locator("input").fill(shownStep);
  await page.keyboard.press("Enter");
  await panel.locator(`[data-testid="inspector-step"][data-step="${shownStep}"]`).waitFor();
  await panel.getByTestId("source-link").click();
  await rest();
  await page.screenshot({ path: pathOf("panel") });
}

/** A learning rate that is tried, with the original as a ghost. */
async function pictureWhatIf() {
  await panel.getByTestId("what-if-toggle").click();
  const rate = panel.getByTestId("what-if-number-lr");
  await rate.fill(triedRate);
  await page.keyboard.press("Enter");
  await panel.getByTestId("run-chip").filter({ hasText: "what if" }).waitFor();
  await panelStatus(page, "finished");
  await picture("what-if");
  await panel.getByTestId("what-if-reset-all").click();
  await panel.getByTestId("run-chip").filter({ hasNotText: "what if" }).first().waitFor();
  await panel.getByTestId("what-if-toggle").click();
}

/** The U-curve, with the best point chosen. */
async function pictureFinder() {
  await panel.getByTestId("find-learning-rate").click();
  await panel.locator("[data-testid=finder][data-status=finished]").waitFor({ timeout: 120_000 });
  await picture("finder");
  await panel.getByTestId("finder-close").click();
}

/** All optimizers of a file in the same charts, with what tells them apart. */
async function pictureComparison() {
  await page.locator(".tab.active").first().click();
  await openFile(page, "native/compare.optim.yaml");
  await page.locator(".codelens-decoration a", { hasText: "Compare all" }).first().click();
  await panel.getByTestId("comparison-row").nth(3).waitFor();
  await panel.getByTestId("measure-final").nth(3).waitFor();
  await panel.getByTestId("comparison").scrollIntoViewIfNeeded();
  await picture("compare");
}

/** Takes a picture of the panel alone. @param {string} name */
async function picture(name) {
  await rest();
  const clip = await page.locator("iframe.webview.ready").boundingBox();
  if (!clip) throw new Error("The panel is not to be seen.");
  await page.screenshot({ path: pathOf(name), clip });
}

/** Curves and arithmetic are asked for anew, and nothing announces the last of them. */
async function rest() {
  await page.mouse.move(0, 0);
  await page.waitForTimeout(1000);
}

/** Gives the panel more than half of the window, by the sash between it and the editor. */
async function widenPanel() {
  const box = await page.locator("iframe.webview.ready").boundingBox();
  if (!box) throw new Error("The panel is not to be seen, so it cannot be widened.");
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x, y);
  await page.mouse.down();
  await page.mouse.move(box.x - 40, y, { steps: 5 });
  await page.mouse.up();
}
