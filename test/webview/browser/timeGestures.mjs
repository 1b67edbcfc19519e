const moves = 60;
const zooms = 12;

/**
 * Moves the crosshair in the panel and turns the wheel there, in milliseconds, as medians.
 *
 * - `redraw`: from a turn of the wheel until what there is of the curves is drawn in the new window;
 * - `zoom`: from a turn of the wheel until the curves of the new window are drawn;
 * - `hover`: the page's work for one move of the crosshair.
 *
 * @param {import("playwright-core").Page} page
 * @returns {Promise<{ redraw: number, zoom: number, hover: number }>}
 */
export async function timeGestures(page) {
  const { hover, redraw, zoom } = await page.evaluate(makeGestures, { moves, zooms });
  return { hover: median(hover), redraw: median(redraw), zoom: median(zoom) };
}

/** @param {readonly number[]} samples */
export function median(samples) {
  return samples.toSorted((a, b) => a - b)[samples.length >> 1];
}

/** In the page: all moves and zooms. */
async function makeGestures({ moves, zooms }) {
  const surface = document.querySelector("[data-testid=chart-loss] .plot-surface");
  const canvas = document.querySelector("[data-testid=chart-loss] canvas");
  const { left, top } = surface.getBoundingClientRect();
  const frame = () => new Promise(requestAnimationFrame);
  const idle = () => new Promise((resolve) => setTimeout(resolve, 100));
  /** Comes after all that an event has set going at once. */
  const task = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  const place = { clientY: top + 50, bubbles: true, cancelable: true };
  const hover = [];
  for (let move = 0; move < moves; move++) {
    const begin = performance.now();
    surface.dispatchEvent(new PointerEvent("pointermove", { ...place, clientX: left + 80 + 4 * move }));
    await task();
    hover.push(performance.now() - begin);
    await frame();
    await frame();
  }
  // Chart.js clears the canvas before it draws.
  let drawn = 0;
  const context = canvas.getContext("2d");
  const clearRect = context.clearRect.bind(context);
  context.clearRect = (...area) => {
    drawn++;
    clearRect(...area);
  };
  const redraw = [];
  const zoom = [];
  for (let turn = 0; turn < zooms; turn++) {
    await idle();
    const before = canvas.ariaLabel;
    const deltaY = turn < zooms / 2 ? -100 : 100;
    drawn = 0;
    const begin = performance.now();
    surface.dispatchEvent(new WheelEvent("wheel", { ...place, clientX: left + 150, deltaY, ctrlKey: true }));
    while (drawn === 0) await frame();
    // The next frame begins when that one is on the screen.
    await frame();
    redraw.push(performance.now() - begin);
    while (canvas.ariaLabel === before) await frame();
    await frame();
    zoom.push(performance.now() - begin);
  }
  return { hover, redraw, zoom };
}
