import { startPanelBrowser } from "./openPanel.mjs";
import { timeGestures } from "./timeGestures.mjs";
import { timeWholeChart } from "./timeWholeChart.mjs";

/** Situations of the extension's stand-in, with the runs and steps in them. */
const situations = [
  { situation: "hundreds", runs: 200, steps: 10_000 },
  { situation: "tenMillion", runs: 1, steps: 10_000_000 },
];

/**
 * @typedef {object} ScaleTimes
 * @property {number} redraw from a turn of the wheel until what there is of the curves is drawn in the new window, in milliseconds
 * @property {number} zoom from a turn of the wheel until the curves of the new window are drawn, in milliseconds
 * @property {number} hover the page's work for one move of the crosshair, in milliseconds
 * @property {number} heap the JavaScript heap of the page with its typed arrays, in bytes; the traces of the extension's stand-in are not in it
 */

/**
 * Times the panel with many runs and with a very long one, and one chart of Chart.js that is given the same losses whole.
 *
 * @returns {Promise<{ runs: number, steps: number, panel: ScaleTimes, whole: ScaleTimes | null }[]>} `whole` is null where Chart.js does
 *   not get through
 */
export async function timeScale() {
  const times = [];
  for (const { situation, runs, steps } of situations) {
    const browser = await startPanelBrowser();
    try {
      const { page } = await browser.open(situation, { width: 1000 });
      await page.waitForFunction(
        () => !document.querySelector("[data-testid=chart-loss] canvas").ariaLabel.includes("No"),
      );
      await page.waitForSelector("[data-testid=inspector-slider]");
      const gestures = await timeGestures(page);
      const panel = { ...gestures, heap: await heapOf(page) };
      await page.close();
      times.push({ runs, steps, panel, whole: await timeWholeChart(runs, steps, heapOf).catch(() => null) });
    } finally {
      await browser.close();
    }
  }
  return times;
}

/** @param {import("playwright-core").Page} page */
async function heapOf(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  const traces = await page.evaluate(() => globalThis.fakeExtension?.traceBytes() ?? 0);
  return usedSize + backingStorageSize - traces;
}
