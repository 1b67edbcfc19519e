import { MOST_STEPS } from "../../../core/simulation/learningRateCurve";
import { type ScheduledRun, scheduledRun } from "../../configuration/scheduledRun";
import { isCyclic } from "../../configuration/scheduleParts";
import { scheduleSpan } from "../../configuration/scheduleSpan";
import { warmupLength } from "../../configuration/warmupLength";
import { sourceRule } from "../../rule";
import { percentOf } from "./percentOf";

/** A warm-up after which the learning rate falls in one step to where the decay has come to meanwhile, or leaps up. */
export const jumpAtJoin = sourceRule(
  {
    id: "schedule/jump-at-join",
    severity: "warning",
    title: "The learning rate jumps where warm-up and decay join",
    messages: {
      falls:
        "The warm-up ends at a learning rate of {before} and the decay begins at {after}, {percent} % lower, at step {step}: the decay counts from the start of the run and not from the end of the warm-up.",
      leaps:
        "The learning rate leaps from {before} to {after} at step {step}, where the warm-up hands over: it has come only {percent} % of its way.",
    },
    thresholds: {
      share: { default: 0.05, description: "Share of the peak by which the learning rate has to jump." },
      slope: { default: 3, description: "How many times the change of the neighbouring steps the jump has to be." },
    },
    documentation: {
      what: "The learning rate rises step by step, then changes within one step by far more than in the steps around it, and goes on smoothly from there.",
      why: "Two schedules were put together that count differently. A cosine that has counted from step 0 has fallen by (1 − cos(π · w / T)) / 2 when a warm-up of w steps hands over to it: 10 % for w = T / 5. The other way round a warm-up that is cut short leaves a leap to the full rate, which is what it was to avoid.",
      formula: "jump = lr(w) / lr(w − 1) − 1",
      ignore: "Where the jump is meant.",
      sources: [
        "https://github.com/microsoft/Swin-Transformer/issues/277",
        "https://github.com/PaddlePaddle/PaddleDetection/pull/4611",
        "https://github.com/facebookresearch/fairchem/pull/1967",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
scheduler = torch.optim.lr_scheduler.LambdaLR(
    optimizer,
    lambda epoch: (epoch + 1) / 10 if epoch < 10 else 0.95**epoch,
)
for epoch in range(100):
    for inputs, targets in loader:
        optimizer.zero_grad()
        criterion(model(inputs), targets).backward()
        optimizer.step()
    scheduler.step()
`,
        after: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
scheduler = torch.optim.lr_scheduler.LambdaLR(
    optimizer,
    lambda epoch: (epoch + 1) / 10 if epoch < 10 else 0.95 ** (epoch - 10),
)
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
  function* (facts, { threshold }) {
    const { schedule } = facts.configuration;
    if (schedule === null || isCyclic(schedule)) return;
    const counts = warmupLength(schedule)?.steps ?? 0;
    const length = facts.stepsOfSchedule ?? scheduleSpan(schedule)?.steps ?? (counts > 0 ? 4 * counts : null);
    const run = scheduledRun(facts, length === null ? null : Math.min(length, MOST_STEPS));
    if (run === null || run.stride !== 1) return;
    const step = joinOf(run, threshold("share"), threshold("slope"));
    if (step === null) return;
    const [before, after] = [run.rates[step - 1], run.rates[step]];
    const falls = after < before;
    const percent = percentOf(falls ? 1 - after / before : before / after);
    yield {
      message: falls ? "falls" : "leaps",
      values: { before, after, step, percent },
      at: schedule.range,
      step: step * (schedule.interval ?? 1),
    };
  },
);

/** The first step behind a rise at which the rate jumps by a share of the peak; null where there is none. */
function joinOf({ rates, peak }: ScheduledRun, share: number, slope: number): number | null {
  const change = (step: number) => rates[step] - rates[step - 1];
  for (let step = 1; step < rates.length - 1; step++) {
    const [rise, jump, onward] = [step > 1 ? change(step - 1) : 0, change(step), change(step + 1)];
    if (step > 1 && rise <= 0) return null;
    const isLarge = Math.abs(jump) > share * peak && Math.abs(jump) > slope * Math.abs(onward);
    if (jump < 0) return isLarge && step > 1 ? step : null;
    if (isLarge && step > 1 && jump > slope * rise && onward <= 0) return step;
  }
  return null;
}
