import assert from "node:assert/strict";
import { ConfigurationTarget, workspace } from "vscode";
import { showFile } from "./documents";
import { extension, runCommand } from "./extension";
import { ended, newRun } from "./runs";

const source = "optimizer: adam\nlearningRate: 0.01\nsteps: 20\n";

async function columnsOf(name: string, text: string): Promise<readonly string[]> {
  await showFile(name, text);
  const { id } = await newRun(() => runCommand("Simulate"));
  return (await ended(id)).columns.map((column) => column.name);
}

describe("instruments", () => {
  const settings = () => workspace.getConfiguration("optimizerDebugger");

  before(() => extension().activate());
  after(() => settings().update("instruments", undefined, ConfigurationTarget.Global));

  it("are recorded where the settings ask for them, and the file does not say otherwise", async () => {
    assert.ok(!(await columnsOf("plain.optim.yaml", source)).includes("epsilonShare"));
    await settings().update("instruments", ["epsilon-share", "no-instrument"], ConfigurationTarget.Global);
    assert.ok((await columnsOf("asked.optim.yaml", source)).includes("epsilonShare"));
    const own = await columnsOf("own.optim.yaml", `${source}instruments: [rate-percentiles]\n`);
    assert.ok(own.includes("effectiveLearningRate.p50") && !own.includes("epsilonShare"));
  });
});
