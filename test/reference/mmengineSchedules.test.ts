import assert from "node:assert/strict";
import { runSpecification } from "../../src/sources/runSpecification";
import { SCHEDULER_LIMIT } from "./limits";
import { measureScheduler } from "./measureScheduler";
import { readConfiguration } from "./replay";
import { readSchedulerRecording } from "./schedulerRecording";

const recording = readSchedulerRecording("mmengine");

/** The line of a configuration file that has the schedulers. */
const titleOf = (code: string) => code.split("\n")[1].replace("param_scheduler = ", "");

describe(`schedulers of mmengine ${recording.versions.mmengine}`, () => {
  for (const recorded of recording.schedules) {
    it(titleOf(recorded.code), () => {
      const { learningRate, hasRounding } = measureScheduler(recording, recorded);
      assert.ok(learningRate <= (hasRounding ? SCHEDULER_LIMIT : 0), `learning rates deviate by ${learningRate}`);
    });
  }
});

describe(`what mmengine ${recording.versions.mmengine} takes of a scheduler`, () => {
  for (const { code, refused } of recording.checks) {
    it(`${refused ? "refused" : "taken"}: ${titleOf(code)}`, () => {
      const defaults = {
        problem: { name: "quadratic", parameters: {} },
        steps: 1,
        seed: 0,
        precision: "float64",
      } as const;
      assert.equal("issues" in runSpecification(readConfiguration(code), defaults), refused);
    });
  }
});
