/**
 * What users do with the panel's instruments, in a real browser.
 *
 *   npx mocha test/webview/instruments.browser.mjs
 */
import assert from "node:assert/strict";
import { startPanelBrowser } from "./browser/openPanel.mjs";

describe("the instruments in a browser", function () {
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
    if (situation !== "empty") await opened.page.waitForSelector("[data-testid=inspector-line]");
    return opened.page;
  };
  const view = (page) => page.evaluate(() => JSON.parse(sessionStorage.getItem("state")));
  const calls = (page, name) =>
    page.evaluate((wanted) => globalThis.fakeExtension.calls.filter(([call]) => call === wanted), name);
  const card = (page, chart) => page.locator(`[data-testid="chart-${chart}"]`);
  const surface = (page, chart) => card(page, chart).locator(".plot-surface");
  const summary = (page, chart) => card(page, chart).getByRole("img").first();
  const hasValues = (page, chart) =>
    page.waitForFunction(
      (id) => {
        const label = document.querySelector(`[data-testid="chart-${id}"] [role=img]`)?.getAttribute("aria-label");
        return label && !label.includes("No values yet");
      },
      chart,
      { timeout: 20_000 },
    );
  /** Of the inspector. */
  const step = async (page) => Number(await page.getByTestId("inspector-step").getAttribute("data-step"));
  /** In a chart's menu; pointing at the chart shows it. */
  const choose = async (page, chart, item) => {
    await card(page, chart).hover();
    await card(page, chart).getByTestId("chart-menu").click();
    await card(page, chart).getByTestId(item).click();
  };

  it("are off until they are asked for, and come back after a reload", async () => {
    const page = await open("tensors", { width: 1200 });
    assert.equal(await card(page, "heatMap").count(), 0);
    assert.deepEqual(await calls(page, "probe"), []);
    await page.getByTestId("chart-options").click();
    for (const id of ["heatMap", "moment m", "portrait", "schedule"]) await page.getByTestId(`show-${id}`).check();
    await page.keyboard.press("Escape");
    for (const id of ["heatMap", "moment m", "portrait", "schedule"]) await card(page, id).waitFor();
    await hasValues(page, "moment m");
    assert.deepEqual(await calls(page, "probe"), [["probe", { run: "run 0", index: 0 }]]);
    await page.reload();
    await card(page, "portrait").waitFor();
    await choose(page, "portrait", "hide-chart");
    await card(page, "portrait").waitFor({ state: "detached" });
    assert.deepEqual((await view(page)).layout.instruments, ["heatMap", "moment m", "schedule"]);
  });

  it("simulate nothing any more when the last that needs it is hidden", async () => {
    const page = await open("instruments", { width: 1200 });
    for (const id of ["moment m", "moment v", "portrait"]) await choose(page, id, "hide-chart");
    await page.waitForFunction(() =>
      globalThis.fakeExtension.calls.some(([call, query]) => call === "probe" && query.index === null),
    );
    assert.equal(await page.getByTestId("probe-bar").count(), 0);
  });

  it("share crosshair, zoom and step with the charts: the heat map", async () => {
    const page = await open("instruments", { width: 1200 });
    await hasValues(page, "heatMap");
    await surface(page, "heatMap").focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+ArrowRight");
    const text = await surface(page, "heatMap").getAttribute("aria-valuetext");
    assert.match(text, /^step 200: weight 1 [\d.,e-]+, bias 1 /);
    assert.equal(await surface(page, "loss").getAttribute("aria-valuenow"), "200");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("[data-testid=inspector-step]").dataset.step === "200");
    await page.keyboard.press("+");
    const { range } = await view(page);
    assert.equal(range.to - range.from, 1000);
    // Dragging zooms, and a double click shows all.
    const box = await surface(page, "heatMap").boundingBox();
    await page.mouse.move(box.x + 0.3 * box.width, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.5 * box.width, box.y + 40, { steps: 4 });
    await page.mouse.up();
    assert.ok((await view(page)).range.to - (await view(page)).range.from < 400);
    await surface(page, "heatMap").dblclick();
    assert.equal((await view(page)).range, null);
  });

  it("tell the colors of the heat map, by ratios or differences", async () => {
    const page = await open("instruments", { width: 860 });
    const legend = page.getByTestId("heat-legend").getByRole("img");
    await hasValues(page, "heatMap");
    assert.match(
      await legend.getAttribute("aria-label"),
      /^Colors from [\d.]+e-\d, dark, to 4\d, bright$|^Colors from [\d.]+e-\d, dark, to \d+, bright$/,
    );
    await card(page, "heatMap").getByTestId("scale-toggle").click();
    await page.waitForFunction(
      () =>
        !/e-/.test(document.querySelector("[data-testid=heat-legend] [role=img]").getAttribute("aria-label")) ||
        document.querySelector("[data-testid=chart-heatMap] [data-testid=scale-toggle]").textContent === "lin",
    );
    assert.equal((await view(page)).scales.heatMap, "linear");
  });

  it("follow another parameter by its index, or that of the inspector", async () => {
    const page = await open("instrumentsRestarts", { width: 1200 });
    await hasValues(page, "moment m");
    const before = await summary(page, "moment m").getAttribute("aria-label");
    await page.getByTestId("probe-index").locator("input").fill("7");
    await page.keyboard.press("Enter");
    await page.waitForFunction(
      (text) => document.querySelector('[data-testid="chart-moment m"] [role=img]').getAttribute("aria-label") !== text,
      before,
    );
    assert.equal((await view(page)).probed, 7);
    assert.match(await page.getByTestId("probe-name").textContent(), /\[7\]$/);
    await page.getByTestId("inspector-index").locator("input").fill("3");
    await page.keyboard.press("Enter");
    await page.getByTestId("probe-inspected").click();
    await page.waitForFunction(() => JSON.parse(sessionStorage.getItem("state")).probed === 3);
    assert.equal(await page.getByTestId("probe-inspected").count(), 0);
  });

  it("agree with the inspector's numbers at a step", async () => {
    const page = await open("instrumentsRestarts", { width: 1200 });
    await hasValues(page, "moment v");
    await page.getByTestId("inspector-index").locator("input").fill("0");
    await page.keyboard.press("Enter");
    await page.getByTestId("inspector-step-number").locator("input").fill("123");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("[data-testid=inspector-step]").dataset.step === "123");
    // The inspector's arithmetic arrives a little later than the step that was asked for.
    const agrees = (name, readout) =>
      page.waitForFunction(
        ([line, selector]) => {
          const lines = [...document.querySelectorAll("[data-testid=inspector-line]")];
          const found = lines.find((each) => each.querySelector("th").textContent === line);
          const text = found?.querySelector(".rule-result").textContent;
          return text !== undefined && document.querySelector(selector)?.textContent === text;
        },
        [name, readout],
      );
    for (const state of ["m", "v"])
      await agrees(state, `[data-testid="chart-moment ${state}"] [data-testid=chart-value]`);
    await agrees("p", "[data-testid=portrait-value-x]");
  });

  it("show the path of a parameter, pick its steps, and change what is on its axes", async () => {
    const page = await open("instruments", { width: 1200 });
    await hasValues(page, "portrait");
    assert.match(await summary(page, "portrait").getAttribute("aria-label"), /^Phase portrait: m against p\. From /);
    await surface(page, "portrait").focus();
    await page.keyboard.press("Home");
    assert.equal(await surface(page, "loss").getAttribute("aria-valuenow"), "0");
    await page.keyboard.press("PageUp");
    const now = Number(await surface(page, "portrait").getAttribute("aria-valuenow"));
    assert.ok(now > 100 && now < 400, String(now));
    await page.keyboard.press("Enter");
    assert.equal(await step(page), now);
    // Where the path begins, at the right of the first picture.
    const start = await card(page, "portrait").locator("svg rect").first().boundingBox();
    await page.mouse.click(start.x + start.width / 2, start.y + start.height / 2);
    await page.waitForFunction(() => Number(document.querySelector("[data-testid=inspector-step]").dataset.step) < 5);
    await page.getByTestId("portrait-x").click();
    await page.getByTestId("portrait-x").getByRole("option", { name: "g", exact: true }).click();
    await page.waitForFunction(() => JSON.parse(sessionStorage.getItem("state")).portrait.x === "g");
    assert.match(await summary(page, "portrait").getAttribute("aria-label"), /m against g/);
  });

  it("label the phases of the schedule at their steps, over more steps than the run has", async () => {
    const page = await open("instruments", { width: 860 });
    await hasValues(page, "schedule");
    assert.deepEqual(await page.getByTestId("schedule-phase").allTextContents(), [
      "Warm-up 0–299 0 → 0.003",
      "Plateau 300–1,999 0.003",
      "Decay 2,000–2,599 0.003 → 5e-6",
    ]);
    const facts = await page.getByTestId("schedule-facts").textContent();
    assert.match(facts, /2,600 steps · peak 0.003 at step 300 · final 5e-6 · the run ends after 2,000$/);
    // Its axis is its own: zooming it leaves the charts alone.
    await surface(page, "schedule").focus();
    await page.keyboard.press("+");
    assert.equal((await view(page)).range, null);
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    assert.equal(await step(page), 0);
  });

  it("name restarts", async () => {
    const page = await open("instrumentsRestarts", { width: 860 });
    await hasValues(page, "schedule");
    const phases = await page.getByTestId("schedule-phase").allTextContents();
    assert.deepEqual(
      phases.map((phase) => phase.replace(/\s*\d.*$/, "")),
      ["Decay", "Restart: decay", "Restart: decay"],
    );
  });

  it("say so where a schedule follows the run", async () => {
    const page = await open("instrumentsFollowed", { width: 420 });
    await page.getByText("This schedule follows the run").waitFor();
    assert.equal(await surface(page, "schedule").count(), 0);
  });

  it("show a schedule before there is any run", async () => {
    const page = await open("empty");
    await page.getByTestId("show-schedule").click();
    await card(page, "schedule").waitFor();
    await hasValues(page, "schedule");
    assert.deepEqual(await calls(page, "schedule"), [["schedule", { run: null }]]);
    await surface(page, "schedule").focus();
    await page.keyboard.press("End");
    assert.match(await surface(page, "schedule").getAttribute("aria-valuetext"), /^step 2,599: /);
  });

  it("are enlarged, and saved as pictures and values, as charts are", async () => {
    const page = await open("instruments", { width: 1200 });
    for (const id of ["heatMap", "portrait", "schedule", "moment m"]) await hasValues(page, id);
    for (const id of ["heatMap", "portrait", "schedule"]) {
      await choose(page, id, "save-svg");
      await page.waitForFunction(
        (count) => globalThis.fakeExtension.calls.filter(([call]) => call === "saveFile").length === count,
        1 + ["heatMap", "portrait", "schedule"].indexOf(id),
      );
    }
    const [heatMap, portrait, schedule] = (await calls(page, "saveFile")).map(([, file]) => file);
    const isSound = (text) =>
      page.evaluate((svg) => !new DOMParser().parseFromString(svg, "image/svg+xml").querySelector("parsererror"), text);
    for (const file of [heatMap, portrait, schedule]) assert.ok(await isSound(file.data), file.name);
    assert.match(heatMap.data, /<image [^>]*href="data:image\/png/);
    assert.match(heatMap.data, />weight 1</);
    assert.ok((portrait.data.match(/stroke="rgb/g) ?? []).length > 20);
    assert.match(schedule.data, />Warm-up</);
    await choose(page, "moment m", "save-csv");
    await choose(page, "schedule", "save-csv");
    await page.waitForFunction(
      () => globalThis.fakeExtension.calls.filter(([call]) => call === "saveFile").length === 4,
    );
    const [[, values]] = await calls(page, "exportValues");
    assert.deepEqual([values.runs, values.columns], [["probe of run 0"], ["m", "g"]]);
    assert.match((await calls(page, "saveFile"))[3][1].data, /^step,learningRate\n0,0\n1,/);
    await card(page, "portrait").hover();
    await card(page, "portrait").getByTestId("enlarge").click();
    await card(page, "loss").waitFor({ state: "detached" });
    assert.ok((await surface(page, "portrait").boundingBox()).height > 400);
    await surface(page, "portrait").focus();
    await page.keyboard.press("Escape");
    await card(page, "loss").waitFor();
  });
});
