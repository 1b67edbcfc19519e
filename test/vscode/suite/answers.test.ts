import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { type CodeLens, commands } from "vscode";
import { showUntitled } from "./documents";
import { eventually } from "./eventually";
import { extension, runCommand } from "./extension";

const script = `import torch
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=2 * len(loader))
`;

/** Longer than a question takes to be there. */
const questionDelay = 1500;

// What is typed into a question can only be tried from outside: the user's journey does so.
describe("what only a run knows", () => {
  before(() => extension().activate());

  it("is no obstacle: the lens offers to simulate, and says what it asks for", async () => {
    const { uri } = await showUntitled("python", script);
    const lens = await eventually(`a code lens in ${uri}`, async () => {
      const lenses = await commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", uri, 100);
      return lenses.find(({ command }) => command?.title.includes("Simulate"));
    });
    assert.equal(lens.command?.title, "▷ Simulate · SGD · lr 0.1 → cosine");
    assert.match(lens.command?.tooltip ?? "", /Asks for len\(loader\), which only the run knows\./);
  });

  it("starts nothing where the user leaves the question", async () => {
    await showUntitled("python", script);
    const { runs } = extension().exports;
    const before = runs().length;
    const simulating = runCommand("Simulate");
    await delay(questionDelay);
    await commands.executeCommand("workbench.action.closeQuickOpen");
    await simulating;
    assert.equal(runs().length, before);
  });
});
