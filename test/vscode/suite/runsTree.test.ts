import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { commands, window } from "vscode";
import type { RunSummary } from "../../../src/protocol/panel";
import { showFile } from "./documents";
import { eventually } from "./eventually";
import { extension, runCommand } from "./extension";
import { ended, newRun, runOf } from "./runs";

/** Longer than a question takes to be there, in milliseconds. */
const questionDelay = 1500;

const file = (rate: string) => `problem: quadratic
steps: 60
runs:
  listed: { optimizer: adam, learningRate: ${rate} }
`;

describe("the view of runs", () => {
  let first: RunSummary;
  let second: RunSummary;

  before(async () => {
    first = await simulated("listed.optim.yaml", "0.0123");
    second = await simulated("listed2.optim.yaml", "0.0321");
  });
  after(async () => {
    await act("removeRuns", first.id, [first.id, second.id]);
  });

  async function simulated(name: string, rate: string): Promise<RunSummary> {
    await showFile(name, file(rate));
    return ended((await newRun(() => runCommand("Simulate"))).id);
  }

  function act(name: string, ...given: unknown[]): Thenable<unknown> {
    return commands.executeCommand(`optimizerDebugger.${name}`, ...given);
  }

  function rows() {
    const mine = [first.id, second.id];
    return extension()
      .exports.listedRuns()
      .filter(({ id }) => mine.includes(id));
  }

  it("lists them with their hyperparameters and the loss of their last step", () => {
    const [row, other] = rows();
    assert.equal(row.label, "listed");
    assert.match(row.description, /^final loss \d.* · lr 0\.0123/);
    assert.match(other.description, /lr 0\.0321/);
    assert.ok(row.isShown && other.isShown);
  });

  it("pins them to the top, and lets them go again", async () => {
    await act("pinRuns", second.id);
    assert.deepEqual(
      rows().map(({ id }) => id),
      [second.id, first.id],
    );
    assert.ok(runOf(second.id).labels.isPinned);
    assert.match(rows()[0].description, /^pinned · /);
    await act("unpinRuns", second.id, [second.id]);
    assert.deepEqual(
      rows().map(({ id }) => id),
      [first.id, second.id],
    );
  });

  // What is typed into a question can only be tried from outside: the journey of the runs does so.
  it("asks for a name and for a note, and changes nothing where the question is left", async () => {
    for (const question of ["renameRun", "annotateRun"]) {
      const asking = act(question, first.id);
      await delay(questionDelay);
      await commands.executeCommand("workbench.action.closeQuickOpen");
      await asking;
    }
    assert.deepEqual(runOf(first.id).labels, first.labels);
  });

  it("goes to the source of a run", async () => {
    await act("revealRun", first.id);
    const editor = await eventually("the source", () =>
      window.activeTextEditor?.document.fileName.endsWith("listed.optim.yaml") ? window.activeTextEditor : undefined,
    );
    assert.equal(editor.selection.active.line, 3);
  });

  it("removes those that are selected in it, follows the panel's choice, and brings them back", async () => {
    await commands.executeCommand("optimizerDebugger.runs.focus");
    await act("selectRun", first.id);
    // The view selects what the panel speaks of, and the command without a run acts on what is selected.
    await eventually("the removal of what the view selects", async () => {
      await delay(300);
      await act("removeRuns");
      return rows().length === 1 ? true : undefined;
    });
    assert.deepEqual(
      rows().map(({ id }) => id),
      [second.id],
    );
    await act("undoRemoveRuns");
    assert.deepEqual(
      rows().map(({ id }) => id),
      [first.id, second.id],
    );
    assert.equal((await ended(first.id)).status, "finished");
  });
});
