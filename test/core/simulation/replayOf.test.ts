import assert from "node:assert/strict";
import { RecordedGradients } from "../../../src/core/problems/recordedGradients";
import type { RecordingSpecification } from "../../../src/core/problems/recordingSpecification";
import { describeRecording } from "../../../src/core/problems/recordingSpecification";
import { oneVector } from "../../../src/core/problems/tensorShapes";
import { replayOf } from "../../../src/core/simulation/replayOf";
import { Simulation } from "../../../src/core/simulation/simulation";
import { gradientDescent, runOf } from "./specifications";

const recordingOf = (steps: number, parameters = 3): RecordingSpecification => ({
  gradients: { uri: "file:///project/my%20run/g.npy", shape: [steps, parameters], precision: "float32", digest: "" },
  initial: null,
  tensors: oneVector(parameters),
});

describe("A replay", () => {
  it("makes an update of every recorded gradient, whatever number of steps was asked for", () => {
    const { steps, optimizer } = replayOf(runOf({ steps: 7 }), recordingOf(300));
    assert.equal(steps, 300);
    assert.deepEqual(optimizer, runOf({}).optimizer);
  });

  it("makes an update of as many gradients as one takes; what is left over makes none", () => {
    const specification = runOf({ optimizer: { ...gradientDescent, accumulation: 4 } });
    assert.equal(replayOf(specification, recordingOf(11)).steps, 2);
    assert.throws(() => replayOf(specification, recordingOf(3)), /One update takes 4 gradients; there are 3\./);
  });

  it("is refused where the schedule reads the loss", () => {
    const schedule = { rule: "lr = lr * loss / gradientNorm", parameters: {}, interval: 1 };
    const specification = runOf({ optimizer: { ...gradientDescent, schedule } });
    const message = /The schedule reads the loss, and recorded gradients come without one\./;
    assert.throws(() => replayOf(specification, recordingOf(3)), message);
    const source = new RecordedGradients({ steps: 50, parameters: 3, read: () => {} }, oneVector(3), null);
    assert.throws(() => new Simulation(specification, { source }), message);
  });

  it("is not taken for its problem where nobody has opened the recording", () => {
    assert.throws(() => new Simulation(replayOf(runOf({}), recordingOf(3))), /g\.npy was not opened/);
  });

  it("is described by its steps, parameters and files", () => {
    assert.equal(describeRecording(recordingOf(1000)), "recorded gradients · 1,000 steps × 3 p · g.npy");
    const initial = { uri: "file:///project/p.npy", shape: [3], precision: "float64", digest: "" } as const;
    assert.match(describeRecording({ ...recordingOf(1000), initial }), / · g\.npy from p\.npy$/);
  });
});
