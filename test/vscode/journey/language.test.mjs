import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFile } from "../../../scripts/embeddedVSCode/drive.mjs";
import { panelOf, panelStatus } from "../../../scripts/embeddedVSCode/panel.mjs";
import { openSession } from "../../../scripts/embeddedVSCode/session.mjs";
import { atExit } from "../../../scripts/setup/atExit.mjs";
import { artifacts, root, vsix } from "../../../scripts/setup/folders.mjs";

describe("a window in Chinese, with the packaged extension", function () {
  this.timeout(240_000);

  const folder = mkdtempSync(join(tmpdir(), "optimizer-debugger-language-"));
  const removeFolder = atExit(() => rmSync(folder, { recursive: true, force: true }));
  /** @type {import("../../../scripts/embeddedVSCode/session.mjs").Session} */
  let session;

  before(async () => {
    cpSync(join(root, "examples", "mistakes"), folder, { recursive: true });
    mkdirSync(artifacts, { recursive: true });
    session = await openSession({
      folder,
      extension: { vsix },
      size: { width: 1600, height: 1000 },
      language: "zh-cn",
    });
  });

  after(async () => {
    await session?.close();
    removeFolder();
  });

  afterEach(async function () {
    if (this.currentTest?.state !== "failed" || !session) return;
    await session.page.screenshot({ path: join(artifacts, "language.png") });
  });

  it("has the lens, the charts and what the rules find in Chinese", async () => {
    const { page } = session;
    await openFile(page, "train.py");
    await page.locator(".codelens-decoration a").filter({ hasText: "模拟" }).first().click();
    await panelStatus(page, "finished");
    const panel = panelOf(page);
    await panel.getByTestId("chart-loss").getByText("损失", { exact: true }).waitFor();
    const finding = panel.locator("[data-rule='loop/clip-misplaced']");
    assert.match(await finding.innerText(), /梯度在用它更新的那一步之后才裁剪/);
  });

  it("mends a mistake by the fix with a Chinese title", async () => {
    const { page } = session;
    const finding = panelOf(page).locator("[data-rule='loop/clip-misplaced']");
    await finding.getByRole("button", { name: "移到 step 之前" }).click();
    await finding.waitFor({ state: "detached" });
  });
});
