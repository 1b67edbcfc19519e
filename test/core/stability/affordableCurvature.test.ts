import assert from "node:assert/strict";
import { affordableCurvature } from "../../../src/core/stability/affordableCurvature";

const intervals: readonly (readonly [
  title: string,
  steps: number,
  name: string,
  parameters: Record<string, number>,
  every: number,
])[] = [
  ["a short run of two parameters", 500, "rosenbrock", {}, 1],
  ["a hundred parameters", 1000, "noisy-quadratic", {}, 5],
  ["a long run", 100_000, "noisy-quadratic", {}, 500],
  ["many samples", 2000, "linear-regression", { samples: 10_000 }, 200],
  ["many parameters", 1000, "noisy-quadratic", { dimension: 1_000_000 }, 1000],
  ["a run of one step", 1, "noisy-quadratic", { dimension: 1_000_000 }, 1],
  ["a problem that there is not", 100, "bowl", {}, 1],
];

describe("how often curvature can be measured", () => {
  for (const [title, steps, name, parameters, every] of intervals) {
    it(`is every ${every} steps: ${title}`, () => {
      assert.deepEqual(affordableCurvature({ steps, problem: { name, parameters } }), { every });
    });
  }
});
