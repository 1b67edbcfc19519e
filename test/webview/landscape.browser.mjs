/**
 * The landscape in a real browser, with a stand-in for the extension.
 *
 *   npx mocha test/webview/landscape.browser.mjs
 */
import assert from "node:assert/strict";
import { startPanelBrowser } from "./browser/openPanel.mjs";

describe("the landscape in a browser", function () {
  this.timeout(60_000);
  let browser;
  let opened;

  before(async () => {
    browser = await startPanelBrowser();
  });
  after(() => browser.close());
  afterEach(async () => {
    await opened.page.close();
    assert.deepEqual(opened.problems, []);
  });

  const open = async (situation, options) => {
    opened = await browser.open(situation, options);
    return opened.page;
  };
  const openDrawn = async (situation, options) => {
    const page = await open(situation, options);
    await page.waitForFunction(
      () => Number(document.querySelector("[data-testid=landscape-plot]")?.dataset.grid) >= 33,
    );
    return page;
  };
  const calls = (page, name) =>
    page.evaluate(
      (wanted) => globalThis.fakeExtension.calls.filter(([call]) => call === wanted).map(([, query]) => query),
      name,
    );
  const lastWindow = async (page) => (await calls(page, "landscapeLosses")).at(-1).window;
  const text = (page, testId) => page.getByTestId(testId).innerText();
  /** Of the pixel in the middle of the plot: opaque where the loss is drawn. */
  const alphaInTheMiddle = (page) =>
    page.evaluate(() => {
      const canvas = document.querySelector(".landscape-canvas");
      const [x, y] = [canvas.width >> 1, canvas.height >> 1];
      return canvas.getContext("2d").getImageData(x, y, 1, 1).data[3];
    });

  it("is off until it is asked for, and costs nothing then; what was asked for comes back after a reload", async () => {
    const page = await open("finished");
    assert.equal(await page.getByTestId("landscape").count(), 0);
    assert.deepEqual(await calls(page, "landscapeLosses"), []);
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByTestId("menu-landscape").click();
    await page.waitForSelector("[data-testid=landscape-path]");
    await page.reload();
    await page.waitForSelector("[data-testid=landscape-path]");
    await page.getByTestId("landscape-close").click();
    await page.waitForSelector("[data-testid=landscape]", { state: "detached" });
    assert.equal((await calls(page, "leaveLandscape")).length, 1);
  });

  it("draws the loss coarse first and then finer, with all paths on it and the names of those that have none", async () => {
    const page = await openDrawn("landscape");
    const sizes = (await calls(page, "landscapeLosses")).map(({ columns }) => columns);
    assert.deepEqual(sizes.slice(0, 2), [17, 33]);
    assert.equal(await page.getByTestId("landscape-path").count(), 2);
    assert.equal(await page.getByTestId("landscape-minimum").count(), 1);
    assert.equal(await alphaInTheMiddle(page), 255);
    const words = await text(page, "landscape-words");
    assert.match(words, /SGD momentum 0\.9 starts at \(−1\.2, 1\) and ends at \(0\.638, 0\.406\) after 500 steps\./);
    assert.match(words, /The minimum, 0, is at \(1, 1\)\./);
    assert.match(words, /Not drawn, on another problem or seed: SGD on a bowl\./);
  });

  it("names directions with their share of the movement, and the loss that is drawn", async () => {
    const page = await openDrawn("landscapeDirections");
    assert.match(
      await text(page, "landscape-words"),
      /Of 371 parameters this is the plane in which the run moves most/,
    );
    assert.match(await text(page, "landscape-words"), /over all samples and without noise/);
    const labels = await page.locator(".landscape-axis").allTextContents();
    assert.match(labels[0], /^direction 1 \(\d+ % of the movement\) →$/);
  });

  it("marks the step at the crosshair, follows it, and selects the step of the path that is clicked", async () => {
    const page = await openDrawn("landscape");
    assert.match(await text(page, "landscape-readout"), /^● step 499: \(0\.638, 0\.405\)$/);
    const slider = page.getByTestId("inspector-slider");
    await slider.focus();
    await page.keyboard.press("Home");
    await page.waitForFunction(() =>
      /^● step 0: \(−1\.2, 1\)/.test(document.querySelector("[data-testid=landscape-readout]").textContent),
    );
    await page.getByTestId("landscape").scrollIntoViewIfNeeded();
    const mark = page.getByTestId("landscape-current").last();
    const [start, plot] = [await mark.boundingBox(), await page.getByTestId("landscape-plot").boundingBox()];
    const end = await page.locator(".landscape-end").last().boundingBox();
    await page.mouse.click(end.x + end.width / 2, end.y + end.height / 2);
    await page.waitForFunction(() => /^\(/.test(document.querySelector("[data-testid=landscape-readout]").textContent));
    await page.mouse.move(plot.x + plot.width / 2, plot.y - 20);
    await page.waitForFunction(() =>
      /^● step 499/.test(document.querySelector("[data-testid=landscape-readout]").textContent),
    );
    assert.ok(start.x < end.x);
  });

  it("reads the point below the pointer with its loss", async () => {
    const page = await openDrawn("landscape");
    const box = await page.getByTestId("landscape-plot").boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + 60);
    assert.match(await text(page, "landscape-readout"), /^\(−?[\d.]+, [\d.]+\) · loss ≈ [\d.]+$/);
  });

  it("is moved by dragging and arrow keys, zoomed by keys and the wheel with Ctrl, and shown whole again", async () => {
    const page = await openDrawn("landscape");
    const first = await lastWindow(page);
    const box = await page.getByTestId("landscape-plot").boundingBox();
    await page.mouse.move(box.x + 300, box.y + 80);
    await page.mouse.down();
    await page.mouse.move(box.x + 400, box.y + 80, { steps: 4 });
    await page.mouse.up();
    await page.waitForTimeout(100);
    const moved = await lastWindow(page);
    assert.ok(moved.left < first.left && Math.abs(moved.right - moved.left - (first.right - first.left)) < 1e-9);
    await page.getByTestId("landscape-plot").focus();
    await page.keyboard.press("0");
    await page.keyboard.press("ArrowUp");
    await page.waitForTimeout(100);
    assert.ok((await lastWindow(page)).bottom > first.bottom);
    await page.keyboard.press("0");
    await page.keyboard.press("+");
    await page.waitForTimeout(100);
    const zoomedIn = await lastWindow(page);
    assert.ok(zoomedIn.right < first.right);
    await page.reload();
    await page.waitForSelector("[data-testid=landscape-legend]");
    assert.deepEqual(await lastWindow(page), zoomedIn);
    await page.getByTestId("landscape-fit").click();
    await page.keyboard.down("Control");
    await page.mouse.move(box.x + 300, box.y + 80);
    await page.mouse.wheel(0, 100);
    await page.keyboard.up("Control");
    await page.waitForTimeout(100);
    const zoomed = await lastWindow(page);
    assert.ok(zoomed.left < first.left && zoomed.right > first.right);
    await page.mouse.dblclick(box.x + 300, box.y + 80);
    await page.waitForTimeout(100);
    assert.deepEqual(await lastWindow(page), first);
  });

  it("lets the start be dragged: the run goes from there, beside the one of the source", async () => {
    const page = await openDrawn("landscape");
    const handle = await page.getByTestId("landscape-start").boundingBox();
    await page.mouse.move(handle.x + 12, handle.y + 12);
    await page.mouse.down();
    await page.mouse.move(handle.x + 212, handle.y + 12, { steps: 8 });
    await page.mouse.up();
    await page.waitForSelector("[data-testid=landscape-ghost]");
    const starts = await calls(page, "moveStart");
    assert.ok(starts.length > 0 && starts.at(-1).to.x > -1.2);
    // Moving it is not moving the landscape.
    const windows = new Set((await calls(page, "landscapeLosses")).map(({ window }) => JSON.stringify(window)));
    assert.equal(windows.size, 1);
    assert.match(await text(page, "what-if-words"), /^start \(/);
    await page.getByTestId("landscape-keep").click();
    assert.deepEqual(await calls(page, "keepStart"), [{ run: "run 0" }]);
    await page.getByTestId("landscape-reset").click();
    await page.waitForSelector("[data-testid=landscape-ghost]", { state: "detached" });
    assert.equal((await calls(page, "moveStart")).at(-1).to, null);
  });

  it("lets the start be moved by keys, and put back by Escape", async () => {
    const page = await openDrawn("landscape");
    const handle = page.getByTestId("landscape-start");
    await handle.focus();
    assert.equal(await handle.getAttribute("aria-valuetext"), "(−1.2, 1)");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+ArrowUp");
    await page.waitForSelector("[data-testid=landscape-ghost]");
    const [one, other] = await calls(page, "moveStart");
    assert.ok(one.to.x > -1.2 && one.to.y === 1 && other.to.y > 1);
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.activeElement.getAttribute("aria-valuetext") === "(−1.2, 1)");
    assert.equal(await page.getByTestId("landscape-ghost").count(), 0);
  });

  it("does not follow a run that ran away", async () => {
    const page = await openDrawn("landscapeRunaway");
    const { left, right } = await lastWindow(page);
    assert.ok(right - left < 12);
    assert.match(await text(page, "landscape-words"), /SGD lr 0\.02 starts at \(−1\.2, 1\) and is lost after step \d/);
  });

  for (const situation of ["landscape", "landscapeDirections", "landscapeMoved"]) {
    for (const width of [280, 420, 1200]) {
      it(`needs no sideways scrolling: ${situation} at ${width} px`, async () => {
        const page = await openDrawn(situation, { width: 1000 });
        await page.setViewportSize({ width, height: 900 });
        await page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth);
      });
    }
  }
});
