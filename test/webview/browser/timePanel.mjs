import { startPanelBrowser } from "./openPanel.mjs";
import { median, timeGestures } from "./timeGestures.mjs";

const rounds = 5;

/**
 * Times the panel with a run of a million steps, in milliseconds, as medians. The extension's stand-in is on the other side of
 * the same protocol, though in the same page.
 *
 * - `end`: from the news that the run has ended until all its charts are drawn;
 * - `zoom`: from a turn of the wheel until the curves of the new window are drawn;
 * - `hover`: the page's work for one move of the crosshair.
 *
 * @returns {Promise<{ end: number, zoom: number, hover: number }>}
 */
export async function timePanel() {
  const browser = await startPanelBrowser();
  const ends = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const { page } = await browser.open("million", { width: 1000 });
      await page.waitForFunction(
        () => !document.querySelector("[data-testid=chart-loss] canvas").ariaLabel.includes("No"),
      );
      await page.waitForSelector("[data-testid=inspector-slider]");
      ends.push(await page.evaluate(timeEnd));
      if (round === rounds - 1) {
        return { end: median(ends), ...(await timeGestures(page)) };
      }
      await page.close();
    }
  } finally {
    await browser.close();
  }
}

/** In the page: the summary of a chart says up to which step it is drawn. */
async function timeEnd() {
  const last = [...document.querySelectorAll(".plot-curves")];
  const begin = performance.now();
  globalThis.fakeExtension.finish();
  const isDrawn = (canvas) => /to \S+ at step 99[1-9],/.test(canvas.ariaLabel);
  while (!last.every(isDrawn)) await new Promise(requestAnimationFrame);
  // The next frame begins when that one is on the screen.
  await new Promise(requestAnimationFrame);
  return performance.now() - begin;
}
