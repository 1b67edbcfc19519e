import assert from "node:assert/strict";
import { runSpecification } from "../../src/sources/runSpecification";
import { measureScheduler } from "./measureScheduler";
import { readConfiguration } from "./replay";
import { readSchedulerRecording } from "./schedulerRecording";

const recording = readSchedulerRecording("keras-callbacks");
const version = `Keras ${recording.versions.keras}`;
const defaults = { problem: { name: "quadratic", parameters: {} }, steps: 1, seed: 0, precision: "float64" } as const;

/** The callback alone. */
const titleOf = (code: string) => /callbacks\.(\w+\(.*\))\]/.exec(code)?.[1] ?? code;

describe(`callbacks of ${version} that are fed with losses`, () => {
  for (const recorded of recording.schedules) {
    it(`${titleOf(recorded.code)}, fed with ${recorded.losses} losses`, () => {
      assert.equal(measureScheduler(recording, recorded).learningRate, 0);
    });
  }
});

describe(`what ${version} takes of such a callback`, () => {
  for (const { code, refused } of recording.checks) {
    it(`${refused ? "refused" : "taken"}: ${titleOf(code)}`, () => {
      assert.equal("issues" in runSpecification(readConfiguration(code), defaults), refused);
    });
  }
});
