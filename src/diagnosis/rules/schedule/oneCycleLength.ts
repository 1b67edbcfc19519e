import { scheduledRun } from "../../configuration/scheduledRun";
import { numberOf, scheduleTitle } from "../../configuration/scheduleParts";
import { scheduleSpan } from "../../configuration/scheduleSpan";
import { sourceRule } from "../../rule";
import { percentOf } from "./percentOf";

/** OneCycleLR has a length: torch refuses one step more, and a run that is shorter ends at a high learning rate. */
export const oneCycleLength = sourceRule(
  {
    id: "schedule/one-cycle-length",
    severity: "error",
    title: "OneCycleLR is longer or shorter than the run",
    messages: {
      past: "OneCycleLR has {total} steps and the run makes {steps}: torch raises ValueError at step {first}, after {percent} % of the run.",
      early:
        "{schedule} has {total} steps and the run makes {steps}: it ends at a learning rate of {last}, {percent} % of the peak, where the whole cycle ends at {lowest}.",
    },
    fixes: { length: "Set {argument} to {steps}, the steps of the run" },
    thresholds: {
      level: {
        default: 0.1,
        description:
          "Share of the peak above which the last learning rate of a run that ends within the cycle is found.",
      },
    },
    documentation: {
      what: "The loops step OneCycleLR more often than `total_steps` says (or `epochs · steps_per_epoch`), or so much less often that the way down is cut off.",
      why: "After total_steps calls of `step` torch raises `ValueError: Tried to step 1001 times. The specified number of total steps is 1000`: the training stops there. The other way round the run ends while the rate is high, and the phase of small steps, for which the cycle is there, does not happen.",
      formula: "calls of step() ≤ total_steps",
      ignore: "Where the run is stopped on purpose before that.",
      sources: [
        "torch 2.13.0, torch/optim/lr_scheduler.py, OneCycleLR.get_lr",
        "https://github.com/pytorch/pytorch/issues/38170",
        "https://github.com/vLAR-group/GrowSP/issues/11",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.1, total_steps=1000)
for step in range(1200):
    optimizer.zero_grad()
    criterion(model(inputs), targets).backward()
    optimizer.step()
    scheduler.step()
`,
        after: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=0.1, total_steps=1200)
for step in range(1200):
    optimizer.zero_grad()
    criterion(model(inputs), targets).backward()
    optimizer.step()
    scheduler.step()
`,
      },
    },
  },
  function* (facts, { threshold, edits }) {
    const { schedule } = facts.configuration;
    const { stepsOfSchedule: steps } = facts;
    if (schedule === null || steps === null || !/onecycle/i.test(schedule.name)) return;
    const span = scheduleSpan(schedule);
    if (span === null) return;
    const { argument, steps: total } = span;
    const isByEpochs = numberOf(schedule, argument) === undefined;
    const read = isByEpochs ? schedule.hyperparameters.epochs : span.read;
    const fixes = isByEpochs
      ? []
      : ([{ title: "length", values: { argument, steps }, edits: edits.replaceValue(read, String(steps)) }] as const);
    if (schedule.name === "torch.optim.lr_scheduler.OneCycleLR" && steps > total) {
      const values = { total, steps, first: total + 1, percent: percentOf(total / steps) };
      yield { message: "past", values, at: read, step: total * (schedule.interval ?? 1), fixes };
      return;
    }
    const run = scheduledRun(facts);
    const whole = scheduledRun(facts, total);
    if (run === null || whole === null || steps >= total) return;
    // One that has not come to its top yet has its peak ahead.
    const share = run.last / whole.peak;
    if (share < threshold("level") && run.peakStep > 0) return;
    const values = { schedule: scheduleTitle(schedule), total, steps, last: run.last, lowest: whole.last };
    yield {
      message: "early",
      values: { ...values, percent: percentOf(share) },
      at: read,
      severity: "warning",
      fixes,
    };
  },
);
