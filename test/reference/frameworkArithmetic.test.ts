import assert from "node:assert/strict";
import { allIssues } from "../../src/sources/allIssues";
import { excesses, frameworkLimits, SCHEDULE_LIMIT } from "./limits";
import { measureOptimizer, measureSchedule } from "./measure";
import { readCode } from "./readCode";
import { readRecording } from "./recording";

for (const [framework, limits] of Object.entries(frameworkLimits)) {
  const recording = readRecording(framework);

  describe(`arithmetic of ${framework} ${recording.versions[framework]}`, () => {
    for (const recorded of recording.optimizers) {
      const [, ...lines] = recorded.code.split("\n");
      it(`${lines.join("; ")} on ${recorded.gradients} gradients in ${recorded.precision}`, () => {
        const { precision, tolerance = limits[precision] } = recorded;
        assert.deepEqual(excesses(measureOptimizer(recording, recorded), { ...limits, [precision]: tolerance }), []);
      });
    }
  });

  describe(`what ${framework} ${recording.versions[framework]} refuses, and the reader with it`, () => {
    for (const { code, refused } of recording.checks ?? []) {
      it(`${refused ? "refuses" : "takes"} ${code.slice(code.lastIndexOf("\n") + 1)}`, () => {
        const errors = allIssues(readCode(code)).filter(({ severity }) => severity === "error");
        assert.equal(errors.length > 0, refused, errors[0]?.message);
      });
    }
  });

  describe(`schedules of ${framework} ${recording.versions[framework]}`, () => {
    for (const recorded of recording.schedules ?? []) {
      const { code, tolerance = SCHEDULE_LIMIT } = recorded;
      it(code.slice(code.lastIndexOf("\n") + 1), () => {
        const worst = measureSchedule(recorded);
        assert.ok(worst <= tolerance, `deviates by ${worst}`);
      });
    }
  });
}
