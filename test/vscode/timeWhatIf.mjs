import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFile } from "../../scripts/embeddedVSCode/drive.mjs";
import { panelOf, panelStatus } from "../../scripts/embeddedVSCode/panel.mjs";
import { openSession } from "../../scripts/embeddedVSCode/session.mjs";
import { atExit } from "../../scripts/setup/atExit.mjs";
import { root } from "../../scripts/setup/folders.mjs";

const script = `import torch

model = torch.nn.Linear(2, 1)
optimizer = torch.optim.AdamW(model.parameters(), lr=0.001)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=1000)
`;

/** Drags to and fro, of which the first ones do not count: by then compilers are warm. */
const drags = 8;
const warm = 3;
/** Values that a drag goes through, and from one to the next the time between two frames, in milliseconds. */
const values = 100;
const frame = 1000 / 60;

/**
 * Times dragging a slider of "What if" in the embedded VS Code, with the built extension: 1,000 steps of the problem of the settings, simulated in
 * a worker for every value, in milliseconds.
 *
 * - `frames`: from one drawing of new curves to the next while the slider is dragged;
 * - `toDrawn`: from the slider's last value of a drag until its curves are on the screen.
 *
 * @returns {Promise<{ frames: number[], toDrawn: number[] }>}
 */
export async function timeWhatIf() {
  const folder = mkdtempSync(join(tmpdir(), "optimizer-debugger-what-if-"));
  const removeFolder = atExit(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "train.py"), script);
  const session = await openSession({ folder, extension: { development: root } });
  try {
    const { page } = session;
    await openFile(page, "train.py");
    await page.locator(".codelens-decoration a", { hasText: "Simulate" }).first().click();
    await panelStatus(page, "finished");
    const panel = panelOf(page);
    await panel.getByTestId("what-if-toggle").click();
    await panel.getByTestId("what-if-slider-lr").waitFor();
    const body = panel.locator("body");
    const frames = [];
    const toDrawn = [];
    for (let drag = 0; drag < drags; drag++) {
      const times = await body.evaluate(timeDrag, { values, frame, isBack: drag % 2 === 1 });
      if (drag < warm) continue;
      frames.push(...times.frames);
      toDrawn.push(times.toDrawn);
    }
    return { frames, toDrawn };
  } finally {
    await session.close();
    removeFolder();
  }
}

/**
 * In the panel: moves the slider through its values, one a frame.
 *
 * @param {Element} _body
 * @param {{ values: number, frame: number, isBack: boolean }} options
 */
async function timeDrag(_body, { values, frame, isBack }) {
  const slider = /** @type {HTMLInputElement} */ (document.querySelector("[data-testid=what-if-slider-lr]"));
  const words = () => document.querySelector("[data-testid=what-if-words]")?.textContent;
  const number = /** @type {HTMLInputElement} */ (document.querySelector("[data-testid=what-if-number-lr]"));
  /** @type {number[]} */
  const drawings = [];
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => drawings.push(performance.now());
  const observer = new MutationObserver((mutations) => {
    const isOfChart = mutations.some(({ target }) => target instanceof Element && target.matches(".plot-curves"));
    // What is posted before a frame is painted arrives when it has been.
    if (isOfChart) requestAnimationFrame(() => port2.postMessage(null));
  });
  observer.observe(document.body, { attributes: true, attributeFilter: ["aria-label"], subtree: true });
  const begin = performance.now();
  let set = begin;
  for (let value = 0; value < values; value++) {
    const wait = begin + value * frame - performance.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
    slider.value = String(20 + (isBack ? values - value : value));
    set = performance.now();
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const end = performance.now();
  const deadline = end + 5000;
  while (words() !== `lr ${number.value}` && performance.now() < deadline) await new Promise(requestAnimationFrame);
  await new Promise((resolve) => setTimeout(resolve, 200));
  observer.disconnect();
  if (words() !== `lr ${number.value}`)
    throw new Error(`The charts show ${words()} in the place of lr ${number.value}.`);
  const during = drawings.filter((time) => time <= end);
  return {
    frames: during.slice(1).map((time, index) => time - during[index]),
    toDrawn: drawings.filter((time) => time > set)[0] - set,
  };
}
