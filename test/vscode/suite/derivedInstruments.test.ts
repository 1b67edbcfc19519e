import assert from "node:assert/strict";
import { Selection, window } from "vscode";
import { lineOf, showExample, showUntitled } from "./documents";
import { eventually } from "./eventually";
import { extension, runCommand } from "./extension";
import { ended, newRun, runOf } from "./runs";

describe("The instruments", () => {
  it("follow one parameter of a run in a worker, and let it go", async () => {
    const document = await showExample("pytorch/train.py");
    putCursor(lineOf(document, "torch.optim.AdamW("));
    const run = await ended((await newRun(() => runCommand("Simulate"))).id);
    const { instruments, row } = extension().exports;
    instruments.follow(run.id, 1);
    const probe = await eventually("the parameter at all steps", () => {
      const { probe } = runOf(run.id);
      return probe?.status === "finished" ? probe : undefined;
    });
    assert.deepEqual([probe.index, probe.stepsDone], [1, run.stepsDone]);
    assert.match(probe.parameter ?? "", /\[1\]$|\[0, 1\]$/);
    const names = probe.columns.map(({ name }) => name);
    for (const name of ["p", "g", "m", "v"]) assert.ok(names.includes(name), names.join());
    const values = row(probe.id, 0);
    const [g, square] = [values[names.indexOf("g")], values[names.indexOf("g²")]];
    assert.ok(Number.isFinite(g) && square === g * g);
    instruments.follow(run.id, null);
    assert.equal(runOf(run.id).probe, null);
  });

  it("plan the schedule of a run, and that at the cursor where the optimizer cannot be simulated", async () => {
    const { schedule } = extension().exports.instruments;
    await showUntitled(
      "python",
      `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=0.1, betas=betas_of(args))
warmup = torch.optim.lr_scheduler.LinearLR(optimizer, start_factor=0.1, total_iters=100)
decay = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=900)
scheduler = torch.optim.lr_scheduler.SequentialLR(optimizer, [warmup, decay], milestones=[100])
`,
    );
    putCursor(2);
    const reply = await schedule({ run: null });
    assert.match(reply?.title ?? "", /AdamW/);
    assert.deepEqual(
      reply?.plan?.phases.map(({ kind, from, to }) => [kind, from, to]),
      [
        ["warmup", 0, 100],
        ["decay", 100, 1000],
      ],
    );
  });
});

function putCursor(line: number): void {
  const editor = window.activeTextEditor;
  assert.ok(editor);
  editor.selection = new Selection(line, 0, line, 0);
}
