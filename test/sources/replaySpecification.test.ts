import assert from "node:assert/strict";
import type { RecordingSpecification } from "../../src/core/problems/recordingSpecification";
import { oneVector } from "../../src/core/problems/tensorShapes";
import { readSource } from "../../src/sources/readSource";
import { replaySpecification } from "../../src/sources/replaySpecification";
import type { SimulationDefaults } from "../../src/sources/runSpecification";

const defaults: SimulationDefaults = {
  problem: { name: "quadratic", parameters: {} },
  steps: 1000,
  seed: 0,
  precision: "float64",
};

const recording: RecordingSpecification = {
  gradients: { uri: "file:///project/g.npy", shape: [30, 4], precision: "float64", digest: "" },
  initial: null,
  tensors: oneVector(4),
};

async function replayed(path: string, text: string) {
  const [configuration] = (await readSource(path, text)).configurations;
  return replaySpecification(configuration, defaults, recording);
}

describe("the replay of a configuration", () => {
  it("has as many steps as gradients make, whatever its file says of problem and steps", async () => {
    const text = `problem: rosenbrock\nsteps: 7\nprecision: float32\nruns:\n  a: { optimizer: adam, learningRate: 0.1 }\n`;
    const run = await replayed("a.optim.yaml", text);
    assert.ok("specification" in run);
    const { steps, precision, recording: replays } = run.specification;
    assert.deepEqual([steps, precision, replays], [30, "float32", recording]);
  });

  it("makes one update of the gradients that Keras accumulates", async () => {
    const run = await replayed("a.py", "import keras\nkeras.optimizers.SGD(0.5, gradient_accumulation_steps=4)\n");
    assert.ok("specification" in run);
    assert.equal(run.specification.steps, 7);
  });

  const refused: [what: string, path: string, text: string, message: RegExp][] = [
    [
      "an optimizer that evaluates the loss",
      "a.py",
      "import torch\ntorch.optim.LBFGS(model.parameters())\n",
      /evaluates the loss several times a step, which recorded gradients do not allow/,
    ],
    [
      "a schedule that reads the loss",
      "a.py",
      "import torch\no = torch.optim.SGD(m.parameters(), lr=1)\ns = torch.optim.lr_scheduler.ReduceLROnPlateau(o)\n",
      /The schedule reads the loss, and recorded gradients come without one/,
    ],
    [
      "an update of more gradients than there are",
      "a.py",
      "import keras\nkeras.optimizers.SGD(0.5, gradient_accumulation_steps=31)\n",
      /One update takes 31 gradients; there are 30/,
    ],
    [
      "what cannot be simulated at all",
      "a.py",
      "import torch\ntorch.optim.SGD(m.parameters(), lr=rate())\n",
      /Only the run knows rate\(\), which is needed for lr of SGD/,
    ],
  ];
  for (const [what, path, text, message] of refused) {
    it(`refuses ${what}, at its place`, async () => {
      const run = await replayed(path, text);
      assert.ok("issues" in run);
      assert.match(run.issues[0].message, message);
      assert.equal(run.issues[0].severity, "error");
      assert.equal(run.issues[0].range.line, 2);
    });
  }
});
