import assert from "node:assert/strict";
import { plannedSchedule } from "../../../src/core/plannedSchedule/plannedSchedule";
import {
  torchCosineRule,
  torchLinearRule,
  torchMultiStepRule,
  torchStepRule,
} from "../../../src/core/schedules/torchScheduleRules";
import { Simulation } from "../../../src/core/simulation/simulation";
import type { RuleSchedule, ScheduleSpecification } from "../../../src/core/simulation/specification";
import { gradientDescent, runOf } from "../simulation/specifications";
import { describePhases } from "./describePhases";

const linear: RuleSchedule = {
  rule: torchLinearRule,
  parameters: { startFactor: 0.1, endFactor: 1, totalIters: 10 },
  interval: 1,
};
const cosine: RuleSchedule = { rule: torchCosineRule, parameters: { tMax: 90, etaMin: 0 }, interval: 1 };

function planned(schedule: ScheduleSpecification | null, steps: number) {
  const plan = plannedSchedule({ ...gradientDescent, learningRate: 1, schedule }, steps);
  assert.ok(plan);
  return plan;
}

describe("plannedSchedule", () => {
  it("has the rates of the run itself", () => {
    const schedule: ScheduleSpecification = {
      composition: "sequence",
      schedules: [linear, cosine],
      milestones: [10],
      interval: 1,
    };
    const specification = runOf({ optimizer: { ...gradientDescent, learningRate: 0.01, schedule }, steps: 100 });
    const simulation = new Simulation(specification);
    simulation.advance(100);
    const plan = plannedSchedule(specification.optimizer, 100);
    assert.deepEqual(plan?.rates, simulation.trace.column(simulation.trace.columnIndex("learningRate")));
    assert.equal(describePhases(plan?.phases ?? []), "warmup 0–10 0.001000→0.01000, decay 10–100 0.01000→3.046e-6");
    assert.deepEqual(plan?.peak, { update: 10, rate: 0.01 });
  });

  it("goes as far as the schedule counts, where the run ends before", () => {
    assert.equal(planned(cosine, 20).updates, 90);
    assert.equal(planned({ ...cosine, interval: 10 }, 20).updates, 900);
    assert.equal(planned(linear, 5).updates, 10);
    assert.equal(
      planned({ rule: torchStepRule, parameters: { stepSize: 30, gamma: 0.1 }, interval: 1 }, 20).updates,
      38,
    );
    const levels: RuleSchedule = {
      rule: torchMultiStepRule,
      parameters: { gamma: 0.1 },
      milestones: [30, 60],
      interval: 1,
    };
    assert.equal(
      describePhases(planned(levels, 20).phases),
      "plateau 0–30 1→1, plateau 30–60 0.1000→0.1000, plateau 60–75 0.01000→0.01000",
    );
  });

  it("goes as far as the run, where the schedule ends before or never", () => {
    assert.equal(planned(linear, 50).updates, 50);
    assert.equal(planned(null, 50).updates, 50);
    assert.equal(planned({ rule: "lr = lr0 / t", parameters: { forever: 1e9 }, interval: 1 }, 50).updates, 50);
  });

  it("goes no further than the schedule can be stepped", () => {
    assert.equal(planned({ ...cosine, steps: 60 }, 20).updates, 60);
  });

  it("shows what comes of a warm-up that is all the schedule counts", () => {
    const rule = "lr = lr0 * min(t / warmup, sqrt(warmup / t))";
    const plan = planned({ rule, parameters: { warmup: 400 }, interval: 1 }, 100);
    assert.equal(plan.updates, 798);
    assert.deepEqual(
      plan.phases.map(({ kind }) => kind),
      ["warmup", "decay"],
    );
  });

  it("is null where the schedule follows the run", () => {
    const schedule: RuleSchedule = { rule: "lr = lr0 * loss", parameters: {}, interval: 1 };
    assert.equal(plannedSchedule({ ...gradientDescent, schedule }, 10), null);
  });

  it("covers the first steps of a schedule that would take too long", () => {
    const plan = planned({ ...cosine, parameters: { tMax: 2_000_000, etaMin: 0 } }, 100);
    assert.equal(plan.updates, 2_000_000);
    assert.equal(plan.covered, 300_000);
    assert.equal(plan.phases.at(-1)?.to, 300_000);
    // One whose steps do not build on each other is seen to its end.
    const rule = "lr = lr0 * (1 + cos(pi * step / tMax)) / 2";
    const closed = planned({ rule, parameters: { tMax: 2_000_000 }, interval: 1 }, 100);
    assert.equal(closed.covered, 2_000_000);
  });
});
