import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import {
  ConfigurationTarget,
  commands,
  Position,
  Range,
  Selection,
  type TextDocument,
  type TextEditor,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { RunSummary } from "../../../src/protocol/panel";
import { showUntitled } from "./documents";
import { eventually } from "./eventually";
import { extension, runCommand } from "./extension";
import { ended, newRun, runOf } from "./runs";

const script = `import torch

RATE = 0.25
first = torch.optim.SGD(a.parameters(), lr=0.1)
second = torch.optim.Adam(b.parameters(), lr=RATE)
third = torch.optim.Adagrad(c.parameters(), lr=0.5)
`;

/** Longer than the panel waits before it says that the charts stay behind. */
const longEnough = 700;

describe("simulating as you type", () => {
  let document: TextDocument;
  let first: RunSummary;

  beforeEach(async () => {
    document = await showUntitled("python", script);
    first = await simulated(3);
  });

  // Other suites have one editor to be seen.
  after(() => commands.executeCommand("workbench.action.joinAllGroups"));

  it("simulates the configuration under the cursor again after an edit, in its place", async () => {
    await replace("lr=0.1", "lr=0.2");
    const run = await revised(first);
    assert.equal(run.gist[0].value, "0.2");
    assert.deepEqual([run.status, run.color, run.steps], ["finished", first.color, first.steps]);
    assert.equal(rateOf(run), 0.2);
    assert.equal(ownRuns().length, 1);
  });

  it("follows undo", async () => {
    await replace("lr=0.1", "lr=0.2");
    const changed = await revised(first);
    await commands.executeCommand("undo");
    assert.equal(rateOf(await revised(changed)), 0.1);
  });

  it("follows a variable that the selected run reads", async () => {
    const second = await simulated(4);
    await replace("RATE = 0.25", "RATE = 0.75");
    assert.equal(rateOf(await revised(second)), 0.75);
    assert.equal(runOf(first.id).revision, first.revision);
  });

  it("begins a run of another configuration when that is edited, and not before", async () => {
    putCursor(5);
    await delay(longEnough);
    assert.equal(ownRuns().length, 1);
    await replace("lr=0.5", "lr=0.6");
    const third = await eventually("a run of the third optimizer", () => ownRuns()[1]);
    assert.match(third.title, /Adagrad/);
    assert.equal(rateOf(await ended(third.id)), 0.6);
  });

  it("keeps the charts and says why while a line is half typed, and goes on when it is complete", async () => {
    await replace("lr=0.1)", "lr=0.");
    const held = await eventually("a run that says why it stays behind", () => heldRun(first.id));
    assert.match(held.held ?? "", /^The charts show the last readable version\. Line 4: .*not complete/);
    assert.deepEqual([held.revision, held.status, rateOf(held)], [first.revision, "finished", 0.1]);
    await replace("lr=0.", "lr=0.3)");
    const run = await revised(first);
    assert.deepEqual([rateOf(run), run.held, run.stale], [0.3, null, false]);
  });

  it("takes no other optimizer for one that is being typed anew", async () => {
    await replace("torch.optim.SGD(a.parameters(), lr=0.1)", "torch.op");
    const held = await eventually("a run that says why it stays behind", () => heldRun(first.id));
    assert.match(held.held ?? "", / Line 4: no optimizer can be read here/);
    assert.equal(held.source?.split(":").at(-1), "4");
    await replace("torch.op", "torch.optim.RMSprop(a.parameters(), lr=0.4)");
    const run = await revised(first);
    assert.match(run.title, /RMSprop/);
    assert.equal(ownRuns().length, 1);
  });

  it("says what the framework would refuse", async () => {
    await replace("lr=0.1", "lr=-1");
    const { held } = await eventually("a run that says why it stays behind", () => heldRun(first.id));
    assert.match(held ?? "", /lr is -1; expected a number of at least 0/);
  });

  it("moves with lines above it, and is not simulated for them", async () => {
    await edit(new Range(0, 0, 0, 0), "# one\n# two\n");
    await eventually("the run's new line", () => (runOf(first.id).source?.endsWith(":6") ? true : undefined));
    await delay(longEnough);
    assert.deepEqual([runOf(first.id).revision, runOf(first.id).stale], [first.revision, false]);
  });

  it("shows the run of the configuration that the cursor comes to", async () => {
    const second = await simulated(4);
    const { onDidChangeRuns } = extension().exports;
    await delay(100);
    const changed = new Promise<void>((resolve) => {
      const { dispose } = onDidChangeRuns(() => {
        dispose();
        resolve();
      });
    });
    putCursor(3);
    await commands.executeCommand("cursorRight");
    await changed;
    assert.notEqual(second.id, first.id);
  });

  it("does nothing while it is turned off, and leaves the runs stale", async () => {
    const settings = workspace.getConfiguration("optimizerDebugger");
    await settings.update("live", false, ConfigurationTarget.Global);
    try {
      await replace("lr=0.1", "lr=0.2");
      await eventually("a stale run", () => (runOf(first.id).stale ? true : undefined));
      assert.equal(runOf(first.id).revision, first.revision);
    } finally {
      await settings.update("live", undefined, ConfigurationTarget.Global);
    }
    // What was missed is made up for.
    assert.equal(rateOf(await revised(first)), 0.2);
  });

  it("does nothing while the panel is out of sight, and makes up for it", async () => {
    await window.showTextDocument(document, { viewColumn: ViewColumn.Two });
    await eventually("a hidden panel", async () => {
      await edit(new Range(6, 0, 6, 0), "# x\n");
      return window.activeTextEditor?.viewColumn === ViewColumn.Two ? true : undefined;
    });
    await replace("lr=0.1", "lr=0.2");
    await delay(longEnough);
    assert.equal(runOf(first.id).revision, first.revision);
    // Of two editors of a document one closes without a question, and shows what it covered.
    await commands.executeCommand("workbench.action.closeActiveEditor");
    assert.equal(rateOf(await revised(first)), 0.2);
  });

  it("takes long runs away with the next edit", async () => {
    const settings = workspace.getConfiguration("optimizerDebugger");
    await settings.update("steps", 50_000_000, ConfigurationTarget.Global);
    try {
      await replace("lr=0.1", "lr=0.2");
      const long = await revised(first);
      assert.equal(long.status, "running");
      await settings.update("steps", 100, ConfigurationTarget.Global);
      await replace("lr=0.2", "lr=0.3");
      const run = await revised(long);
      assert.deepEqual([rateOf(run), run.status, ownRuns().length], [0.3, "finished", 1]);
    } finally {
      await settings.update("steps", undefined, ConfigurationTarget.Global);
    }
  });

  /** Simulates the optimizer of a line, from 0. */
  async function simulated(line: number): Promise<RunSummary> {
    putCursor(line);
    return ended((await newRun(() => runCommand("Simulate"))).id);
  }

  /** The runs of the document, the oldest first. */
  function ownRuns(): readonly RunSummary[] {
    const name = document.uri.path;
    return extension()
      .exports.runs()
      .filter(({ source }) => source?.startsWith(`${name}:`));
  }

  async function replace(text: string, by: string): Promise<void> {
    const offset = document.getText().indexOf(text);
    assert.notEqual(offset, -1, `The document does not hold ${text}`);
    await edit(new Range(document.positionAt(offset), document.positionAt(offset + text.length)), by);
  }

  async function edit(range: Range, by: string): Promise<void> {
    assert.ok(await editorOf(document).edit((builder) => builder.replace(range, by)));
  }
});

/** The first version of a run behind the one that is known. */
function revised(before: RunSummary): Promise<RunSummary> {
  return eventually(`another version of the run ${before.name}`, () => {
    const run = runOf(before.id);
    return run.revision > before.revision ? run : undefined;
  });
}

function heldRun(id: string): RunSummary | undefined {
  return runOf(id).held === null ? undefined : runOf(id);
}

/** The learning rate that the charts show at the first step. */
function rateOf({ id, columns }: RunSummary): number {
  const index = columns.findIndex(({ name }) => name === "learningRate");
  return extension().exports.row(id, 0)[index];
}

function editorOf(document: TextDocument): TextEditor {
  const editor = window.visibleTextEditors.find((each) => each.document === document);
  assert.ok(editor, "The document is in no editor");
  return editor;
}

function putCursor(line: number): void {
  const editor = window.activeTextEditor;
  assert.ok(editor, "No editor is active");
  editor.selection = new Selection(new Position(line, 0), new Position(line, 0));
}
