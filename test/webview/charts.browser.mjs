/**
 * What users do with the panel's charts, in a real browser.
 *
 *   npx mocha test/webview/charts.browser.mjs
 */
import assert from "node:assert/strict";
import { startPanelBrowser } from "./browser/openPanel.mjs";

describe("the charts in a browser", function () {
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
    await opened.page.waitForSelector("[data-testid=inspector-line]");
    return opened.page;
  };
  const view = (page) => page.evaluate(() => JSON.parse(sessionStorage.getItem("state")));
  const calls = (page) => page.evaluate(() => globalThis.fakeExtension.calls);
  const surface = (page, chart) => page.locator(`[data-testid=chart-${chart}] .plot-surface`);
  const shown = (page) =>
    page.locator("article.chart-card").evaluateAll((cards) => cards.map((card) => card.dataset.testid.slice(6)));
  /** In a chart's menu; pointing at the chart shows it. */
  const choose = async (page, chart, item) => {
    const card = page.getByTestId(`chart-${chart}`);
    await card.hover();
    await card.getByTestId("chart-menu").click();
    await card.getByTestId(item).click();
  };
  const summary = (page, chart) =>
    page.locator(`[data-testid=chart-${chart}] canvas`).first().getAttribute("aria-label");

  it("records more at every step once that is chosen, shows its chart, and stops on demand", async () => {
    const page = await open("finished");
    await page.getByTestId("chart-options").click();
    const box = page.getByTestId("instrument-gradient-percentiles");
    assert.equal(await box.isChecked(), false);
    await box.press("Space");
    await page.waitForSelector("[data-testid=chart-gradientMagnitude]");
    assert.equal(await box.isChecked(), true);
    const switched = { runs: ["run 0"], instrument: "gradient-percentiles" };
    assert.deepEqual((await calls(page)).at(-1), ["switchInstrument", { ...switched, isOn: true }]);
    assert.equal((await view(page)).showsAllCharts, true);
    await box.press("Space");
    await page.waitForSelector("[data-testid=chart-gradientMagnitude]", { state: "detached" });
    assert.deepEqual((await calls(page)).at(-1), ["switchInstrument", { ...switched, isOn: false }]);
  });

  it("says of an instrument that has nothing to show of a run", async () => {
    const page = await open("finished");
    await page.getByTestId("chart-options").click();
    await page.getByTestId("instrument-clip-share").check();
    await page.waitForSelector("text=none here");
  });

  it("names the percentiles at the crosshair, and tells them", async () => {
    const page = await open("percentiles");
    await page.getByTestId("more-charts").click();
    const card = page.getByTestId("chart-gradientMagnitude");
    await card.locator(".plot-surface").focus();
    await page.keyboard.press("Home");
    await page.waitForFunction(() => {
      const surface = document.querySelector("[data-testid=chart-gradientMagnitude] .plot-surface");
      return /^step 0: .*max/.test(surface.getAttribute("aria-valuetext"));
    });
    const said = await card.locator(".plot-surface").getAttribute("aria-valuetext");
    assert.match(said, /^step 0: median [\d.e-]+, min [\d.e-]+, 5 % .*, 25 % .*, 75 % .*, 95 % .*, max [\d.e-]+$/);
    const labels = await card.locator("dt").allTextContents();
    assert.deepEqual(labels, ["min", "5 %", "25 %", "75 %", "95 %", "max"]);
    const values = (await card.locator("dd").allTextContents()).map(Number);
    assert.deepEqual(
      values,
      values.toSorted((a, b) => a - b),
    );
    assert.match(
      await summary(page, "gradientMagnitude"),
      /half of the parameters from .* 4,096 of 67,331 parameters\.$/,
    );
  });

  it("shows the percentiles of the selected one of several runs", async () => {
    const page = await open("percentilesOfTwo");
    await page.getByTestId("more-charts").click();
    const list = page.getByTestId("chart-effectiveLearningRate").getByTestId("percentiles");
    const before = await list.textContent();
    await page.getByText("AdamW lr 3e-2").first().click();
    await page.waitForFunction(
      (text) =>
        document.querySelector("[data-testid=chart-effectiveLearningRate] [data-testid=percentiles]").textContent !==
        text,
      before,
    );
  });

  it("moves what is zoomed in with the wheel, and the page where there is no more of it", async () => {
    const page = await open("finished", { height: 600 });
    await surface(page, "loss").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("+");
    await page.waitForSelector("[data-testid=reset-zoom]:enabled");
    const before = await view(page);
    assert.equal(before.range.from, 0);
    await surface(page, "learningRate").hover();
    await page.mouse.wheel(0, 100);
    await page.waitForFunction(() => JSON.parse(sessionStorage.getItem("state")).range.from > 50);
    const { range } = await view(page);
    assert.equal(Math.round(range.to - range.from), Math.round(before.range.to - before.range.from));
    await page.mouse.wheel(0, -5000);
    await page.waitForFunction(() => JSON.parse(sessionStorage.getItem("state")).range.from === 0);
    assert.equal(await page.evaluate(() => scrollY), 0);
    await page.keyboard.press("0");
    await page.waitForSelector("[data-testid=reset-zoom]:disabled");
    await page.mouse.wheel(0, 200);
    await page.waitForFunction(() => scrollY > 0);
  });

  it("moves what is zoomed in by dragging with Shift, and selects no step by that", async () => {
    const page = await open("finished");
    const step = () => page.getByTestId("inspector-step").getAttribute("data-step");
    const before = await step();
    await surface(page, "loss").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("+");
    const box = await surface(page, "loss").boundingBox();
    await page.keyboard.down("Shift");
    await page.mouse.move(box.x + 300, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + 250, box.y + 40);
    await page.mouse.move(box.x + 200, box.y + 40);
    await page.mouse.up();
    await page.keyboard.up("Shift");
    await page.waitForFunction(() => JSON.parse(sessionStorage.getItem("state")).range.from > 100);
    assert.equal(await step(), before);
  });

  it("draws steps on a logarithmic axis, with every early step its own", async () => {
    const page = await open("long");
    await page.getByTestId("step-scale").click();
    await page.waitForSelector("[data-testid=step-scale][aria-pressed=true]");
    // The curves for it come from the extension.
    await page.waitForTimeout(500);
    const box = await surface(page, "loss").boundingBox();
    const steps = [];
    for (const share of [0.3, 0.5, 0.7]) {
      await page.mouse.move(box.x + 50 + share * (box.width - 60), box.y + 40);
      await page.waitForTimeout(100);
      steps.push(Number(await surface(page, "loss").getAttribute("aria-valuenow")));
    }
    // Of 60,000 steps: 60,001 to the power of the share.
    assert.ok(steps[0] > 15 && steps[0] < 50, String(steps));
    assert.ok(steps[1] > 180 && steps[1] < 330, String(steps));
    assert.ok(steps[2] > 1500 && steps[2] < 3200, String(steps));
    await surface(page, "loss").focus();
    await page.keyboard.press("+");
    await page.waitForSelector("[data-testid=reset-zoom]:enabled");
    await page.keyboard.press("-");
    await page.waitForSelector("[data-testid=reset-zoom]:disabled");
    await page.reload();
    await page.waitForSelector("[data-testid=step-scale][aria-pressed=true]");
  });

  it("smooths all curves but the learning rate, says so, and remembers it", async () => {
    const page = await open("finished");
    const pixels = (chart) =>
      page
        .locator(`[data-testid=chart-${chart}] canvas`)
        .first()
        .evaluate((canvas) => canvas.toDataURL());
    const rate = await pixels("learningRate");
    const norm = await pixels("gradientNorm");
    await page.getByTestId("chart-options").click();
    await page.getByTestId("smoothing").focus();
    for (let press = 0; press < 5; press++) await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => JSON.parse(sessionStorage.getItem("state")).smoothing === 50);
    await page.waitForFunction(
      (old) => document.querySelector("[data-testid=chart-gradientNorm] canvas").toDataURL() !== old,
      norm,
    );
    assert.equal(await pixels("learningRate"), rate);
    assert.match(await summary(page, "gradientNorm"), /Smoothed over about 50 steps/);
    assert.doesNotMatch(await summary(page, "learningRate"), /Smoothed/);
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), "chart-options");
    await page.reload();
    await page.waitForFunction(() =>
      document.querySelector("[data-testid=chart-loss] canvas")?.ariaLabel.includes("Smoothed over about 50"),
    );
  });

  it("keeps the axes of values when zooming, where that is wished", async () => {
    const page = await open("finished");
    await page.getByTestId("chart-options").click();
    await page.getByTestId("fixed-values").check();
    await page.keyboard.press("Escape");
    const labels = () =>
      page
        .locator("[data-testid=chart-gradientNorm] canvas")
        .first()
        .evaluate((canvas) => {
          const width = Math.round(48 * devicePixelRatio);
          return canvas
            .getContext("2d")
            .getImageData(0, 0, width, canvas.height - 24 * devicePixelRatio)
            .data.join();
        });
    const before = await labels();
    await surface(page, "loss").focus();
    await page.keyboard.press("End");
    for (let press = 0; press < 4; press++) await page.keyboard.press("+");
    await page.waitForSelector("[data-testid=reset-zoom]:enabled");
    await page.waitForFunction(() =>
      document.querySelector("[data-testid=chart-loss] canvas").ariaLabel.includes("from"),
    );
    await page.waitForTimeout(500);
    assert.equal(await labels(), before);
    await page.getByTestId("chart-options").click();
    await page.getByTestId("fixed-values").uncheck();
    await page.keyboard.press("Escape");
    await page.waitForTimeout(300);
    assert.notEqual(await labels(), before);
  });

  it("ends the axis where a run runs away from another, says where, and shows all on demand", async () => {
    const page = await open("runaway");
    await page.waitForFunction(() =>
      document.querySelector("[data-testid=chart-loss] canvas").ariaLabel.includes("SGD lr 2:"),
    );
    assert.match(await summary(page, "loss"), /above [^ ]+ from step 4\d\d, at the upper edge/);
    await choose(page, "loss", "clipping");
    await page.waitForFunction(
      () => !document.querySelector("[data-testid=chart-loss] canvas").ariaLabel.includes("upper edge"),
    );
    assert.deepEqual((await view(page)).layout.unclipped, ["loss"]);
    await choose(page, "loss", "clipping");
    await page.waitForFunction(() =>
      document.querySelector("[data-testid=chart-loss] canvas").ariaLabel.includes("upper edge"),
    );
  });

  it("shows one chart in full size until Escape", async () => {
    const page = await open("finished");
    await page.getByTestId("chart-v").hover();
    await page.locator("[data-testid=chart-v] [data-testid=enlarge]").click();
    await page.waitForFunction(() => document.querySelectorAll("article.chart-card").length === 1);
    const height = await page.locator("[data-testid=chart-v] .plot").evaluate((plot) => plot.clientHeight);
    assert.ok(height > 500, `${height} px`);
    await page.reload();
    await page.waitForSelector("[data-testid=inspector-line]");
    assert.deepEqual(await shown(page), ["v"]);
    await surface(page, "v").focus();
    await page.keyboard.press("Escape");
    await page.waitForSelector("[data-testid=chart-loss]");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), "enlarge");
  });

  it("puts charts in another order with keys and by dragging, and remembers it", async () => {
    const page = await open("finished");
    const card = page.getByTestId("chart-loss");
    await card.getByTestId("chart-menu").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.textContent === "Move later");
    await page.keyboard.press("Enter");
    await page.waitForFunction(
      () => document.querySelector("article.chart-card").dataset.testid === "chart-learningRate",
    );
    await page.waitForFunction(() => document.activeElement.closest("article")?.dataset.testid === "chart-loss");
    await page
      .locator("[data-testid=chart-v] .chart-title")
      .dragTo(page.getByTestId("chart-learningRate"), { targetPosition: { x: 20, y: 60 } });
    await page.waitForFunction(() => document.querySelector("article.chart-card").dataset.testid === "chart-v");
    await page.reload();
    await page.waitForSelector("[data-testid=inspector-line]");
    assert.deepEqual((await shown(page)).slice(0, 3), ["v", "learningRate", "loss"]);
    await page.getByTestId("chart-options").click();
    await page.getByTestId("reset-layout").click();
    assert.equal((await shown(page))[0], "loss");
  });

  it("hides charts and shows others in their place", async () => {
    const page = await open("finished");
    await choose(page, "gradientNorm", "hide-chart");
    await page.waitForSelector("[data-testid=chart-updateNorm]");
    assert.equal(await page.getByTestId("chart-gradientNorm").count(), 0);
    await page.getByTestId("chart-options").click();
    await page.getByTestId("show-gradientNorm").check();
    await page.waitForSelector("[data-testid=chart-gradientNorm]");
  });

  it("makes charts higher and wider with the corner's keys and by dragging it", async () => {
    const page = await open("finished");
    const plot = page.locator("[data-testid=chart-loss] .plot");
    const size = () => plot.evaluate((element) => [element.clientWidth, element.clientHeight]);
    const [width, height] = await size();
    const handle = page.locator("[data-testid=chart-loss] [data-testid=size-handle]");
    await handle.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(
      (old) => document.querySelector("[data-testid=chart-loss] .plot").clientWidth > 1.5 * old,
      width,
    );
    assert.equal((await size())[1], height + 16);
    const box = await handle.boundingBox();
    await page.mouse.move(box.x + 7, box.y + 7);
    await page.mouse.down();
    await page.mouse.move(box.x + 7, box.y + 67);
    await page.mouse.up();
    await page.reload();
    await page.waitForSelector("[data-testid=inspector-line]");
    const [restoredWidth, restoredHeight] = await size();
    assert.ok(restoredWidth > 1.5 * width);
    assert.equal(restoredHeight, height + 76);
  });

  it("makes pictures of a chart and of all, and asks for values and a report", async () => {
    const page = await open("two");
    await choose(page, "loss", "save-svg");
    await page.waitForFunction(() => globalThis.fakeExtension.calls.length === 1);
    await choose(page, "loss", "save-png");
    await page.waitForFunction(() => globalThis.fakeExtension.calls.length === 2);
    await choose(page, "m", "save-csv");
    await page.getByTestId("chart-options").click();
    for (const item of ["all-save-svg", "all-save-json", "all-save-report"]) await page.getByTestId(item).click();
    const [svg, png, csv, all, json, report] = await calls(page);
    assert.equal(svg[1].name, "Loss.svg");
    const parsed = await page.evaluate((text) => {
      const file = new DOMParser().parseFromString(text, "image/svg+xml");
      return {
        error: file.querySelector("parsererror")?.textContent ?? null,
        texts: [...file.querySelectorAll("text")].map((element) => element.textContent),
        colors: [...file.querySelectorAll("[stroke]")].map((element) => element.getAttribute("stroke")),
      };
    }, svg[1].data);
    assert.equal(parsed.error, null);
    for (const text of ["Loss", "AdamW lr 3e-3", "AdamW lr 3e-2", "1,000"])
      assert.ok(parsed.texts.includes(text), text);
    for (const color of parsed.colors) assert.match(color, /^#[0-9a-f]{6}$/);
    assert.doesNotMatch(svg[1].data, /NaN|Infinity|undefined/);
    assert.deepEqual([png[1].name, png[1].isBase64, png[1].data.slice(0, 8)], ["Loss.png", true, "iVBORw0K"]);
    const runs = ["run 0", "run 1"];
    const columns = ["m.rms", "m.mean", "m.min", "m.max"];
    assert.deepEqual(csv[1], { name: "First moment m", runs, columns, form: "csv" });
    assert.equal(all[1].data.match(/<clipPath/g).length, 6);
    assert.equal(json[1].form, "json");
    assert.equal(report[0], "exportReport");
    assert.deepEqual(report[1].runs, runs);
    assert.equal(report[1].view.stepScale, "linear");
  });

  it("copies the value at the crosshair with a key", async () => {
    const page = await open("finished");
    await page.locator("[data-testid=chart-loss] [data-testid=chart-value]").focus();
    await page.keyboard.press("Enter");
    const [[name, { text }]] = await calls(page);
    assert.equal(name, "copy");
    assert.ok(text.length > 10);
  });
});
