import assert from "node:assert/strict";
import type { Problem } from "../../../src/core/problems/problem";
import { Simulation } from "../../../src/core/simulation/simulation";
import type { OptimizerSpecification } from "../../../src/core/simulation/specification";
import { curvatureLimit } from "../../../src/core/stability/curvatureLimit";
import { linearizeUpdate } from "../../../src/core/stability/linearUpdate";
import { settledUpdate } from "../../../src/core/stability/settledUpdate";
import { stabilityLimit } from "../../../src/core/stability/stabilityLimit";
import type { OptimizerEntry } from "../../../src/sources/catalogue/catalogue";
import type { SourceValue } from "../../../src/sources/configuration";
import { catalogueOptimizers } from "./catalogueOptimizers";

/** Updates in which what corrects the start of a run wears off, and those that then show which way it goes. */
const SETTLING = 40_000;
const FOLLOWED = 4000;
const SMALL = 1e-40;

/** An ε beside which the means of squares vanish, so that what is divided by stays as it is. */
function largeEpsilon(entry: OptimizerEntry): Record<string, SourceValue> {
  const name = entry.arguments.find(({ ruleNames }) => ruleNames?.[0] === "epsilon" && ruleNames.length === 1)?.name;
  return name === undefined ? {} : { [name]: 1 };
}

/** One parameter with a constant gradient until the optimizer has settled, and ½ λ p² from there on. */
function settlingQuadratic(curvature: number): Problem {
  return {
    tensors: [{ name: "p", shape: [1] }],
    start: (parameters) => parameters.fill(SMALL),
    evaluate(parameters, gradient, step) {
      if (step < SETTLING) parameters[0] = SMALL;
      gradient[0] = step < SETTLING ? SMALL / 3 : curvature * parameters[0];
      return (curvature * parameters[0] ** 2) / 2;
    },
  };
}

/** How many times p has become as large in the end as it was when it was let go. */
function growth(optimizer: OptimizerSpecification, curvature: number): number {
  const simulation = new Simulation(
    { optimizer, problem: { name: "", parameters: {} }, steps: SETTLING + FOLLOWED, seed: 0, precision: "float64" },
    { source: settlingQuadratic(curvature), record: false },
  );
  const largest = (steps: number): number => {
    let most = 0;
    for (let i = 0; i < steps && !simulation.isDone; i++) {
      simulation.advance(1);
      most = Math.max(most, Math.abs(simulation.parameters[0]));
    }
    return most;
  };
  simulation.advance(SETTLING);
  const first = largest(20);
  // What has grown this much is no longer small beside ε.
  let last = first;
  for (let steps = 20; steps < FOLLOWED && last < 1e6 * first && last > 0; steps += 20) last = largest(20);
  return last / first;
}

/** Divides by the root of a signed sum, which is NaN wherever p changes sides. */
const nowhereStable: readonly string[] = ["adagrad-as-printed"];
/** Swings for ever with what it began with, as momentum with β = 1 does. */
const neverDamped: readonly string[] = ["accumulated-gradient"];

describe("the stability limits of the catalogue's optimizers", () => {
  let limited = 0;
  for (const [name, optimizer] of catalogueOptimizers(largeEpsilon)) {
    if (stabilityLimit(optimizer) === null || nowhereStable.includes(name)) continue;
    limited++;
    it(`${name}: 1 % below converges, 1 % above diverges`, () => {
      const settled = settledUpdate(optimizer, { gradient: SMALL, parameter: SMALL, update: SETTLING });
      assert.ok(settled !== null);
      const limit = curvatureLimit(linearizeUpdate(settled.rule, settled.values));
      assert.ok(limit !== null && limit > 0, `the limit is ${limit}`);
      const below = growth(optimizer, 0.99 * limit);
      const above = growth(optimizer, 1.01 * limit);
      assert.ok(
        below < (neverDamped.includes(name) ? 1.01 : 0.5),
        `at 0.99 of the limit ${limit} p grew ${below} times`,
      );
      assert.ok(above > 2, `at 1.01 of the limit ${limit} p grew ${above} times`);
    });
  }

  it("are there for the optimizers whose steps shrink with the gradient", () => {
    assert.ok(limited >= 60, `${limited} optimizers have one`);
  });
});
