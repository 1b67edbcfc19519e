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

/** Digits that are typed over the last one of the learning rate, and the first of them that count: by then compilers are warm. */
const keys = 60;
const warm = 10;
/** Between two keys, in milliseconds: longer than what is measured takes. */
const pause = 400;

/**
 * Times simulating as you type in the embedded VS Code, with the built extension: 1,000 steps of the problem of the settings, in milliseconds,
 * for every key.
 *
 * - `toNews`: from a key press until the panel hears of the new run: VS Code's own part, reading, planning and simulating;
 * - `toDrawn`: from there until its charts are on the screen.
 *
 * @returns {Promise<{ toNews: number[], toDrawn: number[] }>}
 */
export async function timeLive() {
  const folder = mkdtempSync(join(tmpdir(), "optimizer-debugger-live-"));
  const removeFolder = atExit(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "train.py"), script);
  const session = await openSession({ folder, extension: { development: root } });
  try {
    const { page } = session;
    await openFile(page, "train.py");
    await page.locator(".codelens-decoration a", { hasText: "Simulate" }).first().click();
    await panelStatus(page, "finished");
    await page.locator(".monaco-editor .view-line", { hasText: "AdamW" }).first().click();
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await page.evaluate(noteKeys);
    const panel = panelOf(page).locator("body");
    await panel.evaluate(noteDrawings);
    const toNews = [];
    const toDrawn = [];
    for (let key = 0; key < keys; key++) {
      await page.keyboard.press("Shift+ArrowLeft");
      await page.keyboard.press(String(2 + (key % 8)));
      await page.waitForTimeout(pause);
      const pressed = /** @type {number} */ (await page.evaluate("globalThis.lastKey"));
      const { news, drawn } = await panel.evaluate(() => Reflect.get(globalThis, "lastDrawing"));
      if (key < warm) continue;
      if (news < pressed || drawn < news) throw new Error(`Key ${key + 1} did not change the charts.`);
      toNews.push(news - pressed);
      toDrawn.push(drawn - news);
    }
    return { toNews, toDrawn };
  } finally {
    await session.close();
    removeFolder();
  }
}

/** In the window: when the last key was pressed, on the clock that all of its frames share. */
function noteKeys() {
  const note = (/** @type {Event} */ event) =>
    Object.assign(globalThis, { lastKey: performance.timeOrigin + event.timeStamp });
  addEventListener("keydown", note, { capture: true });
}

/** In the panel: when it last heard of another version of the run, and when its charts were on the screen. */
function noteDrawings() {
  const last = { news: 0, drawn: 0 };
  let revision = -1;
  Object.assign(globalThis, { lastDrawing: last });
  addEventListener("message", ({ data, timeStamp }) => {
    const text = typeof data === "string" ? data : JSON.stringify(data);
    const found = /"revision":(\d+)/.exec(text.replaceAll('\\"', '"'));
    if (found === null || Number(found[1]) === revision) return;
    revision = Number(found[1]);
    // The panel may have drawn by now.
    last.news = performance.timeOrigin + timeStamp;
  });
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    last.drawn = performance.timeOrigin + performance.now();
  };
  const observer = new MutationObserver((mutations) => {
    const isOfChart = mutations.some(({ target }) => target instanceof Element && target.matches(".plot-curves"));
    // What is posted before a frame is painted arrives when it has been.
    if (isOfChart) requestAnimationFrame(() => port2.postMessage(null));
  });
  observer.observe(document.body, { attributes: true, attributeFilter: ["aria-label"], subtree: true });
}
