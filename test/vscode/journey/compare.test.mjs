import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFile, reloadWindow, runPaletteCommand } from "../../../scripts/embeddedVSCode/drive.mjs";
import { panelOf, panelStatus } from "../../../scripts/embeddedVSCode/panel.mjs";
import { openSession } from "../../../scripts/embeddedVSCode/session.mjs";
import { atExit } from "../../../scripts/setup/atExit.mjs";
import { artifacts, root, vsix } from "../../../scripts/setup/folders.mjs";

/** Three optimizers that differ in two hyperparameters. */
const three = `problem: quadratic
steps: 400
runs:
  slow: { optimizer: adam, learningRate: 0.001 }
  quick: { optimizer: adam, learningRate: 0.01 }
  damped: { optimizer: adam, learningRate: 0.01, beta1: 0.5 }
`;

/** Longer than it takes the extension to write what has changed, in milliseconds. */
const writing = 1500;

describe("comparing the optimizers of a file, with the packaged extension", function () {
  this.timeout(240_000);

  const folder = mkdtempSync(join(tmpdir(), "optimizer-debugger-compare-"));
  const removeFolder = atExit(() => rmSync(folder, { recursive: true, force: true }));
  /** @type {import("../../../scripts/embeddedVSCode/session.mjs").Session} */
  let session;

  before(async () => {
    cpSync(join(root, "examples", "pytorch"), join(folder, "pytorch"), { recursive: true });
    writeFileSync(join(folder, "three.optim.yaml"), three);
    mkdirSync(artifacts, { recursive: true });
    session = await openSession({ folder, extension: { vsix }, size: { width: 1600, height: 1000 } });
  });

  after(async () => {
    await session?.close();
    removeFolder();
  });

  afterEach(async function () {
    if (this.currentTest?.state !== "failed" || !session) return;
    await session.page.screenshot({ path: join(artifacts, "compare.png") });
    writeFileSync(join(artifacts, "compare.log"), [...session.console, "", session.server.log()].join("\n"));
  });

  it("compares all three after a click on the lens, and hides what was there before", async () => {
    const { page } = session;
    await openFile(page, "pytorch/train.py");
    await page.keyboard.press("Control+B");
    await lens("Simulate · AdamW").click();
    await panelStatus(page, "finished");
    await openFile(page, "three.optim.yaml");
    await lens("Compare all 3").click();
    await shows(["slow", "quick", "damped"]);
    const heads = panel().locator(".comparison-table thead th");
    // What the run of before differed in is gone when the three have been compared.
    await heads.nth(7).waitFor({ state: "detached" });
    assert.deepEqual((await heads.allInnerTexts()).slice(5), ["lr", "β₁"]);
    assert.equal(await panel().getByTestId("run-chip").count(), 4);
  });

  it("tells how far each of them got", async () => {
    const finals = panel().getByTestId("measure-final");
    await finals.nth(2).waitFor();
    for (const text of await finals.allInnerTexts()) assert.match(text, /^[\d.]+(e-?\d+)?$/);
  });

  it("does the same from the palette, without another run", async () => {
    await session.page.locator(".tab.active, .tab", { hasText: "three.optim.yaml" }).first().click();
    await runPaletteCommand(session.page, "Optimizer: Compare All in File");
    await shows(["slow", "quick", "damped"]);
    assert.equal(await panel().getByTestId("run-chip").count(), 4);
  });

  it("pins, renames and removes a run with keys, and brings it back", async () => {
    const { page } = session;
    await panel().getByTestId("run-list-switch").click();
    await name("slow").focus();
    await page.keyboard.press("p");
    await page.keyboard.press("F2");
    await panel().getByTestId("run-field").fill("the baseline");
    await page.keyboard.press("Enter");
    await shows(["the baseline", "quick", "damped"]);
    await name("quick").focus();
    await page.keyboard.press("Delete");
    await shows(["the baseline", "damped"]);
    await panel().getByTestId("undo-remove").click();
    await shows(["the baseline", "quick", "damped"]);
    await name("damped").focus();
    await page.keyboard.press("Delete");
    await shows(["the baseline", "quick"]);
  });

  it("records more of the runs on show once that is chosen, with the same losses", async () => {
    const losses = () => panel().getByTestId("measure-final").allInnerTexts();
    const before = await losses();
    await panel().getByTestId("chart-options").click();
    await panel().getByTestId("instrument-rate-percentiles").check();
    await percentiles().waitFor();
    await session.page.keyboard.press("Escape");
    assert.deepEqual(await losses(), before);
  });

  it("finds them again after reloading the window, the one that stays hidden without simulating it", async () => {
    const { page } = session;
    await page.waitForTimeout(writing);
    await reloadWindow(page);
    await shows(["the baseline", "quick"]);
    await panel().getByTestId("measure-final").nth(1).waitFor();
    await percentiles().waitFor();
    const chips = panel().getByTestId("run-chip");
    assert.deepEqual(await chips.evaluateAll((all) => all.map((chip) => chip.dataset.status)), [
      "kept",
      "finished",
      "finished",
    ]);
    const baseline = chips.filter({ hasText: "the baseline" });
    assert.equal(await baseline.locator(".icon-starred").count(), 1);
    await chips.first().getByRole("button", { name: "Curves of" }).click();
    await panel().locator('[data-testid="run-chip"][data-status="finished"]').nth(2).waitFor();
    await page.screenshot({ path: join(artifacts, "compared.png") });
  });

  function percentiles() {
    return panel().locator("[data-testid=chart-effectiveLearningRate] [data-testid=percentiles] button").first();
  }

  function panel() {
    return panelOf(session.page);
  }

  /** @param {string} text */
  function lens(text) {
    return session.page.locator(".codelens-decoration a", { hasText: text }).first();
  }

  /** The name of a run in the list. @param {string} text */
  function name(text) {
    return panel().locator(".run-row-name", { hasText: text });
  }

  /** Waits until the comparison is of these runs. @param {readonly string[]} expected */
  async function shows(expected) {
    const names = () => panel().locator(".comparison-name").allInnerTexts();
    for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
      if ((await names()).join() === expected.join()) return;
      await session.page.waitForTimeout(100);
    }
    assert.deepEqual(await names(), expected);
  }
});
