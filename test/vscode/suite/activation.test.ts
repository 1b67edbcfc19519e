import assert from "node:assert/strict";
import { commands } from "vscode";
import { contributedCommands, extension } from "./extension";

describe("the extension", () => {
  it("is activated, and says how long its part took", async () => {
    const { activationMilliseconds } = await extension().activate();
    console.log(`      The host side of activation took ${activationMilliseconds.toFixed(1)} ms.`);
    assert.ok(activationMilliseconds > 0);
  });

  it("has the commands that its documentation names, in one category", () => {
    const titles = contributedCommands().map(({ category, title }) => `${category}: ${title}`);
    for (const title of [
      "Optimizer: Simulate",
      "Optimizer: Simulate on Problem…",
      "Optimizer: Replay Gradients…",
      "Optimizer: Show Panel",
      "Optimizer: Cancel",
      "Optimizer: Export Trace…",
      "Optimizer: Open Example",
      "Optimizer: Change Answers…",
    ]) {
      assert.ok(titles.includes(title), `${title} is not among ${titles.join(", ")}`);
    }
  });

  it("registers every command that it announces", async () => {
    await extension().activate();
    const registered = new Set(await commands.getCommands());
    const missing = contributedCommands().filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});
