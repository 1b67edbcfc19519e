import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  chooseTheme,
  openFile,
  replayGradients,
  runPaletteCommand,
  themes,
} from "../../../scripts/embeddedVSCode/drive.mjs";
import { hoverOver, openView } from "../../../scripts/embeddedVSCode/editor.mjs";
import { panelOf, panelStatus, resizePanel } from "../../../scripts/embeddedVSCode/panel.mjs";
import { openSession } from "../../../scripts/embeddedVSCode/session.mjs";
import { workbenchShown } from "../../../scripts/embeddedVSCode/window.mjs";
import { atExit } from "../../../scripts/setup/atExit.mjs";
import { artifacts, root, vsix } from "../../../scripts/setup/folders.mjs";

/** A run that no machine finishes while the journey lasts. */
const longRun = `problem: { name: quadratic, dimension: 10000, conditionNumber: 100 }
steps: 10000000
runs:
  long: { optimizer: adam, learningRate: 0.001 }
`;

/** Its schedule is as long as only its run knows. */
const unknownLength = `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=2 * len(loader))
`;

/** Longer than a question takes to be there, in milliseconds. */
const questionDelay = 1500;

const screenshots = join(artifacts, "screenshots");

describe("a user's journey, with the packaged extension", function () {
  this.timeout(240_000);

  /** The examples, and a run that has to be cancelled. */
  const folder = mkdtempSync(join(tmpdir(), "optimizer-debugger-journey-"));
  const removeFolder = atExit(() => rmSync(folder, { recursive: true, force: true }));
  /** @type {import("../../../scripts/embeddedVSCode/session.mjs").Session} */
  let session;

  before(async () => {
    cpSync(join(root, "examples"), folder, { recursive: true });
    writeFileSync(join(folder, "long.optim.yaml"), longRun);
    writeFileSync(join(folder, "unknown.py"), unknownLength);
    rmSync(screenshots, { recursive: true, force: true });
    mkdirSync(screenshots, { recursive: true });
    session = await openSession({
      folder,
      extension: { vsix },
      settings: { "workbench.colorTheme": "Dark 2026" },
      size: { width: 1600, height: 1000 },
    });
  });

  after(async () => {
    await session?.close();
    removeFolder();
  });

  afterEach(async function () {
    if (this.currentTest?.state !== "failed" || !session) return;
    await session.page.screenshot({ path: join(artifacts, "journey.png") });
    writeFileSync(join(artifacts, "journey.log"), [...session.console, "", session.server.log()].join("\n"));
    session.server.keepLogs(join(artifacts, "journey-logs"));
    console.log("      See artifacts/journey.png, journey.log and journey-logs.");
  });

  it("opens the PyTorch example and finds a lens with the optimizer's gist", async () => {
    const { page } = session;
    await openFile(page, "pytorch/train.py");
    // The side bar's room is the panel's.
    await page.keyboard.press("Control+B");
    assert.match(await textOf(lens()), /Simulate · AdamW · lr \S+/);
  });

  it("sees the charts of that configuration after a click, without losing the editor's focus", async () => {
    await lens().click();
    await panelStatus(session.page, "finished");
    assert.match(await textOf(inPanel("panel-header")), /AdamW/);
    for (const column of ["loss", "learningRate", "gradientNorm"]) await drawn(column);
    assert.equal((await session.page.locator(".tab.active.selected").count()) > 0, true);
    const focused = await session.page.evaluate("document.activeElement?.closest('.editor-instance') !== null");
    assert.ok(focused, "the panel took the focus");
  });

  it("reads every chart's value under the crosshair", async () => {
    await pointAt("loss", 0.25);
    const early = await valuesOf(["loss", "learningRate", "gradientNorm"]);
    await pointAt("loss", 0.75);
    const late = await valuesOf(["loss", "learningRate", "gradientNorm"]);
    for (const [column, value] of Object.entries(late)) {
      assert.match(value, /\d/, `${column} has no value`);
    }
    assert.notEqual(early.loss, late.loss);
    assert.notEqual(early.learningRate, late.learningRate, "the example's schedule changes the learning rate");
  });

  it("reads a step's arithmetic, and goes on to the next by the arrow key", async () => {
    await inPanel("inspector-slider").focus();
    const last = await stepShown();
    for (const [key, step] of /** @type {const} */ ([
      ["ArrowLeft", last - 1],
      ["ArrowLeft", last - 2],
      ["ArrowRight", last - 1],
    ])) {
      await session.page.keyboard.press(key);
      await waitUntil(`step ${step} in the inspector`, async () => (await stepShown()) === step);
    }

    const lines = await panelOf(session.page).getByTestId("inspector-line").allInnerTexts();
    assert.ok(lines.length >= 4, `${lines.length} lines of arithmetic`);
    for (const name of ["m", "v", "p"]) {
      assert.ok(
        lines.some((line) => line.trim().startsWith(name)),
        `no line for ${name} in\n${lines.join("\n")}`,
      );
    }
  });

  it("takes a step to inspect from a click in a chart", async () => {
    const before = await stepShown();
    await surface("loss").click({ position: await placeIn("loss", 0.5) });
    await waitUntil("another step in the inspector", async () => (await stepShown()) !== before);
  });

  it("learns from a hover what the optimizer does and how its learning rate moves", async () => {
    const hover = await hoverOver(session.page, "AdamW");
    assert.match(await textOf(hover), /AdamW.*lr = \S+.*CosineAnnealingLR/s);
    const picture = hover.locator("img");
    await picture.waitFor();
    const width = await picture.evaluate((image) => image.naturalWidth);
    assert.ok(width > 0, "the picture of the schedule is not drawn");
    await session.page.mouse.move(0, 0);
  });

  it("goes from a hyperparameter in the panel to where it is set", async () => {
    const { page } = session;
    await inPanel("gist-lr").click();
    await page.locator(".editor-instance .selected-text").first().waitFor({ state: "attached" });
    const line = await page.locator(".statusbar-item", { hasText: /^Ln \d+/ }).textContent();
    assert.match(line ?? "", /\d+ selected/);
  });

  for (const [theme, size] of cross(Object.keys(themes), ["wide", "narrow"])) {
    it(`has the panel ${size} in ${theme}`, async () => {
      const { page } = session;
      await chooseTheme(page, /** @type {keyof typeof themes} */ (theme));
      await resizePanel(page, size === "wide" ? 860 : 320);
      await drawn("loss");
      await page.screenshot({ path: join(screenshots, `${theme.toLowerCase().replaceAll(" ", "-")}-${size}.png`) });
      const overflow = await inPanel("panel-header").evaluate((header) => {
        const page = header.ownerDocument.documentElement;
        return page.scrollWidth - page.clientWidth;
      });
      assert.equal(overflow, 0, `the panel is ${overflow} px wider than its window`);
    });
  }

  it("finds the learning rate: a sweep around that of the source, the best of which becomes a run", async () => {
    const { page } = session;
    await resizePanel(page, 860);
    const chips = await panelOf(page).getByTestId("run-chip").count();
    await inPanel("find-learning-rate").click();
    await panelOf(page).locator("[data-testid=finder][data-status=finished]").waitFor({ timeout: 60_000 });
    assert.match(await textOf(inPanel("finder-answer")), /learning rate/);
    await inPanel("finder-curve").press("ArrowLeft");
    const chosen = await inPanel("finder-curve").getAttribute("aria-valuetext");
    await page.screenshot({ path: join(screenshots, "finder.png") });
    await inPanel("finder-pick").click();
    await waitUntil("the run of the point", async () => {
      return (await panelOf(page).getByTestId("run-chip").count()) === chips + 1;
    });
    await panelStatus(page, "finished");
    const [, rate] = /learning rate ([\d.e-]+)/.exec(chosen ?? "") ?? [];
    const names = await panelOf(page).getByTestId("run-chip").allInnerTexts();
    assert.ok(
      names.some((name) => name.includes("· lr ") && Number(/lr ([\d.e-]+)/.exec(name)?.[1]) === Number(rate)),
      `no run of ${rate} among ${names.join(", ")}`,
    );
    await inPanel("finder-close").click();
    await inPanel("finder").waitFor({ state: "detached" });
  });

  it("replays the gradients that an example's training run recorded", async () => {
    const { page } = session;
    await resizePanel(page, 860);
    await page.locator(`.tab[data-resource-name="train.py"]`).click();
    await openFile(page, "pytorch/record_gradients.py");
    await replayGradients(page, join(folder, "pytorch", "gradients.npy"));
    await waitUntil("the replay in the panel", async () =>
      (await textOf(inPanel("problem"))).startsWith("recorded gradients · 300 steps × 33 p · gradients.npy"),
    );
    await panelStatus(page, "finished");
    await drawn("gradientNorm");
    assert.match(await textOf(inPanel("panel-header")), /AdamW.*Replay/s);
    await page.screenshot({ path: join(screenshots, "replay.png") });
  });

  it("is asked once for what only the run knows, and loses nothing by leaving the question", async () => {
    const { page } = session;
    const chips = await panelOf(page).getByTestId("run-chip").allInnerTexts();
    await openFile(page, "unknown.py");
    await simulateHere();
    await quickInput().getByText("len(loader): needed for").waitFor();
    await page.keyboard.press("Escape");
    await quickInput().waitFor({ state: "hidden" });
    assert.deepEqual(await panelOf(page).getByTestId("run-chip").allInnerTexts(), chips);
    await simulateHere();
    await answer("none");
    await quickInput().getByText('"none" is no value; expected an integer of at least 1').waitFor();
    await answer("200");
    await headerWith("len(loader) 200 (your answer)");
    await simulateHere();
    await page.waitForTimeout(questionDelay);
    assert.ok(!(await quickInput().isVisible()), "The question is put again");
  });

  it("changes an answer, and keeps it by leaving the question", async () => {
    const { page } = session;
    const known = (/** @type {string} */ text) =>
      quickInput().locator(".monaco-list-row", { hasText: `len(loader)${text}` });
    await runPaletteCommand(page, "Optimizer: Change Answers…");
    await known("200").click();
    const box = quickInput().getByText("len(loader): needed for");
    await box.waitFor();
    assert.equal(await quickInput().locator("input.input").inputValue(), "200");
    await page.keyboard.press("Escape");
    await known("200").click();
    await box.waitFor();
    await answer("300");
    await known("300").waitFor();
    await page.keyboard.press("Escape");
    // Simulated again, as after an edit.
    await headerWith("len(loader) 300 (your answer)");
  });

  it("starts a long run from the palette and cancels it", async () => {
    const { page } = session;
    await page.locator(`.tab[data-resource-name="train.py"]`).click();
    await openFile(page, "long.optim.yaml");
    await runPaletteCommand(page, "Optimizer: Simulate");
    await panelStatus(page, "running");
    await drawn("loss");
    await inPanel("cancel").click();
    await panelStatus(page, "cancelled");
    await page.screenshot({ path: join(screenshots, "cancelled.png") });
  });

  it("finds the panel again after reloading the window", async () => {
    const { page } = session;
    const chips = await panelOf(page).getByTestId("run-chip").allInnerTexts();
    await page.reload();
    await workbenchShown(page);
    await drawn("loss");
    await panelStatus(page, "cancelled");
    assert.deepEqual(await panelOf(page).getByTestId("run-chip").allInnerTexts(), chips);
  });

  it("is not asked again after reloading the window", async () => {
    // The panel's group may be the active one since the click on Cancel.
    await session.page.locator(".editor-group-container").first().locator(".tab").first().click();
    await openFile(session.page, "unknown.py");
    await simulateHere();
    await panelStatus(session.page, "finished");
    await headerWith("len(loader) 300 (your answer)");
  });

  it("sees all optimizers of the workspace, and simulates one from there", async () => {
    const { page } = session;
    await page.keyboard.press("Control+B");
    const rows = await openView(page, "Optimizers");
    const row = rows.filter({ hasText: "FusedAdam" });
    await row.waitFor();
    assert.match(await textOf(row), /FusedAdam.*lr 3e-4/);
    await waitUntil("FusedAdam in the panel", async () => {
      // While VS Code renews the view it does not know its own rows, and the click is answered by a message that says so.
      await row.hover();
      await row.locator('.action-label[aria-label^="Simulate"]').click();
      await page.waitForTimeout(1000);
      return (await textOf(inPanel("panel-header"))).includes("FusedAdam");
    });
    await panelStatus(page, "finished");
    await page.screenshot({ path: join(screenshots, "optimizers.png") });
  });

  it("compares the optimizers of a file fairly: each tuned by the same search, with what was done in words", async () => {
    const { page } = session;
    await openFile(page, "native/compare.optim.yaml");
    await runPaletteCommand(page, "Optimizer: Simulate");
    await quickInput().locator(".monaco-list-row", { hasText: "All 4 configurations" }).click();
    await waitUntil("the last of the runs", async () =>
      (await panelOf(page).getByTestId("run-chip").allInnerTexts()).some((name) => name.includes("sign of the mean")),
    );
    await panelStatus(page, "finished");
    await runPaletteCommand(page, "Optimizer: Compare Fairly…");
    await quickInput().locator(".monaco-list-row", { hasText: "8 learning rates" }).first().click();
    await panelOf(page).locator("[data-testid=fair][data-status=finished]").waitFor({ timeout: 120_000 });
    assert.match(await textOf(inPanel("fair-answer")), /ends lowest/);
    assert.match(await textOf(inPanel("fair-words")), /the same 8 learning rates, drawn log-uniformly/);
    await page.screenshot({ path: join(screenshots, "fair.png") });
  });

  function lens() {
    return session.page.locator(".codelens-decoration a", { hasText: "Simulate" }).first();
  }

  /** Clicks on the lens of the file that is open. */
  async function simulateHere() {
    await lens().click();
  }

  function quickInput() {
    return session.page.locator(".quick-input-widget");
  }

  /** Answers the question that is open. @param {string} text */
  async function answer(text) {
    await quickInput().locator("input.input").fill(text);
    await session.page.keyboard.press("Enter");
  }

  /** Waits until the panel's header says something of the run on show. @param {string} text */
  async function headerWith(text) {
    await waitUntil(`${text} in the panel`, async () => (await textOf(inPanel("panel-header"))).includes(text));
  }

  /** @param {string} testId */
  function inPanel(testId) {
    return panelOf(session.page).getByTestId(testId).first();
  }

  /** @param {string} column */
  function chart(column) {
    return inPanel(`chart-${column}`);
  }

  /** Waits until a chart shows a curve: pixels of several colors. @param {string} column */
  async function drawn(column) {
    const canvas = chart(column).locator("canvas").first();
    await canvas.waitFor();
    await waitUntil(`a curve in the chart of ${column}`, async () => (await colorsOf(canvas)) > 2);
  }

  /** Where the mouse chooses a step in a chart. @param {string} column */
  function surface(column) {
    return chart(column).getByRole("slider");
  }

  /** @param {string} column @param {number} fraction of the chart's width @returns a point in the chart */
  async function placeIn(column, fraction) {
    const box = await surface(column).boundingBox();
    assert.ok(box, `the chart of ${column} is not to be seen`);
    return { x: box.width * fraction, y: box.height / 2 };
  }

  /** Moves the mouse there. @param {string} column @param {number} fraction */
  async function pointAt(column, fraction) {
    await surface(column).hover({ position: await placeIn(column, fraction) });
  }

  /**
   * @param {readonly string[]} columns
   * @returns {Promise<Record<string, string>>} the value that each chart shows
   */
  async function valuesOf(columns) {
    const values = columns.map(async (column) => [column, await textOf(chart(column).getByTestId("chart-value"))]);
    return Object.fromEntries(await Promise.all(values));
  }

  async function stepShown() {
    return Number(await inPanel("inspector-step").getAttribute("data-step"));
  }
});

/** @param {import("playwright-core").Locator} locator */
async function textOf(locator) {
  return (await locator.first().textContent()) ?? "";
}

/** @param {import("playwright-core").Locator} canvas @returns {Promise<number>} how many colors it shows */
function colorsOf(canvas) {
  return canvas.evaluate((element) => {
    const { width, height } = element;
    const { data } = element.getContext("2d").getImageData(0, 0, width, height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
}

/**
 * @param {string} what for the message
 * @param {() => Promise<boolean>} condition
 */
async function waitUntil(what, condition) {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; ) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Waited 20 s for ${what}.`);
}

/**
 * @param {readonly string[]} first
 * @param {readonly string[]} second
 * @returns every pair
 */
function cross(first, second) {
  return first.flatMap((one) => second.map((other) => [one, other]));
}
