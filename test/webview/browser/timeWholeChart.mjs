import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import { startBrowser } from "../../../scripts/embeddedVSCode/browser.mjs";
import { median } from "./timeGestures.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** In CSS pixels, as large as one of the panel's charts in a page of 1,000. */
const size = { width: 480, height: 200 };
const zooms = 4;
const moves = 4;
/** For making the chart and for all that is measured of it, in milliseconds. */
const patience = 180_000;

/**
 * Times one chart of Chart.js that is given all steps of all runs, as `timeGestures` does the panel's.
 *
 * @param {number} runs
 * @param {number} steps
 * @param {(page: import("playwright-core").Page) => Promise<number>} heapOf
 * @returns {Promise<{ redraw: number, zoom: number, hover: number, heap: number }>}
 */
export async function timeWholeChart(runs, steps, heapOf) {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ["webview/dev/wholeChart.ts"],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
  });
  const browser = await startBrowser();
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(patience);
    await page.addScriptTag({ content: outputFiles[0].text });
    const times = page.evaluate(measure, { runs, steps, zooms, moves, ...size });
    const { zoom, hover } = await withinPatience(times);
    // It has all curves already.
    return { redraw: median(zoom), zoom: median(zoom), hover: median(hover), heap: await heapOf(page) };
  } finally {
    await browser.close();
  }
}

/** @template T @param {Promise<T>} promise @returns {Promise<T>} */
function withinPatience(promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Chart.js took longer than ${patience} ms.`)), patience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** In the page. */
async function measure({ runs, steps, zooms, moves, width, height }) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  document.body.append(canvas);
  const chart = globalThis.wholeChart(canvas, runs, steps);
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  const { left, top } = canvas.getBoundingClientRect();
  const hover = [];
  for (let move = 0; move < moves; move++) {
    const begin = performance.now();
    canvas.dispatchEvent(
      new MouseEvent("mousemove", { clientX: left + 80 + 40 * move, clientY: top + 50, bubbles: true }),
    );
    // Chart.js draws in the next frame.
    await frame();
    hover.push(performance.now() - begin);
    await frame();
  }
  const zoom = [];
  for (let turn = 0; turn < zooms; turn++) {
    const begin = performance.now();
    Object.assign(chart.options.scales.x, { min: (steps * turn) / 20, max: steps - (steps * turn) / 20 });
    chart.update("none");
    await frame();
    zoom.push(performance.now() - begin);
  }
  return { zoom, hover };
}
