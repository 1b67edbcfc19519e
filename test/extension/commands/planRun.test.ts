import assert from "node:assert/strict";
import type { Uri } from "vscode";
import { SpecificationError } from "../../../src/core/simulation/specification";
import { planReplay, planRun, replanReplay } from "../../../src/extension/commands/planRun";
import { configurationOf } from "../runs/configurationOf";

const uri = { toString: () => "file:///project/train.py" } as Uri;
const defaults = {
  problem: { name: "rosenbrock", parameters: {} },
  steps: 1000,
  seed: 3,
  precision: "float64",
} as const;
const recordingOf = (steps: number) => ({
  gradients: { uri: "file:///project/my%20run/g.npy", shape: [steps, 4], precision: "float32", digest: "1" } as const,
  initial: null,
  tensors: [{ name: "p", shape: [2, 2] }],
});

describe("the plan of a run", () => {
  it("names the optimizer, its problem and where it stands", () => {
    const planned = planRun(uri, configurationOf(4, 0.1), defaults, null);
    assert.ok("plan" in planned);
    const { name, title, problem, source, chosenProblem } = planned.plan;
    assert.deepEqual([name, title, problem], ["SGD lr 0.1", "torch SGD", "rosenbrock · 2 p · seed 3"]);
    assert.deepEqual([source?.uri, source?.line, chosenProblem], ["file:///project/train.py", 4, null]);
  });

  it("names the file in the problem's place where gradients are replayed", () => {
    const planned = planReplay(uri, configurationOf(4, 0.1), defaults, recordingOf(500));
    assert.ok("plan" in planned);
    const { name, title, problem, source, specification } = planned.plan;
    assert.deepEqual(
      [name, title, problem],
      ["SGD lr 0.1 · g.npy", "torch SGD", "recorded gradients · 500 steps × 4 p · g.npy"],
    );
    assert.deepEqual([source?.line, specification.steps, specification.recording], [4, 500, recordingOf(500)]);
  });

  it("of a replay takes over what its file holds by now", () => {
    const planned = planReplay(uri, configurationOf(4, 0.1), defaults, recordingOf(500));
    assert.ok("plan" in planned);
    const { problem, specification } = replanReplay(planned.plan, recordingOf(20));
    assert.deepEqual([problem, specification.steps], ["recorded gradients · 20 steps × 4 p · g.npy", 20]);
    const accumulating = { ...specification, optimizer: { ...specification.optimizer, accumulation: 21 } };
    assert.throws(
      () => replanReplay({ ...planned.plan, specification: accumulating }, recordingOf(20)),
      SpecificationError,
    );
  });
});
