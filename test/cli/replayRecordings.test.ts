import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readNpy, writeNpy } from "../../src/core/numpy/npyArray";
import { exactly, worstDeviation } from "../reference/deviations";
import { type GradientKind, gradientRows } from "../reference/gradients";
import { frameworkLimits } from "../reference/limits";
import { fileNameOf } from "../reference/readCode";
import { type RecordedOptimizer, readRecording } from "../reference/recording";
import { readConfiguration } from "../reference/replay";
import { CliFolder } from "./runCli";

const kinds: readonly GradientKind[] = ["noisy", "sparse", "drifting", "constant"];

// That every case agrees is tested without the command line, in `test/reference`. Here one of each optimizer goes the user's way.
for (const framework of Object.keys(frameworkLimits)) {
  const recording = readRecording(framework);
  const { lengths, initial, steps, recordedSteps } = recording;

  describe(`replay of what was recorded of ${framework}`, () => {
    const folder = new CliFolder({
      "p.npy": writeNpy({ shape: [initial.length], values: Float64Array.from(initial) }),
      ...Object.fromEntries(
        kinds.map((kind) => {
          const values = Float64Array.from(gradientRows(kind, steps).flat());
          return [`${kind}.npy`, writeNpy({ shape: [steps, initial.length], values })];
        }),
      ),
    });
    after(() => folder.remove());

    for (const [optimizer, { code, gradients, precision, trajectory }] of firstOfEach(recording.optimizers)) {
      it(`${optimizer}, by the command line`, async () => {
        const file = fileNameOf(code);
        folder.write(file, code);
        const { exitCode, stderr } = await folder.run(
          ...["replay", file, "--gradients", `${gradients}.npy`, "--initial", "p.npy", "--precision", precision],
          ...["--shapes", lengths.join(","), "--trajectory", "t.npy"],
        );
        assert.equal(exitCode, 0, stderr);
        const { values } = readNpy(readFileSync(join(folder.path, "t.npy")));
        const ours = recordedSteps.map((step) =>
          Array.from(values.subarray(step * initial.length, (step + 1) * initial.length)),
        );
        const worst = worstDeviation(
          ours,
          trajectory.map((row) => row.map(exactly[precision])),
        );
        assert.ok(worst <= frameworkLimits[framework][precision], `deviates by ${worst}`);
      });
    }
  });
}

/** The first case of every optimizer, by its full name. */
function firstOfEach(cases: readonly RecordedOptimizer[]): ReadonlyMap<string, RecordedOptimizer> {
  const first = new Map<string, RecordedOptimizer>();
  for (const recorded of cases) {
    const { optimizer } = readConfiguration(recorded.code);
    if (!first.has(optimizer)) first.set(optimizer, recorded);
  }
  return first;
}
