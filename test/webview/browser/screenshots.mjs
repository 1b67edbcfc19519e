/**
 * Takes pictures of the panel as it is in many situations, widths and themes, to be looked at.
 *
 *   node test/webview/browser/screenshots.mjs FOLDER [SITUATION-THEME-WIDTH …]
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startPanelBrowser } from "./openPanel.mjs";

const [folder = "artifacts/panel", ...chosen] = process.argv.slice(2);
const allThemes = ["dark", "light", "contrast", "contrastLight"];
const standard = [
  ...[280, 420, 860, 1400].flatMap((width) => allThemes.map((theme) => `two-${theme}-${width}`)),
  ...[
    "empty",
    "finished",
    "running",
    "cancelled",
    "diverged",
    "continued",
    "failed",
    "stale",
    "held",
    "short",
    "long",
    "many",
    "lengths",
    "findings",
    "trial",
    "trialdropped",
    "finder",
    "finderMap",
    "finderRunning",
    "fair",
    "fairRunning",
    "instruments",
  ].flatMap((situation) => allThemes.map((theme) => `${situation}-${theme}-860`)),
  ...["dark", "light", "contrast"].flatMap((theme) => [`twenty-${theme}-400`, `twenty-${theme}-860`]),
  ...allThemes.flatMap((theme) => [280, 420, 1200].map((width) => `landscape-${theme}-${width}`)),
  "landscapeDirections-dark-860",
  "landscapeRunaway-light-860",
  "landscapeMoved-dark-860",
  "hundreds-dark-860",
  "tensors-dark-1400",
  "tensors-light-420",
  "empty-light-280",
  "finished-dark-2000",
  "runaway-light-860",
  ...allThemes.map((theme) => `percentiles-${theme}-860`),
  ...["dark", "light", "contrast"].map((theme) => `percentilesOfTwo-${theme}-860`),
  "percentiles-dark-280",
  "percentiles-light-420",
  "percentiles-dark-1400",
];

/** Situations with the list of all runs open. */
const openLists = ["twenty", "hundreds"];
/** Situations with all charts on show: those of instruments are among the last. */
const allCharts = ["percentiles", "percentilesOfTwo"];

mkdirSync(folder, { recursive: true });
const browser = await startPanelBrowser();
for (const name of chosen.length > 0 ? chosen : standard) {
  const [situation, theme, width] = name.split("-");
  const { page, problems } = await browser.open(situation, { theme, width: Number(width) });
  if (openLists.includes(situation)) await page.getByTestId("run-list-switch").click();
  if (allCharts.includes(situation)) await page.getByTestId("more-charts").click();
  if (situation === "lengths") await page.getByTestId("align-share").click();
  await page.waitForTimeout(400);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (overflow > 0) problems.push(`The page is ${overflow} px wider than its window.`);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  for (const problem of problems) console.log(`${name}: ${problem}`);
  await page.close();
}
await browser.close();
