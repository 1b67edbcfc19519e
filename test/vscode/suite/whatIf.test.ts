import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { ConfigurationTarget, commands, Range, type TextDocument, window, workspace } from "vscode";
import type { RunSummary } from "../../../src/protocol/panel";
import { showUntitled } from "./documents";
import { eventually } from "./eventually";
import { extension, runCommand } from "./extension";
import { ended, newRun, runOf } from "./runs";

const script = `import torch

RATE = 0.25
optimizer = torch.optim.SGD(a.parameters(), lr=RATE, momentum=0.9)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=10 * 3)
`;

describe("what if", () => {
  let document: TextDocument;
  let run: RunSummary;

  beforeEach(async () => {
    document = await showUntitled("python", script);
    run = await ended((await newRun(() => runCommand("Simulate"))).id);
  });

  after(() => commands.executeCommand("workbench.action.joinAllGroups"));

  it("lists what can be changed, and says what would be edited", async () => {
    const listed = await whatIf().hyperparameters(run.id);
    const writing = Object.fromEntries(listed.map((each) => [each.id, each.writing]));
    assert.match(writing.lr ?? "", /^RATE.*line 3$/);
    assert.equal(writing.momentum, "line 4");
    assert.equal(writing.weight_decay, "a default: adds weight_decay=… to the call, line 4");
    assert.match(writing["schedule.step_size"] ?? "", /^replaces the expression 10 \* 3, line 5$/);
  });

  it("simulates other values in the run's place, and keeps the curve of the source beside it", async () => {
    const lossBefore = loss(run);
    await whatIf().adjust(run.id, { lr: 0.05 });
    const tried = runOf(run.id);
    assert.equal(rateOf(tried), 0.05);
    assert.notEqual(loss(tried), lossBefore);
    assert.equal(tried.trial?.words, "lr 0.05");
    assert.deepEqual([tried.trial?.original?.stepsDone, tried.trial?.original?.isRunning], [run.steps, false]);
    assert.equal(tried.name, run.name);
    assert.equal(document.getText(), script);
    await whatIf().adjust(run.id, {});
    assert.deepEqual([rateOf(runOf(run.id)), runOf(run.id).trial, loss(runOf(run.id))], [0.25, null, lossBefore]);
  });

  it("writes the literal that the value comes from, and undo restores it", async () => {
    await whatIf().adjust(run.id, { lr: 0.05 });
    await whatIf().write(run.id);
    assert.equal(document.getText(), script.replace("RATE = 0.25", "RATE = 0.05"));
    const written = await eventually("a run as its source says", () => withoutTrial());
    assert.deepEqual([rateOf(written), written.stale, written.dropped], [0.05, false, null]);
    await undo();
    assert.equal(document.getText(), script);
    await eventually("the curve of the source as it was", () => (rateOf(runOf(run.id)) === 0.25 ? true : undefined));
  });

  it("writes several values as one edit: a literal, an expression and an argument that was not there", async () => {
    await whatIf().adjust(run.id, { momentum: 0.5, weight_decay: 0.001, "schedule.step_size": 20 });
    await whatIf().write(run.id);
    const expected = script.replace("momentum=0.9)", "momentum=0.5, weight_decay=1e-3)").replace("10 * 3", "20");
    assert.equal(document.getText(), expected);
    await undo();
    assert.equal(document.getText(), script);
  });

  it("stays while other lines are edited", async () => {
    await whatIf().adjust(run.id, { lr: 0.05 });
    await edit(new Range(0, 0, 0, 0), "# a remark\n");
    await eventually("the run's new line", () => (runOf(run.id).source?.endsWith(":5") ? true : undefined));
    await delay(500);
    assert.deepEqual([runOf(run.id).trial?.words, rateOf(runOf(run.id))], ["lr 0.05", 0.05]);
  });

  it("is dropped with a note where the source says something else, and can be tried again", async () => {
    await whatIf().adjust(run.id, { momentum: 0.5 });
    await edit(new Range(2, 7, 2, 11), "0.125");
    const dropped = await eventually("a note of what was dropped", () =>
      runOf(run.id).dropped ? runOf(run.id) : undefined,
    );
    assert.deepEqual([dropped.dropped?.words, dropped.trial, rateOf(dropped)], ["momentum 0.5", null, 0.125]);
    await whatIf().adjust(run.id, dropped.dropped?.changes ?? {});
    assert.deepEqual([runOf(run.id).trial?.words, runOf(run.id).dropped], ["momentum 0.5", null]);
  });

  it("says why values are refused, and leaves the run as it is", async () => {
    await assert.rejects(whatIf().adjust(run.id, { momentum: 2 }), /momentum is 2; expected a number/);
    await assert.rejects(whatIf().adjust(run.id, { speed: 2 }), /no hyperparameter speed/);
    await assert.rejects(whatIf().adjust(run.id, { nesterov: true, momentum: 0 }), /[Nn]esterov/);
    assert.deepEqual([runOf(run.id).trial, runOf(run.id).revision], [null, run.revision]);
  });

  it("can neither be tried nor written while the source has changed and is not followed", async () => {
    const settings = workspace.getConfiguration("optimizerDebugger");
    await whatIf().adjust(run.id, { momentum: 0.5 });
    await settings.update("live", false, ConfigurationTarget.Global);
    try {
      await edit(new Range(2, 7, 2, 11), "0.125");
      await eventually("a stale run", () => (runOf(run.id).stale ? true : undefined));
      await assert.rejects(whatIf().write(run.id), /source has changed/);
      await assert.rejects(whatIf().adjust(run.id, { momentum: 0.6 }), /source has changed/);
      assert.equal(runOf(run.id).trial?.words, "momentum 0.5");
    } finally {
      await settings.update("live", undefined, ConfigurationTarget.Global);
    }
  });

  function withoutTrial(): RunSummary | undefined {
    const shown = runOf(run.id);
    return shown.trial === null && shown.status === "finished" ? shown : undefined;
  }

  async function edit(range: Range, by: string): Promise<void> {
    const editor = window.visibleTextEditors.find((each) => each.document === document);
    assert.ok(await editor?.edit((builder) => builder.replace(range, by)));
  }

  async function undo(): Promise<void> {
    await window.showTextDocument(document);
    await commands.executeCommand("undo");
  }
});

function whatIf() {
  return extension().exports.whatIf;
}

/** The learning rate that the charts show at the first step. */
function rateOf(run: RunSummary): number {
  return valueAt(run, "learningRate", 0);
}

function loss(run: RunSummary): number {
  return valueAt(run, "loss", run.stepsDone - 1);
}

function valueAt({ id, columns }: RunSummary, column: string, step: number): number {
  return extension().exports.row(id, step)[columns.findIndex(({ name }) => name === column)];
}
