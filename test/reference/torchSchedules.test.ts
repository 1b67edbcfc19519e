import assert from "node:assert/strict";
import { Simulation } from "../../src/core/simulation/simulation";
import { SpecificationError } from "../../src/core/simulation/specification";
import { readPython } from "../../src/sources/python/readPython";
import { runSpecification } from "../../src/sources/runSpecification";
import { SCHEDULE_LIMIT, SCHEDULER_LIMIT } from "./limits";
import { measureOptimizer } from "./measure";
import { measureScheduler } from "./measureScheduler";
import { readSchedulerRecording } from "./schedulerRecording";

const recording = readSchedulerRecording("torch");

describe(`schedulers of torch ${recording.versions.torch}`, () => {
  for (const recorded of recording.schedules) {
    const fed = recorded.losses === undefined ? "" : `, fed with ${recorded.losses} losses`;
    it(titleOf(recorded.code) + fed, () => {
      const { learningRate, momentum, hasRounding } = measureScheduler(recording, recorded);
      const limit = hasRounding ? SCHEDULER_LIMIT : 0;
      assert.ok(learningRate <= limit, `learning rates deviate by ${learningRate}`);
      assert.ok(momentum <= limit, `momentum deviates by ${momentum}`);
    });
  }
});

describe(`optimizers of torch ${recording.versions.torch} whose momentum a scheduler moves`, () => {
  for (const recorded of recording.optimizers) {
    it(titleOf(recorded.code), () => {
      const { parameters } = measureOptimizer(recording, recorded);
      assert.ok(parameters <= SCHEDULE_LIMIT, `parameters deviate by ${parameters}`);
    });
  }
});

describe(`what torch ${recording.versions.torch} takes of a scheduler`, () => {
  for (const { code, steps, refused } of recording.checks) {
    const times = steps > 1 ? `, ${steps} times` : "";
    it(`${refused ? "refused" : "taken"}: ${titleOf(code)}${times}`, () => {
      assert.equal(isRefused(code, Math.max(1, steps)), refused);
    });
  }
});

function isRefused(code: string, steps: number): boolean {
  const [configuration] = readPython(code).configurations;
  assert.deepEqual(configuration.unresolved, []);
  const problem = { name: "quadratic", parameters: {} };
  const chosen = { ...configuration, simulation: { steps } };
  const run = runSpecification(chosen, { problem, steps, seed: 0, precision: "float64" });
  if ("issues" in run) return true;
  try {
    new Simulation(run.specification);
    return false;
  } catch (error) {
    assert.ok(error instanceof SpecificationError, String(error));
    return true;
  }
}

/** The code without its imports. */
function titleOf(code: string): string {
  const lines = code.split("\n").filter((line) => !/^(import|from) /.test(line));
  return lines.map((line) => line.replace(/^(optimizer|scheduler) = (torch\.optim\.)?/, "")).join("; ");
}
