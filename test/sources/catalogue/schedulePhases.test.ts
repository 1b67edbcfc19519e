import assert from "node:assert/strict";
import { type PlannedSchedule, plannedSchedule } from "../../../src/core/plannedSchedule/plannedSchedule";
import { exampleArguments, ruleNumbers, type ScheduleEntry } from "../../../src/sources/catalogue/catalogue";
import { findSchedule, schedules } from "../../../src/sources/catalogue/findEntry";
import { describePhases } from "../../core/plannedSchedule/describePhases";

/** A schedule with its example arguments or others, over a run of some steps; null where it follows the run. */
function plan(entry: ScheduleEntry, steps: number, own: Readonly<Record<string, number>> = {}): PlannedSchedule | null {
  const values = { ...exampleArguments(entry), ...own };
  const schedule = {
    rule: entry.rule(values),
    parameters: ruleNumbers(entry, values),
    interval: 1,
    ...entry.details?.(values),
  };
  const learningRate = entry.startingRate?.(values) ?? 0.1;
  return plannedSchedule(
    { rule: "p = p - lr * g", hyperparameters: {}, learningRate, clipping: null, schedule },
    steps,
  );
}

const direction = { warmup: 1, rise: 1, decay: -1, plateau: 0 } as const;

describe("the phases of the catalogue's schedules", () => {
  for (const entry of schedules) {
    it(`${entry.name} is made of phases that follow on each other and do what they are called`, () => {
      for (const steps of [200, 1500]) {
        const planned = plan(entry, steps);
        if (planned === null) continue;
        const { phases, covered, rates, stride, updates } = planned;
        assert.ok(updates >= steps && covered <= updates);
        assert.ok(phases.length <= 16);
        assert.equal(phases[0].from, 0);
        assert.equal(phases.at(-1)?.to, covered);
        assert.deepEqual(
          phases.slice(1).map(({ from }) => from),
          phases.slice(0, -1).map(({ to }) => to),
        );
        for (const { kind, from, to } of phases) {
          if (kind === "cycles" || kind === "stairs") continue;
          for (let sample = from / stride + 1; sample < to / stride; sample++) {
            const [before, rate] = [rates[sample - 1], rates[sample]];
            // A change of no more than rounding has no direction.
            if (!Number.isFinite(rate - before) || Math.abs(rate - before) <= 1e-12 * Math.abs(rate)) continue;
            assert.equal(Math.sign(rate - before), direction[kind], `${kind} at sample ${sample}: ${before}, ${rate}`);
          }
        }
      }
    });
  }

  const known: Readonly<Record<string, string>> = {
    "transformers.get_wsd_schedule":
      "warmup 0–100 0→0.1000, plateau 100–800 0.1000→0.1000, decay 800–1000 0.1000→6.168e-6",
    "transformers.get_cosine_schedule_with_warmup": "warmup 0–100 0→0.1000, decay 100–1000 0.1000→3.046e-7",
    "transformers.get_inverse_sqrt_schedule": "warmup 0–100 0→0.1000, decay 100–200 0.1000→0.07089",
    "torch.optim.lr_scheduler.StepLR": "stairs×20 0–200 0.1000→1.000e-20",
    "torch.optim.lr_scheduler.MultiStepLR":
      "plateau 0–30 0.1000→0.1000, plateau 30–80 0.01000→0.01000, plateau 80–200 0.001000→0.001000",
    "torch.optim.lr_scheduler.LinearLR": "warmup 0–5 0.03333→0.1000, plateau 5–200 0.1000→0.1000",
    "torch.optim.lr_scheduler.CosineAnnealingWarmRestarts": "cycles×20 0–200 0.1000→0.002447",
    "detectron2.solver.WarmupMultiStepLR":
      "warmup 0–1000 1.000e-4→0.1000, plateau 1000–30000 0.1000→0.1000, plateau 30000–37500 0.01000→0.01000",
    "fairseq.optim.lr_scheduler.cosine_lr_scheduler.CosineLRSchedule":
      "decay 0–100 0.1000→2.467e-5, ↑decay 100–200 0.01000→2.467e-6",
    "torchtitan.components.lr_scheduler.build_lr_schedulers":
      "warmup 0–200 5.000e-4→0.1000, decay 200–800 0.1000→0.02512",
    "torch.optim.lr_scheduler.ReduceLROnPlateau": "follows the run",
  };
  for (const [name, expected] of Object.entries(known)) {
    it(`${name}: ${expected}`, () => {
      const entry = findSchedule(name);
      assert.ok(entry);
      const planned = plan(entry, 200);
      assert.equal(planned === null ? "follows the run" : describePhases(planned.phases), expected);
    });
  }
});
