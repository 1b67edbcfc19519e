import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openFile, reloadWindow, runPaletteCommand } from "../../../scripts/embeddedVSCode/drive.mjs";
import { openView } from "../../../scripts/embeddedVSCode/editor.mjs";
import { panelOf, panelStatus } from "../../../scripts/embeddedVSCode/panel.mjs";
import { artifacts } from "../../../scripts/setup/folders.mjs";
import { journeySession, waitUntil } from "./journeySession.mjs";

const script = `import torch

model = torch.nn.Linear(2, 1)
optimizer = torch.optim.AdamW(model.parameters(), lr=0.001)
`;

const other = `problem: quadratic
steps: 300
runs:
  other: { optimizer: adam, learningRate: 0.02 }
`;

/** Longer than it takes the extension to write what has changed, in milliseconds. */
const writing = 1500;

describe("settling on a configuration, with the packaged extension", function () {
  this.timeout(240_000);
  const journey = journeySession("settle", { "train.py": script, "other.optim.yaml": other });

  it("tries other learning rates by dragging a slider, with the original as a ghost", async () => {
    const { page } = journey;
    await openFile(page, "train.py");
    await page.locator(".codelens-decoration a", { hasText: "Simulate" }).first().click();
    await panelStatus(page, "finished");
    await inPanel("what-if-toggle").click();
    const slider = inPanel("what-if-slider-lr");
    await slider.waitFor();
    const box = await slider.boundingBox();
    assert.ok(box);
    const from = box.x + box.width * Number(await slider.evaluate((input) => input.value / input.max));
    const y = box.y + box.height / 2;
    await page.mouse.move(from, y);
    await page.mouse.down();
    for (let moved = 1; moved <= 20; moved++) await page.mouse.move(from + (moved * box.width) / 120, y);
    await page.mouse.up();
    await waitUntil("another rate in words", async () => /^lr /.test(await inPanel("what-if-words").innerText()));
    assert.ok(Number(await rate().inputValue()) > 0.001);
    await waitUntil("the run of the tried rate", async () =>
      (await inPanel("run-chip").innerText()).includes("what if"),
    );
    assert.equal(editorText(await lines()), editorText(script), "nothing is written before it is asked for");
  });

  it("writes the value to the source as one edit, which undo takes back", async () => {
    const { page } = journey;
    const tried = await rate().inputValue();
    await inPanel("what-if-write").click();
    await waitUntil("the rate in the source", async () =>
      (await lines()).some((line) => line.includes(`lr=${tried})`)),
    );
    assert.equal(editorText(await lines()), editorText(script.replace("0.001", tried)), "nothing else has changed");
    await panelStatus(page, "finished");
    await waitUntil(
      "a run as its source says",
      async () => !(await inPanel("run-chip").innerText()).includes("what if"),
    );
    await page.locator(".editor-instance .view-line").first().click();
    await page.keyboard.press("Control+Z");
    await waitUntil("the old rate in the source", async () => editorText(await lines()) === editorText(script));
    await waitUntil("the old rate in the panel", async () => (await inPanel("gist-lr").innerText()).includes("1e-3"));
  });

  it("finds runs, zoom and layout again after reloading the window", async () => {
    const { page } = journey;
    await openFile(page, "other.optim.yaml");
    await page.locator(".codelens-decoration a", { hasText: "Simulate" }).first().click();
    await waitUntil("the other run", async () => (await panel().getByTestId("run-chip").count()) === 2);
    await panelStatus(page, "finished");
    // All charts show what is dragged over in one of them.
    const plot = chart("loss").getByRole("slider");
    const box = await plot.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width * 0.4, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 40, { steps: 8 });
    await page.mouse.up();
    await chart("updateRatio").hover();
    await chart("updateRatio").getByTestId("chart-menu").click();
    await inPanel("hide-chart").click();
    await chart("updateRatio").waitFor({ state: "detached" });
    await chart("gradientNorm").hover();
    await chart("gradientNorm").getByTestId("chart-menu").click();
    await inPanel("move-earlier").click();
    const before = await shownCharts();
    assert.ok(!before.includes("chart-updateRatio"));
    const zoomed = await firstStep();
    assert.ok(zoomed > 0);
    await page.waitForTimeout(writing);
    await reloadWindow(page);
    await chart("loss").waitFor();
    await waitUntil("the runs", async () => (await panel().getByTestId("run-chip").count()) === 2);
    await panelStatus(page, "finished");
    assert.deepEqual(await shownCharts(), before);
    assert.ok(await inPanel("reset-zoom").isEnabled(), "all steps are shown");
    const again = await firstStep();
    // The plot may be some pixels wider or narrower than before.
    assert.ok(Math.abs(again - zoomed) <= 10, `began at step ${zoomed}, begins at ${again}`);
    await page.screenshot({ path: join(artifacts, "settled.png") });
  });

  it("has the same runs in the view of runs: shown and hidden, renamed, removed and brought back from there", async () => {
    const { page } = journey;
    const rows = await openView(page, "Runs");
    await waitUntil("both runs", async () => (await rows.count()) === 2);
    const row = rows.filter({ hasText: "other" });
    assert.match((await row.textContent()) ?? "", /other.*final loss.*lr 0\.02/);
    await row.locator(".custom-view-tree-node-item-checkbox").click();
    await waitUntil("hidden curves", async () => (await chip("other").locator('[aria-pressed="false"]').count()) === 1);
    // And from the panel.
    await chip("other").getByRole("button", { name: "Curves of" }).click();
    await waitUntil("a checked box", async () => (await row.locator('[aria-checked="true"]').count()) > 0);
    await row.click();
    await waitUntil("the run in the header", async () => (await inPanel("panel-header").innerText()).includes("0.02"));
    await page.keyboard.press("F2");
    const input = page.locator(".quick-input-widget input.input");
    await input.waitFor();
    await input.fill("the contender");
    await page.keyboard.press("Enter");
    await waitUntil("its name in the panel", async () => (await chip("the contender").count()) === 1);
    await rows.filter({ hasText: "the contender" }).click();
    // No hand is as fast as a test: VS Code tells extensions of a selection a little later.
    await page.waitForTimeout(500);
    await page.keyboard.press("Delete");
    await waitUntil("one run in the panel", async () => (await panel().getByTestId("run-chip").count()) === 1);
    await waitUntil("one run in the view", async () => (await rows.count()) === 1);
    await rows.first().click();
    await page.keyboard.press("Control+Z");
    await waitUntil("both runs in the panel", async () => (await panel().getByTestId("run-chip").count()) === 2);
    await waitUntil("both runs in the view", async () => (await rows.count()) === 2);
    await page.screenshot({ path: join(artifacts, "runs-view.png") });
  });

  it("exports a report that opens without the extension, set as the panel is", async () => {
    const { page } = journey;
    const file = join(journey.folder, "report.html");
    const charts = await shownCharts();
    await runPaletteCommand(page, "Optimizer: Export Report…");
    const widget = page.locator(".quick-input-widget");
    await widget.getByText("Export Report").first().waitFor();
    // The dialog shows its folder's files before it takes a path.
    await widget.locator(".monaco-list-row").first().waitFor();
    await waitUntil("the name that is suggested", async () =>
      (await widget.locator("input.input").inputValue()).endsWith("Comparison.html"),
    );
    await widget.locator("input.input").fill(file);
    await page.keyboard.press("Enter");
    await waitUntil("the file", async () => existsSync(file) && readFileSync(file, "utf8").endsWith("</html>\n"));
    const report = await page
      .context()
      .browser()
      ?.newPage({ viewport: { width: 1000, height: 900 } });
    assert.ok(report);
    /** @type {string[]} */
    const problems = [];
    report.on("pageerror", (error) => problems.push(String(error)));
    report.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    await report.goto(String(pathToFileURL(file)));
    await report.getByTestId("comparison-row").nth(1).waitFor();
    assert.equal(await report.getByTestId("report-run").count(), 2);
    assert.match(await report.getByTestId("report-foot").innerText(), /the contender[\s\S]*other\.optim\.yaml:4/);
    assert.match(await report.getByTestId("inspector").innerText(), /Step [\d,]+ of/);
    const cards = report.locator("[data-testid^=chart-].chart-card");
    assert.deepEqual(await cards.evaluateAll((all) => all.map((card) => card.dataset.testid)), charts);
    assert.deepEqual(problems, []);
    await report.screenshot({ path: join(artifacts, "report.png"), fullPage: true });
    await report.close();
  });

  function panel() {
    return panelOf(journey.page);
  }

  /** @param {string} testId */
  function inPanel(testId) {
    return panel().getByTestId(testId).first();
  }

  /** @param {string} id */
  function chart(id) {
    return panel().getByTestId(`chart-${id}`);
  }

  /** @param {string} text */
  function chip(text) {
    return panel().getByTestId("run-chip").filter({ hasText: text });
  }

  function rate() {
    return inPanel("what-if-number-lr");
  }

  /** The charts in their order. */
  function shownCharts() {
    return panel()
      .locator("[data-testid^=chart-].chart-card")
      .evaluateAll((cards) => cards.map((card) => card.dataset.testid));
  }

  /** The step at the left end of the charts: that of the crosshair after the key for it. */
  async function firstStep() {
    const plot = chart("loss").getByRole("slider");
    const box = await plot.boundingBox();
    assert.ok(box);
    await journey.page.mouse.move(box.x + box.width - 12, box.y + 40);
    await journey.page.mouse.move(box.x + 60, box.y + 40, { steps: 4 });
    const text = (await plot.getAttribute("aria-valuetext")) ?? "";
    return Number(/step ([\d,]+)/.exec(text)?.[1].replaceAll(",", "") ?? Number.NaN);
  }

  /** The lines that the editor shows. */
  function lines() {
    return journey.page.locator(".editor-instance .view-lines").first().locator(".view-line").allInnerTexts();
  }
});

/** Without the blanks at the ends of lines, and in what order the page has them. @param {string | readonly string[]} text */
function editorText(text) {
  const lines = typeof text === "string" ? text.split("\n") : text;
  return lines
    .map((line) => line.replaceAll("\u00a0", " ").trim())
    .filter((line) => line !== "")
    .toSorted()
    .join("\n");
}
