import assert from "node:assert/strict";
import { commands, env } from "vscode";
import { showUntitled } from "./documents";
import { eventually } from "./eventually";
import { extension } from "./extension";

describe("Optimizer: Copy as Code…", () => {
  before(() => extension().activate());

  it("copies the optimizer at the cursor for the framework that is picked", async () => {
    await showUntitled(
      "python",
      "import keras\noptimizer = keras.optimizers.AdamW(learning_rate=3e-4, weight_decay=0.1)\n",
    );
    await env.clipboard.writeText("");
    const done = commands.executeCommand("optimizerDebugger.copyAsCode");
    const text = await eventually("code for the first of the frameworks", async () => {
      await commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      return (await env.clipboard.readText()) || undefined;
    });
    await done;
    assert.match(text, /torch\.optim\.AdamW\(/);
    assert.match(text, /lr=3e-4|lr=0\.0003/);
  });
});
