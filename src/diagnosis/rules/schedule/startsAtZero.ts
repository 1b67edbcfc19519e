import { scheduledRun } from "../../configuration/scheduledRun";
import { isOwnFormula, scheduleParts } from "../../configuration/scheduleParts";
import { sourceRule } from "../../rule";

/** Steps over which a formula is looked at where the run is of unknown length. */
const STEPS = 200;

/** A formula of one's own that gives 0 at its first step: these updates change nothing. */
export const startsAtZero = sourceRule(
  {
    id: "schedule/starts-at-zero",
    severity: "information",
    title: "The first update has a learning rate of 0",
    messages: {
      one: "The learning rate is 0 at the first step of this schedule: the first update changes nothing.",
      epoch:
        "The learning rate is 0 at the first step of this schedule, which is stepped once in an epoch: the whole first epoch changes nothing.",
      several: "The learning rate is 0 in the first {steps} steps of this schedule, which change nothing.",
      whole: "The learning rate is 0 in all of the {steps} steps of the run: it is never trained.",
    },
    documentation: {
      what: "A formula of your own, such as `lambda step: step / warmup`, is 0 at step 0.",
      why: "Schedules count from 0, so the first update multiplies by 0. That is one update of thousands, unless the schedule is stepped once in an epoch, or the formula divides without a remainder (`step // warmup`), which is 0 for all of the warm-up.",
      formula: "lr(s) = lr0 · (s + 1) / warmup starts above 0",
      ignore: "Where one update more or less makes no difference.",
      sources: ["torch 2.13.0, torch/optim/lr_scheduler.py, LambdaLR: last_epoch is 0 at the first update"],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda epoch: min(1.0, epoch / 5))
for epoch in range(100):
    for inputs, targets in loader:
        optimizer.zero_grad()
        criterion(model(inputs), targets).backward()
        optimizer.step()
    scheduler.step()
`,
        after: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda epoch: min(1.0, (epoch + 1) / 5))
for epoch in range(100):
    for inputs, targets in loader:
        optimizer.zero_grad()
        criterion(model(inputs), targets).backward()
        optimizer.step()
    scheduler.step()
`,
      },
    },
  },
  function* (facts) {
    const { schedule } = facts.configuration;
    if (schedule === null || !isOwnFormula(schedule)) return;
    const run = scheduledRun(facts, facts.stepsOfSchedule ?? STEPS);
    if (run === null || run.stride !== 1 || run.rates[0] !== 0) return;
    const formula = schedule.hyperparameters.lr_lambda ?? schedule.hyperparameters.rule;
    const at = formula?.range ? formula : scheduleParts(schedule)[0].range;
    const zeros = run.rates.findIndex((rate) => rate !== 0);
    if (zeros < 0) {
      if (facts.stepsOfSchedule === null) return;
      yield { message: "whole", values: { steps: run.steps }, at, severity: "error", step: 0 };
    } else if (zeros > 1) {
      yield { message: "several", values: { steps: zeros }, at, severity: "warning", step: 0 };
    } else {
      const isEpoch = schedule.isSteppedByLoop || (schedule.interval ?? 1) > 1;
      yield { message: isEpoch ? "epoch" : "one", at, step: 0, ...(isEpoch ? { severity: "warning" } : {}) };
    }
  },
);
