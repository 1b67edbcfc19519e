import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { commands, FileSystemError, FileType, Uri, workspace } from "vscode";
import { writeNpy } from "../../../src/core/numpy/npyArray";
import { RecordedGradients } from "../../../src/core/problems/recordedGradients";
import { oneVector } from "../../../src/core/problems/tensorShapes";
import { Simulation } from "../../../src/core/simulation/simulation";
import type { RunSummary } from "../../../src/protocol/panel";
import { readSource } from "../../../src/sources/readSource";
import { runSpecification } from "../../../src/sources/runSpecification";
import { showFile, writeBytes } from "./documents";
import { extension } from "./extension";
import { ended, newRun } from "./runs";

const script = `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=0.01, weight_decay=0.1)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=30, gamma=0.5)
`;
const steps = 100;
const parameters = 3;
/** Any numbers will do: sines of the index. */
const gradients = Float64Array.from({ length: steps * parameters }, (_, index) => Math.sin(index));
const file = writeNpy({ shape: [steps, parameters], values: gradients });

describe("Optimizer: Replay Gradients…", () => {
  before(() => extension().activate());

  it("feeds a file to the optimizer of the visible editor, and gets the numbers that the core gets", async () => {
    await showFile("train.py", script);
    const run = await replayed(writeBytes("gradients.npy", file));
    assert.equal(run.status, "finished", run.message ?? "");
    assert.match(run.problem, /^recorded gradients · 100 steps × 3 p · gradients\.npy$/);
    assert.match(run.name, /gradients\.npy$/);
    const simulation = await simulated();
    assert.deepEqual(
      run.columns.map(({ name }) => name),
      simulation.columns,
    );
    assert.ok(!simulation.columns.includes("loss"));
    for (let step = 0; step < steps; step++) {
      simulation.advance(1);
      assert.deepEqual(extension().exports.row(run.id, step), [...simulation.lastRow], `step ${step}`);
    }
  });

  it("feeds it a file that is on no disk", async () => {
    const files = workspace.registerFileSystemProvider("replayed", {
      onDidChangeFile: () => ({ dispose: () => {} }),
      watch: () => ({ dispose: () => {} }),
      stat: () => ({ type: FileType.File, ctime: 0, mtime: 0, size: file.length }),
      readFile: () => file,
      readDirectory: () => [],
      createDirectory: refuse,
      writeFile: refuse,
      delete: refuse,
      rename: refuse,
    });
    try {
      await showFile("train.py", script);
      const run = await replayed(Uri.parse("replayed:/far/gradients.npy"));
      assert.equal(run.status, "finished", run.message ?? "");
      const simulation = await simulated();
      simulation.advance(steps);
      assert.deepEqual(extension().exports.row(run.id, steps - 1), [...simulation.lastRow]);
    } finally {
      files.dispose();
    }
  });

  it("stops at the step whose gradient is NaN", async () => {
    await showFile("train.py", script);
    const broken = gradients.map((value, index) => (index === 50 * parameters + 1 ? Number.NaN : value));
    const run = await replayed(writeBytes("nan.npy", writeNpy({ shape: [steps, parameters], values: broken })));
    assert.equal(run.status, "diverged");
    assert.deepEqual([run.nonFinite?.quantity, run.nonFinite?.step], ["gradient", 50]);
  });

  const refused: [what: string, file: () => Uri][] = [
    ["a file that is cut short", () => writeBytes("cut.npy", file.subarray(0, -1))],
    ["an empty file", () => writeBytes("empty.npy", new Uint8Array(0))],
    ["a vector", () => writeBytes("flat.npy", writeNpy({ shape: [gradients.length], values: gradients }))],
    ["a file that is gone", () => removed(writeBytes("gone.npy", file))],
  ];
  for (const [what, given] of refused) {
    it(`leaves the panel as it is when it is given ${what}`, async () => {
      await showFile("train.py", script);
      const before = extension().exports.runs();
      await commands.executeCommand("optimizerDebugger.replayGradients", given());
      assert.deepEqual(extension().exports.runs(), before);
    });
  }
});

/** The run of a replay with everything that is not given as it is proposed. */
async function replayed(gradientsFile: Uri): Promise<RunSummary> {
  const { id } = await newRun(async () => {
    let isOver = false;
    const done = commands.executeCommand("optimizerDebugger.replayGradients", gradientsFile).then(() => {
      isOver = true;
    });
    // The list of choices opens after the file has been read; to accept before does nothing.
    while (!isOver) {
      await commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await done;
  });
  return ended(id);
}

/** The same replay in the core. */
async function simulated(): Promise<Simulation> {
  const [configuration] = (await readSource("train.py", script)).configurations;
  const defaults = {
    problem: { name: "quadratic", parameters: {} },
    steps,
    seed: 0,
    precision: "float64",
  } as const;
  const run = runSpecification(configuration, defaults);
  assert.ok("specification" in run);
  const recording = {
    steps,
    parameters,
    read: (step: number, out: { set(values: ArrayLike<number>): void }) =>
      out.set(gradients.subarray(step * parameters, (step + 1) * parameters)),
  };
  const source = new RecordedGradients(recording, oneVector(parameters), null);
  return new Simulation(run.specification, { source, record: false });
}

function removed(uri: Uri): Uri {
  rmSync(uri.fsPath);
  return uri;
}

function refuse(): never {
  throw FileSystemError.NoPermissions();
}
