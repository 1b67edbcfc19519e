import assert from "node:assert/strict";
import { Selection, window } from "vscode";
import { lineOf, showExample, showFile, showUntitled } from "./documents";
import { eventually } from "./eventually";
import { extension, runCommand } from "./extension";
import { ended, newRun, runOf } from "./runs";

describe("Optimizer: Simulate", () => {
  it("runs the optimizer at the cursor to its end and leaves the editor its focus", async () => {
    const document = await showExample("pytorch/train.py");
    putCursor(lineOf(document, "torch.optim.AdamW("));
    const run = await ended((await newRun(() => runCommand("Simulate"))).id);
    assert.equal(run.status, "finished", run.message ?? "");
    assert.match(run.title, /AdamW/);
    assert.equal(run.stepsDone, run.steps);
    const columns = run.columns.map(({ name }) => name);
    for (const name of ["loss", "learningRate", "gradientNorm", "m.rms", "v.rms"]) {
      assert.ok(columns.includes(name), `${name} is not among ${columns.join(", ")}`);
    }
    assert.equal(window.activeTextEditor?.document, document);
  });

  it("runs the only optimizer of a document that was never saved, wherever the cursor is", async () => {
    await showUntitled("python", "import torch\noptimizer = torch.optim.SGD(model.parameters(), lr=0.01)\n");
    putCursor(0);
    const run = await ended((await newRun(() => runCommand("Simulate"))).id);
    assert.equal(run.status, "finished", run.message ?? "");
    assert.match(run.title, /SGD/);
  });

  it("runs the native configuration at the cursor", async () => {
    const document = await showExample("native/compare.optim.yaml");
    putCursor(lineOf(document, "optimizer:"));
    const run = await ended((await newRun(() => runCommand("Simulate"))).id);
    assert.equal(run.status, "finished", run.message ?? "");
    assert.match(run.source ?? "", /^compare\.optim\.yaml:\d+$/);
  });
});

describe("Optimizer: Cancel", () => {
  it("stops a long run and keeps what it has computed", async () => {
    await showFile(
      "long.optim.yaml",
      `problem: { name: quadratic, dimension: 10000, conditionNumber: 100 }
steps: 10000000
runs:
  long: { optimizer: adam, learningRate: 0.001 }
`,
    );
    const { id } = await newRun(() => runCommand("Simulate"));
    await eventually("the first steps of the long run", () => (runOf(id).stepsDone > 0 ? true : undefined));
    const begin = performance.now();
    const cancelled = new Promise<number>((resolve) => {
      const { dispose } = extension().exports.onDidChangeRuns(() => {
        if (runOf(id).status === "running") return;
        dispose();
        resolve(performance.now() - begin);
      });
    });
    await runCommand("Cancel");
    const milliseconds = await cancelled;
    console.log(`      cancelled after ${milliseconds.toFixed(1)} ms`);
    // 50 ms are promised; a busy machine may hold up the host and the worker besides.
    assert.ok(milliseconds < 500, `${milliseconds} ms`);
    const run = runOf(id);
    assert.equal(run.status, "cancelled");
    assert.ok(run.stepsDone > 0 && run.stepsDone < run.steps, `${run.stepsDone} of ${run.steps} steps`);
  });
});

function putCursor(line: number): void {
  const editor = window.activeTextEditor;
  assert.ok(editor, "No editor is active");
  editor.selection = new Selection(line, 0, line, 0);
}
