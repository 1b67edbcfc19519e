/**
 * An exported report, opened from disk without a connection.
 *
 *   npx mocha test/webview/report.browser.mjs
 */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { startBrowser } from "../../scripts/embeddedVSCode/browser.mjs";
import { importTypescript } from "../../scripts/setup/importTypescript.mjs";
import { bundle } from "./browser/openPanel.mjs";

describe("a report, opened from disk", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "optimizer-debugger-report-"));
  const file = join(folder, "report.html");
  const simulating = join(folder, "simulating.html");
  let browser;
  let hostile;

  before(async () => {
    const { HOSTILE, sampleReportPage, simulatingReportPage } = await importTypescript(
      "test/webview/browser/sampleReport.ts",
    );
    hostile = HOSTILE;
    const { js, css } = await bundle("webview/main.tsx");
    writeFileSync(file, sampleReportPage(js, css, { Loss: "Loss", hostile }));
    const page = await bundle("webview/simulatingReport.ts");
    writeFileSync(simulating, simulatingReportPage(page.js, page.css));
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** @param {{ dark?: boolean, width?: number, path?: string }} [options] */
  async function open({ dark = false, width = 1000, path = file } = {}) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: dark ? "dark" : "light" });
    const problems = [];
    const requests = [];
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(String(pathToFileURL(path)));
    await page.getByTestId("chart-loss").waitFor();
    return { page, problems, requests };
  }

  it("shows the charts, the comparison, the settings and a step's arithmetic, and asks for nothing", async () => {
    const { page, problems, requests } = await open();
    await page.getByTestId("comparison-row").nth(2).waitFor();
    assert.equal(await page.getByTestId("run-chip").count(), 3);
    assert.match(await page.getByTestId("inspector").innerText(), /Step 17 of 400, parameter/);
    const sheets = await page.getByTestId("report-run").allInnerTexts();
    assert.equal(sheets.length, 3);
    assert.match(sheets[0], /adam[\s\S]*train\.py:24[\s\S]*lr[\s\S]*0\.01/);
    const facts = await page.getByTestId("report-facts").innerText();
    assert.match(facts, /Made by Optimizer Debugger 0\.0\.0 on .*2026.*room for [\d,]+ points/);
    const colors = await page
      .locator("[data-testid=chart-loss] canvas")
      .first()
      .evaluate((canvas) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size;
      });
    assert.ok(colors > 3, "no curves are drawn");
    assert.deepEqual(problems, []);
    assert.deepEqual(requests, [String(pathToFileURL(file))]);
    await page.close();
  });

  it("takes names, notes, sources and findings for text, whatever they say", async () => {
    const { page, problems } = await open();
    const second = page.getByTestId("report-run").nth(1);
    const text = await second.innerText();
    assert.equal(text.split(hostile).length - 1, 5, "name, source, note, origin and finding");
    assert.equal(await page.title(), `adam, ${hostile}, long`);
    assert.equal(await page.locator("img").count(), 0);
    assert.deepEqual(problems, []);
    const source = readFileSync(file, "utf8");
    assert.equal(source.includes(hostile), false);
    await page.close();
  });

  it("is set as the panel was: zoom, smoothing and hidden charts", async () => {
    const { page } = await open();
    assert.equal(await page.getByTestId("chart-updateNorm").count(), 0);
    assert.match(await page.getByTestId("chart-loss").innerText(), /~20/);
    const slider = page.getByTestId("chart-loss").getByRole("slider");
    const { width } = await slider.boundingBox();
    await slider.hover({ position: { x: width - 12, y: 40 } });
    await page.waitForFunction(() => {
      const charts = [...document.querySelectorAll('[data-testid="chart-loss"] [role=slider]')];
      const [, step] = /step (\d+)/.exec(charts[0].getAttribute("aria-valuetext")) ?? [];
      return Number(step) > 280 && Number(step) <= 300;
    });
    await page.getByTestId("chart-options").click();
    assert.equal(await page.getByTestId("smoothing").count(), 0, "other averages are not on the page");
    await page.close();
  });

  it("hides and selects runs, and offers nothing that would need the extension", async () => {
    const { page, problems } = await open();
    await page.getByTestId("comparison-row").nth(2).waitFor();
    await page.getByTestId("run-chip").nth(2).getByRole("button", { name: "Curves of" }).click();
    await page.waitForFunction(() => document.querySelectorAll("[data-testid=comparison-row]").length === 2);
    for (const name of ["simulate", "find-learning-rate", "source-link", "what-if", "target-loss", "save-report"]) {
      assert.equal(await page.getByTestId(name).count(), 0, name);
    }
    assert.deepEqual(problems, []);
    await page.close();
  });

  it("works out any step, where its script simulates", async () => {
    const { page, problems, requests } = await open({ path: simulating });
    const values = () => page.getByTestId("inspector-line").allInnerTexts();
    await page.getByTestId("inspector-line").first().waitFor();
    const last = await values();
    await page.getByTestId("inspector-slider").press("Home");
    await page.locator('[data-testid=inspector-step][data-step="0"]').waitFor();
    await page.locator("[data-testid=inspector][aria-busy=false]").waitFor();
    // Adam's moments begin at 0.
    assert.match((await values())[0], /0\.9 · 0 /);
    assert.notDeepEqual(await values(), last);
    assert.deepEqual(problems, []);
    assert.deepEqual(requests, [String(pathToFileURL(simulating))]);
    await page.close();
  });

  for (const dark of [false, true]) {
    it(`has nothing that axe finds, in ${dark ? "dark" : "light"}`, async () => {
      const { page } = await open({ dark });
      await page.getByTestId("comparison-row").nth(2).waitFor();
      await page.evaluate(axe.source).catch(() => {});
      const found = await page.evaluate(() => globalThis.axe.run());
      const summary = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
      assert.deepEqual(summary, []);
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.equal(background, dark ? "rgb(31, 31, 31)" : "rgb(255, 255, 255)");
      if (process.env.REPORT_PICTURES) {
        await page.screenshot({
          path: join(process.env.REPORT_PICTURES, `report-${dark ? "dark" : "light"}.png`),
          fullPage: true,
        });
      }
      await page.close();
    });
  }

  it("fits narrow windows", async () => {
    const { page } = await open({ width: 320 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(overflow, 0);
    await page.close();
  });

  it("prints on white, its curves too", async () => {
    const { page } = await open({ dark: true });
    await page.emulateMedia({ media: "print" });
    await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === "rgb(255, 255, 255)");
    assert.equal(await page.evaluate(() => document.body.className), "vscode-light");
    assert.ok(await page.locator(".header-actions").isHidden());
    const pdf = await page.pdf();
    assert.equal(pdf.subarray(0, 4).toString(), "%PDF");
    if (process.env.REPORT_PICTURES) writeFileSync(join(process.env.REPORT_PICTURES, "report.pdf"), pdf);
    await page.close();
  });
});
