/**
 * The learning-rate finder and the fair comparison in a real browser, with a stand-in for the extension.
 *
 *   npx mocha test/webview/finder.browser.mjs
 */
import assert from "node:assert/strict";
import { startPanelBrowser } from "./browser/openPanel.mjs";

describe("the finder and the fair comparison in a browser", function () {
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
  const calls = (page, name) =>
    page.evaluate(
      (wanted) => globalThis.fakeExtension.calls.filter(([call]) => call === wanted).map(([, query]) => query),
      name,
    );
  const valueText = (page, testId) => page.getByTestId(testId).getAttribute("aria-valuetext");

  it("is opened for the run on show", async () => {
    const page = await open("finished");
    await page.getByTestId("find-learning-rate").click();
    assert.deepEqual(await calls(page, "finder"), [{ kind: "open", run: "run 0" }]);
  });

  it("shows the best rate first, with the diverged region, the stability limit and the run's own rate", async () => {
    const page = await open("finder");
    await page.waitForSelector("[data-testid=finder-curve] .finder-line");
    assert.match(
      await page.getByTestId("finder-answer").innerText(),
      /^The best learning rate is 0\.00\d+; yours, 0\.02/,
    );
    assert.match(await page.getByTestId("finder-words").innerText(), /stability limit is 0\.38/);
    for (const part of [".finder-diverged", ".finder-mark.is-limit", ".finder-mark.is-own", ".finder-flat"]) {
      assert.equal(await page.locator(part).count(), 1, part);
    }
    // Told apart by form and not by color alone.
    assert.ok((await page.locator(".finder-cross").count()) >= 3);
  });

  it("is worked with keys: arrows choose a point, Enter makes it a run", async () => {
    const page = await open("finder");
    const curve = page.getByTestId("finder-curve");
    await curve.focus();
    await page.keyboard.press("Home");
    assert.match(await valueText(page, "finder-curve"), /^learning rate 2e-5: final loss /);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.keyboard.press("End");
    assert.match(await valueText(page, "finder-curve"), /^learning rate 2: diverged at step \d+$/);
    assert.match(await page.getByTestId("finder-point").innerText(), /diverged at step/);
    assert.deepEqual(await calls(page, "finder"), [{ kind: "pick", rate: 1, second: 0 }]);
  });

  it("chooses the point under a click, and makes it a run by the button", async () => {
    const page = await open("finder");
    const box = await page.getByTestId("finder-curve").boundingBox();
    await page.mouse.click(box.x + box.width - 12, box.y + 100);
    assert.match(await valueText(page, "finder-curve"), /^learning rate 2: /);
    await page.getByTestId("finder-pick").click();
    assert.deepEqual(await calls(page, "finder"), [{ kind: "pick", rate: 40, second: 0 }]);
  });

  it("names the values of every point of a map, and moves through it in four directions", async () => {
    const page = await open("finderMap");
    const map = page.getByTestId("finder-map");
    await page.waitForSelector(".finder-cell");
    assert.equal(await page.locator(".finder-cell").count(), 9 * 21);
    assert.match(await map.locator("title").first().textContent(), /^learning rate 2e-5, β 0: final loss /);
    await map.focus();
    await page.keyboard.press("Home");
    for (let row = 0; row < 9; row++) await page.keyboard.press("ArrowUp");
    assert.match(await valueText(page, "finder-map"), /^learning rate 2e-5, β 0\.999: /);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    assert.deepEqual(await calls(page, "finder"), [{ kind: "pick", rate: 0, second: 7 }]);
  });

  it("shows how far a sweep is, and cancels it", async () => {
    const page = await open("finderRunning");
    const done = Number(await page.getByRole("progressbar", { name: "Points evaluated" }).getAttribute("value"));
    assert.ok(done > 10 && done < 25, `${done} of 41`);
    await page.getByTestId("finder-cancel").click();
    await page.waitForSelector("[data-testid=finder][data-status=cancelled]");
    assert.match(await page.getByTestId("finder-words").innerText(), /It was cancelled: \d+ points are missing\./);
    await page.getByTestId("finder-again").click();
    await page.getByTestId("finder-range-test").click();
    await page.getByTestId("finder-close").click();
    await page.waitForSelector("[data-testid=finder]", { state: "detached" });
    const kinds = (await calls(page, "finder")).map(({ kind }) => kind);
    assert.deepEqual(kinds, ["cancel", "open", "rangeTest", "close"]);
  });

  it("compares fairly: a table with the best first, curves with bands, and what was done in words", async () => {
    const page = await open("fair");
    const rows = page.getByTestId("fair-table").locator("tbody tr");
    assert.equal(await rows.count(), 2);
    assert.match(await page.getByTestId("fair-answer").innerText(), /^Adam lr 1e-3 ends lowest/);
    assert.match((await rows.first().innerText()).trim(), /^Adam lr 1e-3/);
    assert.equal(await page.locator(".fair-band").count(), 2);
    const words = await page.getByTestId("fair-words").innerText();
    assert.match(words, /the same 16 learning rates, drawn log-uniformly/);
    assert.match(words, /Adam lr 1e-3 clips the norm to 1/);
    await page.getByTestId("fair-pick").first().click();
    await page.getByTestId("fair-again").click();
    assert.deepEqual(await calls(page, "fairComparison"), [
      { kind: "pick", run: "run 1" },
      { kind: "start", runs: ["run 0", "run 1"], trials: 16 },
    ]);
  });

  it("begins a fair comparison from the menu, of the runs that are shown", async () => {
    const page = await open("two");
    await page.getByRole("button", { name: "More actions" }).click();
    await page.getByTestId("menu-compare-fairly").click();
    assert.deepEqual(await calls(page, "fairComparison"), [{ kind: "start", runs: ["run 0", "run 1"], trials: 16 }]);
  });

  for (const situation of ["finder", "finderMap", "fair"]) {
    for (const width of [280, 400, 860, 1400]) {
      it(`needs no sideways scrolling: ${situation} at ${width} px`, async () => {
        const page = await open(situation, { width: 1000 });
        await page.waitForSelector("[data-testid=finder], [data-testid=fair]");
        await page.setViewportSize({ width, height: 900 });
        await page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth);
      });
    }
  }
});
