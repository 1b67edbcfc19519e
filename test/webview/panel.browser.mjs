/**
 * The panel's own bundle in a real browser, with a stand-in for the extension.
 *
 *   npx mocha test/webview/panel.browser.mjs
 */
import assert from "node:assert/strict";
import { startPanelBrowser } from "./browser/openPanel.mjs";
import { themes } from "./browser/themes.mjs";

describe("the panel in a browser", function () {
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
  const text = (page, chart) =>
    page.locator(`[data-testid=chart-${chart}] [data-testid=chart-value]`).first().innerText();
  const step = async (page) => Number(await page.getByTestId("inspector-step").getAttribute("data-step"));
  const surface = (page, chart) => page.locator(`[data-testid=chart-${chart}] .plot-surface`);
  const calls = (page) => page.evaluate(() => globalThis.fakeExtension.calls);
  const waitForStep = (page, wanted) =>
    page.waitForFunction(
      (value) => document.querySelector("[data-testid=inspector-step]").dataset.step === String(value),
      wanted,
    );

  it("offers two ways to begin while there is no run", async () => {
    const page = await open("empty");
    assert.equal(await page.getByTestId("status").getAttribute("data-status"), "idle");
    await page.getByTestId("simulate").click();
    await page.getByTestId("open-example").click();
    assert.deepEqual(await calls(page), [
      ["simulate", { run: null }],
      ["openExample", {}],
    ]);
  });

  it("lists the gravest findings of the run on show, each with its step, place, fix and reason", async () => {
    const page = await open("findings");
    const findings = page.getByTestId("finding");
    assert.equal(await findings.count(), 2);
    // What went wrong is said once, by the finding that knows more of it.
    assert.equal(await page.getByTestId("status").innerText(), "");
    await page.waitForSelector("[data-testid=inspector-line]");
    await page.getByTestId("inspector-step").focus();
    await page.keyboard.press("Home");
    await findings.first().getByRole("button", { name: "step 412" }).click();
    await waitForStep(page, 412);
    await findings.first().getByText("Go on past it").click();
    await findings.last().getByText("train.py:25").click();
    await findings.last().getByText("Set T_max to 2,000").click();
    await findings.last().getByText("Why").click();
    const [run, finding] = ["run 0", "schedule/cosine-rises-again"];
    assert.deepEqual(await calls(page), [
      ["continueRun", { run }],
      ["revealFinding", { run, finding }],
      ["fixFinding", { run, finding, fix: "Set T_max to 2,000, the steps of the run" }],
      ["explainRule", { rule: finding }],
    ]);
    await page.getByText("1 more finding").click();
    assert.equal(await findings.count(), 3);
    await page.getByText("Show fewer findings").click();
    assert.equal(await findings.count(), 2);
  });

  it("tries other values with a slider, and leaves the source's curves beside them", async () => {
    const page = await open("finished");
    await page.waitForSelector("[data-testid=inspector-line]");
    assert.equal(await page.getByTestId("what-if-slider-lr").count(), 0);
    await page.getByTestId("what-if-toggle").click();
    const slider = page.getByTestId("what-if-slider-lr");
    await slider.waitFor();
    const before = await text(page, "loss");
    const summary = () => page.locator("[data-testid=chart-loss] canvas").first().getAttribute("aria-label");
    assert.doesNotMatch(await summary(), /as in the source/);
    await slider.focus();
    for (let press = 0; press < 10; press++) await page.keyboard.press("ArrowRight");
    await page.waitForFunction(
      (old) => document.querySelector("[data-testid=chart-loss] [data-testid=chart-value]").innerText !== old,
      before,
    );
    await page.waitForFunction(() =>
      document.querySelector("[data-testid=chart-loss] canvas").ariaLabel.includes("as in the source"),
    );
    // Number, slider and words agree when the page has drawn all presses.
    await page.waitForFunction(() => {
      const number = document.querySelector("[data-testid=what-if-number-lr]").value;
      const spoken = document.querySelector("[data-testid=what-if-slider-lr]").ariaValueText;
      const words = document.querySelector("[data-testid=what-if-words]").innerText;
      return Number(number) > 0.003 && spoken === `${number}, 3e-3 in the source` && words === `lr ${Number(number)}`;
    });
    assert.match(await page.getByTestId("what-if-note").innerText(), /^lr: default of --lr, line 9$/);
    // Back where it was it is as it was, to the last digit.
    for (let press = 0; press < 10; press++) await page.keyboard.press("ArrowLeft");
    await page.waitForFunction(
      (old) => document.querySelector("[data-testid=chart-loss] [data-testid=chart-value]").innerText === old,
      before,
    );
    const adjusted = (await calls(page)).filter(([name]) => name === "adjust");
    assert.deepEqual(adjusted.at(-1), ["adjust", { run: "run 0", changes: {} }]);
    assert.ok(await page.getByTestId("what-if-write").evaluate((button) => button.disabled));
  });

  it("takes typed values, says which it cannot take, and goes back to one or all", async () => {
    const page = await open("finished");
    await page.getByTestId("what-if-toggle").click();
    const number = page.getByTestId("what-if-number-betas[0]");
    await number.fill("1.5");
    assert.equal(await number.getAttribute("aria-invalid"), "true");
    assert.match(await number.getAttribute("title"), /Expected a number of at least 0 and below 1/);
    await page.keyboard.press("Escape");
    assert.equal(await number.inputValue(), "0.9");
    await number.fill("0.5");
    await page.keyboard.press("Enter");
    await page.getByTestId("what-if-switch-amsgrad").press("Space");
    await page.getByTestId("what-if-number-schedule.T_max").fill("500");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("[data-testid=what-if-words]").innerText.includes("T 500"));
    assert.equal(await page.getByTestId("what-if-words").innerText(), "β₁ 0.5, amsgrad true, T 500");
    assert.match(await page.getByTestId("what-if-note").innerText(), /T: cannot be written/);
    await page.getByTestId("what-if-reset-betas[0]").click();
    assert.equal(await number.inputValue(), "0.9");
    const focused = await page.evaluate(() => document.activeElement.dataset.testid);
    assert.equal(focused, "what-if-slider-betas[0]");
    await page.getByTestId("what-if-reset-all").click();
    await page.waitForFunction(
      () => !document.querySelector("[data-testid=what-if-words]").innerText.includes("T 500"),
    );
    assert.equal(await page.getByTestId("what-if-number-schedule.T_max").inputValue(), "2000");
  });

  it("writes what is tried into the source", async () => {
    const page = await open("trial");
    await page.getByTestId("what-if-write").click();
    await page.waitForSelector("[data-testid=what-if-write][disabled]");
    assert.deepEqual((await calls(page)).at(-1), ["writeChanges", { run: "run 0" }]);
  });

  it("says why a value cannot be simulated, and keeps it where it was set", async () => {
    const page = await open("finished");
    await page.getByTestId("what-if-toggle").click();
    const number = page.getByTestId("what-if-number-eps");
    await number.fill("1");
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-testid=what-if-note].is-error");
    assert.match(await page.getByTestId("what-if-note").innerText(), /eps is 1; expected less/);
    assert.equal(await number.inputValue(), "1");
    await number.fill("0.1");
    await page.keyboard.press("Enter");
    await page.waitForSelector("[data-testid=what-if-note]:not(.is-error)");
  });

  it("says what is no longer tried because the source has changed, and tries it again", async () => {
    const page = await open("trial");
    await page.evaluate(() => globalThis.fakeExtension.drop());
    const note = page.getByTestId("what-if-dropped");
    assert.match(await note.innerText(), /The source has changed: lr 0\.009, .* are no longer tried/);
    await page.getByTestId("what-if-try-again").click();
    await note.waitFor({ state: "detached" });
    assert.match(await page.getByTestId("what-if-words").innerText(), /^lr 0\.009/);
  });

  it("says why no value can be changed while the source says something else", async () => {
    const page = await open("trial");
    await page.getByTestId("what-if-slider-lr").waitFor();
    await page.evaluate(() => globalThis.fakeExtension.refuse("The source has changed since this run."));
    await page.waitForSelector("[data-testid=what-if-slider-lr]:disabled");
    assert.match(await page.getByTestId("what-if-note").innerText(), /The source has changed/);
    await page.getByTestId("what-if-simulate").click();
    assert.deepEqual((await calls(page)).at(-1), ["simulate", { run: "run 0" }]);
  });

  it("moves nothing while values change", async () => {
    const page = await open("finished");
    await page.getByTestId("what-if-toggle").click();
    await page.getByTestId("what-if-slider-lr").waitFor();
    const place = () => page.getByTestId("chart-loss").boundingBox();
    const before = await place();
    for (const id of ["lr", "betas[0]", "eps"]) {
      await page.getByTestId(`what-if-slider-${id}`).press("ArrowRight");
      assert.deepEqual(await place(), before, id);
    }
  });

  it("shows the values of the last step until another is chosen", async () => {
    const page = await open("finished");
    await page.waitForSelector("[data-testid=inspector-line]");
    assert.equal(await step(page), 1999);
    assert.equal(await page.getByTestId("inspector-line").count(), 5);
    assert.match(await text(page, "loss"), /^0\.0/);
  });

  it("moves the crosshair in all charts with the pointer, and selects its step with a click", async () => {
    const page = await open("finished");
    await page.waitForSelector("[data-testid=inspector-line]");
    const before = await text(page, "learningRate");
    const box = await surface(page, "loss").boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + 40);
    await page.waitForFunction(
      (old) => document.querySelector("[data-testid=chart-learningRate] [data-testid=chart-value]").innerText !== old,
      before,
    );
    assert.match(await text(page, "learningRate"), /^0\.001/);
    await page.mouse.click(box.x + box.width / 2, box.y + 40);
    const chosen = await step(page);
    assert.ok(chosen > 700 && chosen < 1300, `step ${chosen} in the middle of 2,000`);
    await page.mouse.move(5, 5);
    assert.match(await text(page, "learningRate"), /^0\.001/);
  });

  it("is worked with keys: arrows move, Enter selects, + and 0 zoom", async () => {
    const page = await open("finished");
    await page.waitForSelector("[data-testid=inspector-line]");
    await surface(page, "loss").focus();
    await page.keyboard.press("Home");
    for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
    assert.match(await surface(page, "loss").getAttribute("aria-valuetext"), /^step 3: /);
    await page.keyboard.press("Enter");
    await waitForStep(page, 3);
    await page.keyboard.press("+");
    await page.waitForSelector("[data-testid=reset-zoom]:enabled");
    await page.keyboard.press("0");
    await page.waitForSelector("[data-testid=reset-zoom]:disabled");
  });

  it("zooms all charts to where the pointer is dragged", async () => {
    const page = await open("long");
    await page.waitForSelector("[data-testid=inspector-line]");
    const box = await surface(page, "loss").boundingBox();
    await page.mouse.move(box.x + 150, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + 160, box.y + 40);
    await page.mouse.move(box.x + 200, box.y + 40);
    await page.mouse.up();
    await page.waitForSelector("[data-testid=reset-zoom]:enabled");
    const { range } = await page.evaluate(() => JSON.parse(sessionStorage.getItem("state")));
    assert.ok(range.from > 10_000 && range.to < 40_000 && range.to > range.from);
    await surface(page, "v").dblclick();
    await page.waitForSelector("[data-testid=reset-zoom]:disabled");
  });

  it("goes to a step by slider, arrows and number", async () => {
    const page = await open("finished");
    await page.waitForSelector("[data-testid=inspector-line]");
    await page.getByTestId("previous-step").click();
    await waitForStep(page, 1998);
    await page.getByTestId("inspector-slider").fill("1204");
    await waitForStep(page, 1204);
    await page.getByTestId("inspector-step-number").locator("input").fill("1,000");
    await page.keyboard.press("Enter");
    await waitForStep(page, 1000);
  });

  it("inspects another parameter", async () => {
    const page = await open("finished");
    await page.waitForSelector("[data-testid=inspector-line]");
    await page.getByTestId("inspector-index").locator("input").fill("4");
    await page.keyboard.press("Enter");
    await page.getByTestId("inspector-parameter").getByText("p[4]").waitFor();
    await page.getByTestId("inspector-choice").click();
    await page.getByRole("option", { name: "largest gradient" }).click();
    await page.waitForFunction(() => JSON.parse(sessionStorage.getItem("state")).choice.kind === "largestGradient");
  });

  it("keeps step, zoom, axes and parameter over a reload", async () => {
    const page = await open("finished");
    await page.waitForSelector("[data-testid=inspector-line]");
    await page.getByTestId("inspector-slider").fill("1204");
    await page.locator("[data-testid=chart-loss] [data-testid=scale-toggle]").click();
    await surface(page, "loss").focus();
    await page.keyboard.press("+");
    await page.waitForSelector("[data-testid=reset-zoom]:enabled");
    await page.reload();
    await page.waitForSelector("[data-testid=inspector-line]");
    assert.equal(await step(page), 1204);
    assert.equal(await page.locator("[data-testid=chart-loss] [data-testid=scale-toggle]").innerText(), "lin");
    assert.ok(await page.getByTestId("reset-zoom").isEnabled());
  });

  it("fills the charts while a run goes on, and cancels it", async () => {
    const page = await open("running");
    assert.equal(await page.getByTestId("progress").getAttribute("aria-valuenow"), "640");
    await page.evaluate(() => globalThis.fakeExtension.progress(1280));
    await page.waitForSelector("[data-testid=progress][aria-valuenow='1280']");
    await page.waitForFunction(() =>
      /to [^ ]+ at step 1,27\d/.test(document.querySelector("[data-testid=chart-loss] canvas").ariaLabel),
    );
    await page.getByTestId("cancel").click();
    await page.getByTestId("simulate").waitFor();
    assert.match(await page.getByTestId("status").innerText(), /Cancelled after 1,280 of 2,000 steps/);
  });

  it("says at once that a click on Cancel has arrived, before the host answers", async () => {
    const page = await open("running");
    await page.waitForSelector("[data-testid=cancel]");
    const shown = await page.evaluate(async () => {
      const button = document.querySelector("[data-testid=cancel]");
      const texts = [];
      const observer = new MutationObserver(() => texts.push(button.textContent.trim()));
      observer.observe(button, { subtree: true, characterData: true, childList: true });
      button.click();
      await new Promise((resolve) => setTimeout(resolve, 500));
      return texts[0];
    });
    assert.equal(shown, "Cancelling…");
  });

  it("offers to simulate again when a run has ended", async () => {
    const page = await open("running");
    await page.getByTestId("cancel").waitFor();
    await page.evaluate(() => globalThis.fakeExtension.finish());
    await page.getByTestId("simulate").click();
    assert.deepEqual(await calls(page), [["simulate", { run: "run 0" }]]);
  });

  it("keeps the charts where they are while a line is half typed, and says why", async () => {
    const page = await open("finished", { width: 400 });
    const top = () => page.getByTestId("chart-loss").evaluate((card) => card.getBoundingClientRect().top);
    const before = await top();
    const reason = "The charts show the last readable version. Line 24: This call of AdamW is not complete.";
    await page.evaluate((held) => globalThis.fakeExtension.hold(held), reason);
    await page.getByText(reason).waitFor();
    assert.equal(await top(), before);
  });

  it("names the step and the value that were not finite, and goes on past them", async () => {
    const page = await open("diverged");
    await page.waitForSelector("[data-testid=inspector-line]");
    assert.equal(await step(page), 412);
    assert.equal(await text(page, "v"), "NaN");
    assert.match(await page.getByTestId("status").innerText(), /v became NaN at step 412/);
    await page.getByTestId("action-continueRun").click();
    assert.deepEqual(await calls(page), [["continueRun", { run: "run 0" }]]);
  });

  it("offers to measure curvature, which is off until asked for", async () => {
    const page = await open("finished");
    assert.match(await page.getByTestId("curvature-line").innerText(), /of the test problem are off until asked for/);
    await page.getByTestId("measure-curvature").click();
    assert.deepEqual(await calls(page), [["measureCurvature", { run: "run 0", measure: true }]]);
  });

  it("unfolds the charts after the first six, and remembers it", async () => {
    const page = await open("finished");
    const button = page.getByTestId("more-charts");
    assert.equal(await button.innerText().then((words) => words.split("\n")[0]), "More charts (2)");
    assert.equal(await page.getByTestId("chart-parameterNorm").count(), 0);
    await button.click();
    await page.locator("[data-testid=chart-parameterNorm] [data-testid=chart-value]").waitFor();
    await page.reload();
    await page.getByTestId("chart-parameterNorm").waitFor();
    assert.equal(await button.getAttribute("aria-expanded"), "true");
  });

  for (const [situation, width] of [
    ["finished", 600],
    ["diverged", 600],
    ["two", 600],
    ["many", 700],
    ["many", 1400],
  ]) {
    it(`keeps all plots at one height in their cards, whatever the values: ${situation} at ${width} px`, async () => {
      const page = await open(situation, { width });
      await page.waitForSelector("[data-testid=inspector-line]");
      const heights = await page.locator(".chart-card:not(.is-wide)").evaluateAll((cards) => {
        const top = (element) => element.getBoundingClientRect().top;
        return cards.map((card) => Math.round(top(card.querySelector(".plot")) - top(card)));
      });
      assert.equal(new Set(heights).size, 1, `headers of ${heights.join(", ")} px`);
    });
  }

  it("hides and shows the curves of a run", async () => {
    const page = await open("two");
    const values = page.locator("[data-testid=chart-loss] [data-testid=chart-value]");
    await values.nth(1).waitFor();
    await page.getByTestId("run-chip").first().getByRole("button", { name: "Curves of" }).click();
    await page.waitForFunction(
      () => document.querySelectorAll("[data-testid=chart-loss] [data-testid=chart-value]").length === 1,
    );
  });

  it("lists all runs, few of them in the page, and goes through them with keys", async () => {
    const page = await open("hundreds");
    assert.equal(await page.getByTestId("run-chip").count(), 6);
    await page.getByTestId("run-list-switch").click();
    const rows = page.getByTestId("run-row");
    await rows.first().waitFor();
    assert.ok((await rows.count()) < 20, `${await rows.count()} rows are in the page`);
    assert.equal(await rows.first().getAttribute("aria-setsize"), "200");
    const focused = () => page.evaluate(() => document.activeElement.textContent);
    await rows.first().locator(".run-row-name").focus();
    await page.keyboard.press("End");
    await page.waitForFunction(() => document.activeElement.textContent === "AdamW 199");
    await page.keyboard.press("ArrowUp");
    await page.waitForFunction(() => document.activeElement.textContent === "AdamW 198");
    await page.keyboard.press("h");
    await page.getByRole("button", { name: "Curves of AdamW 198", pressed: false }).waitFor();
    assert.equal(await focused(), "AdamW 198");
    await page.getByTestId("run-filter").fill("adamw 150 quadratic");
    await page.waitForFunction(() => document.querySelectorAll("[data-testid=run-row]").length === 1);
    await page.getByTestId("hide-all-runs").click();
    await page.getByTestId("run-list-switch").getByText("200 runs").waitFor();
    assert.match(await page.getByTestId("run-list-switch").getAttribute("title"), /, 2 hidden$/);
  });

  it("pins, renames, annotates, removes and brings back a run with keys, and says so", async () => {
    const page = await open("two");
    const name = page.getByTestId("run-chip").first().locator(".run-chip-name");
    await name.focus();
    await page.keyboard.press("p");
    await page.getByText("Pinned AdamW lr 3e-3", { exact: true }).waitFor({ state: "attached" });
    await page.keyboard.press("F2");
    const field = page.getByTestId("run-field");
    await field.fill("the baseline");
    await page.keyboard.press("Enter");
    await field.waitFor({ state: "detached" });
    assert.match(await name.innerText(), /the baseline/);
    // The row that was written in has the focus.
    await page.waitForFunction(() => document.activeElement.className === "run-row-name");
    await page.keyboard.press("n");
    await page.getByRole("textbox", { name: "Note on the baseline" }).fill("before the warm-up");
    await page.keyboard.press("Enter");
    await page.getByTestId("run-list").getByText("before the warm-up").waitFor();
    await page.keyboard.press("F2");
    await field.fill("not this one");
    await page.keyboard.press("Escape");
    await field.waitFor({ state: "detached" });
    assert.match(await name.innerText(), /the baseline/);
    await page.waitForFunction(() => document.activeElement.className === "run-row-name");
    await page.keyboard.press("Delete");
    await page.getByTestId("removed").getByText("Removed the baseline.").waitFor();
    assert.equal(await page.getByTestId("run-chip").count(), 1);
    await page.waitForFunction(() => document.activeElement.textContent === "AdamW lr 3e-2");
    await page.keyboard.press("Control+z");
    await page.getByTestId("run-chip").nth(1).waitFor();
    assert.match(await name.innerText(), /the baseline/);
    await name.focus();
    await page.keyboard.press("F2");
    await field.fill("");
    await page.keyboard.press("Enter");
    await name.getByText("AdamW lr 3e-3").waitFor();
  });

  it("compares the runs that are drawn: what differs, and how far they got", async () => {
    const page = await open("two");
    const rows = page.getByTestId("comparison-row");
    await rows.nth(1).waitFor();
    const heads = await page.locator(".comparison-table thead th").allInnerTexts();
    assert.deepEqual(heads.slice(0, 3).concat(heads.slice(5)), ["Run", "final loss", "best loss", "lr"]);
    const first = () => rows.first().locator(".comparison-name").innerText();
    assert.equal(await first(), "AdamW lr 3e-3");
    await page.getByTestId("order-area").click();
    assert.equal(await first(), "AdamW lr 3e-2");
    await page.getByTestId("target-loss").locator("input").fill("1e-9");
    await page.keyboard.press("Enter");
    await page.getByText("never").first().waitFor();
    await page.reload();
    await page.getByText("steps to 1.000e-9").first().waitFor();
    await page.getByTestId("comparison-switch").click();
    await rows.first().waitFor({ state: "detached" });
    await page.getByTestId("run-chip").first().getByRole("button", { name: "Curves of" }).click();
    await page.getByTestId("comparison").waitFor({ state: "detached" });
  });

  it("lays runs of different lengths over one another by their share, and inspects the step of its own run", async () => {
    const page = await open("lengths");
    const values = page.locator("[data-testid=chart-learningRate] [data-testid=chart-value]");
    await page.waitForSelector("[data-testid=inspector-line]");
    await page.getByTestId("inspector-slider").fill("1000");
    // By steps the shorter run has none of that number.
    await page.waitForFunction(
      () =>
        document.querySelectorAll("[data-testid=chart-learningRate] [data-testid=chart-value]")[1].innerText === "–",
    );
    await page.getByTestId("align-share").click();
    // Half of each run: the cosine is at half its height.
    await page.waitForFunction(
      () =>
        document.querySelectorAll("[data-testid=chart-learningRate] [data-testid=chart-value]")[1].innerText !== "–",
    );
    assert.deepEqual(await values.allInnerTexts(), ["0.001500", "0.01500"]);
    assert.match(await surface(page, "loss").getAttribute("aria-valuetext"), /^50 % of the runs: /);
    const box = await surface(page, "loss").boundingBox();
    await page.getByTestId("run-chip").nth(1).locator(".run-chip-name").click();
    await page.mouse.click(box.x + box.width - 10, box.y + 40);
    await page.waitForFunction(() => Number(document.querySelector("[data-testid=inspector-step]").dataset.step) > 480);
    assert.ok((await step(page)) < 500);
    await page.reload();
    await page.getByTestId("align-share").and(page.locator("[aria-pressed=true]")).waitFor();
  });

  it("names every control, and opens its menu with keys", async () => {
    const page = await open("finished");
    await page.waitForSelector("[data-testid=inspector-line]");
    await page.getByRole("textbox", { name: "Step", exact: true }).waitFor();
    await page.getByRole("textbox", { name: "Index of the parameter, 0 to 11" }).waitFor();
    await page.getByRole("combobox", { name: "Parameter" }).waitFor();
    const menu = page.getByRole("button", { name: "More actions" });
    await menu.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "More actions", expanded: true }).waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Export trace…");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "More actions", expanded: false }).waitFor();
  });

  it("copies a number with all its digits", async () => {
    const page = await open("finished");
    await page.waitForSelector("[data-testid=inspector-line]");
    await page.locator("[data-testid=chart-loss] [data-testid=chart-value]").click();
    const [[name, { text: copied }]] = await calls(page);
    assert.equal(name, "copy");
    assert.ok(copied.length > 10, copied);
  });

  it("says where a hyperparameter comes from, and leads there", async () => {
    const page = await open("finished");
    const rate = page.getByTestId("gist-lr");
    assert.equal(await rate.getAttribute("title"), "lr 0.003 → cosine: default of --lr, line 9");
    await rate.focus();
    await page.keyboard.press("Enter");
    assert.deepEqual(await calls(page), [["revealValue", { run: "run 0", label: "lr" }]]);
    // What no place spells out leads nowhere.
    assert.equal(await page.getByTitle("β 0.9, 0.999: default").count(), 1);
    assert.equal(await page.getByTestId("gist-β").count(), 0);
  });

  it("follows a change of theme", async () => {
    const page = await open("finished");
    await page.waitForSelector("[data-testid=inspector-line]");
    const pixels = () =>
      page
        .locator("[data-testid=chart-loss] canvas")
        .first()
        .evaluate((canvas) => canvas.toDataURL());
    const before = await pixels();
    await page.evaluate((variables) => {
      for (const [name, value] of Object.entries(variables)) {
        document.documentElement.style.setProperty(`--vscode-${name}`, value);
      }
    }, themes.light.variables);
    await page.waitForFunction(
      (old) => document.querySelector("[data-testid=chart-loss] canvas").toDataURL() !== old,
      before,
    );
  });

  for (const width of [280, 420, 860, 1400, 2000]) {
    it(`needs no sideways scrolling at ${width} px, wider or narrower before`, async () => {
      const page = await open("many", { width: 1000 });
      await page.waitForSelector("[data-testid=inspector-line]");
      await page.setViewportSize({ width, height: 900 });
      await page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth);
      await page.waitForFunction(() =>
        [...document.querySelectorAll(".plot")].every(
          (plot) => plot.querySelector("canvas").clientWidth <= plot.clientWidth + 1,
        ),
      );
    });
  }
});
