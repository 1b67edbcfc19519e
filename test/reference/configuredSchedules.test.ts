import assert from "node:assert/strict";
import { runSpecification } from "../../src/sources/runSpecification";
import { SCHEDULER_LIMIT } from "./limits";
import { measureScheduler } from "./measureScheduler";
import { readConfiguration } from "./replay";
import { readSchedulerRecording } from "./schedulerRecording";

/** The line of a configuration file that has the schedule. */
const titleOf = (code: string) => code.split("\n")[1].replace(/^\w+ = /, "");

const defaults = { problem: { name: "quadratic", parameters: {} }, steps: 1, seed: 0, precision: "float64" } as const;

for (const framework of ["mmengine", "mmcv"]) {
  const recording = readSchedulerRecording(framework);
  const version = `${framework} ${recording.versions[framework]}`;

  describe(`schedules in configuration files of ${version}`, () => {
    for (const recorded of recording.schedules) {
      it(titleOf(recorded.code), () => {
        const { learningRate, hasRounding } = measureScheduler(recording, recorded);
        assert.ok(learningRate <= (hasRounding ? SCHEDULER_LIMIT : 0), `learning rates deviate by ${learningRate}`);
      });
    }
  });

  describe(`what ${version} takes of a schedule`, () => {
    for (const { code, refused } of recording.checks) {
      it(`${refused ? "refused" : "taken"}: ${titleOf(code)}`, () => {
        assert.equal("issues" in runSpecification(readConfiguration(code), defaults), refused);
      });
    }
  });
}
