import { scheduledRun } from "../../configuration/scheduledRun";
import { isCyclic, scheduleParts, scheduleTitle } from "../../configuration/scheduleParts";
import { scheduleSpan } from "../../configuration/scheduleSpan";
import { sourceRule } from "../../rule";
import { percentOf } from "./percentOf";

/** Schedules that are there for a learning rate that falls, without a length of their own. */
const decays =
  /\.(StepLR|ExponentialLR|StepLRScheduler|ExponentialDecay|InverseTimeDecay|exponential_decay)$|^optax\.exponential_decay$|^(exponential|step|inverse-time|exponential-decay|step-as-printed)$/;

/** What a decay multiplies by, or divides by, with what leaves the learning rate as it is. */
const factors: readonly (readonly [name: string, neutral: number])[] = [
  ["gamma", 1],
  ["decay_rate", 1],
  ["factor", 1],
  ["base", 1],
  ["decay", 0],
];

/** A decay that does not come to anything within the run. */
export const neverFalls = sourceRule(
  {
    id: "schedule/never-falls",
    severity: "warning",
    title: "A decay that never falls",
    messages: {
      neutral: "{argument} = {factor} leaves the learning rate as it is: {schedule} has no effect.",
      slow: "{schedule} brings the learning rate from {first} to {last} in the {steps} steps of the run: by {percent} %, which is no decay.",
      still:
        "{schedule} leaves the learning rate at {last} throughout the {steps} steps of the run: its first fall comes later.",
    },
    thresholds: {
      share: { default: 0.01, description: "Share of the first learning rate by which it has to fall in the run." },
    },
    documentation: {
      what: "A schedule that multiplies the learning rate step by step has a factor of 1, or one so near 1, or its steps so far apart, that the learning rate at the end of the run is the one that it began with.",
      why: "The schedule is there to end in small steps, and the run has none. Mostly the numbers are in another unit: `decay_steps=100000` updates in a run of 2,000, `step_size=100` in one of 50 epochs, `gamma=0.9999` made for updates and stepped once in an epoch, where 50 epochs make 0.5 %.",
      formula: "lr at the end / lr at the start = gamma^⌊steps / step_size⌋",
      ignore: "Where the run is only the first part of a longer one, or a constant learning rate is what is wanted.",
      sources: [
        "torch 2.13.0, torch/optim/lr_scheduler.py, StepLR and ExponentialLR",
        "Keras 3.15.1, keras/src/optimizers/schedules/learning_rate_schedule.py, ExponentialDecay",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.9999)
for epoch in range(50):
    for inputs, targets in loader:
        optimizer.zero_grad()
        criterion(model(inputs), targets).backward()
        optimizer.step()
    scheduler.step()
`,
        after: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.9)
for epoch in range(50):
    for inputs, targets in loader:
        optimizer.zero_grad()
        criterion(model(inputs), targets).backward()
        optimizer.step()
    scheduler.step()
`,
      },
    },
  },
  function* (facts, { threshold }) {
    const { schedule } = facts.configuration;
    if (schedule === null || isCyclic(schedule)) return;
    for (const part of scheduleParts(schedule)) {
      if (!decays.test(part.name) && !/\.MultiStepLR$/.test(part.name)) continue;
      const neutral = factors.find(([name, factor]) => part.hyperparameters[name]?.value === factor);
      const read = neutral && part.hyperparameters[neutral[0]];
      if (neutral === undefined || read === undefined) continue;
      const [argument, factor] = neutral;
      yield { message: "neutral", values: { argument, factor, schedule: scheduleTitle(part) }, at: read };
      return;
    }
    const run = scheduledRun(facts);
    if (run === null || !decays.test(schedule.name) || scheduleSpan(schedule) !== null) return;
    const { steps, last, rates } = run;
    const [first] = rates;
    const share = (first - last) / first;
    if (steps < 2 || !run.isWhole || !(first > 0) || last > first || share >= threshold("share")) return;
    const values = { schedule: scheduleTitle(schedule), steps, first, last, percent: percentOf(share) };
    yield { message: last === first ? "still" : "slow", values, at: schedule.range };
  },
);
