import { scheduledRun } from "../../configuration/scheduledRun";
import { lastPart, numberOf } from "../../configuration/scheduleParts";
import { scheduleSpan } from "../../configuration/scheduleSpan";
import { sourceRule } from "../../rule";
import { setArgument } from "./setArgument";

/** The schedules that do so: those of transformers and diffusers are half a period long by default. */
const rising = /^torch\..*\.CosineAnnealingLR$|^(transformers|diffusers)\.get_cosine_schedule_with_warmup$/;

/** `CosineAnnealingLR` swings back to the top in as many steps as it took to the bottom: its period is 2 · T_max. */
export const cosineRisesAgain = sourceRule(
  {
    id: "schedule/cosine-rises-again",
    severity: "warning",
    title: "Cosine annealing rises again after T_max",
    messages: {
      rises:
        "The learning rate is at its lowest, {lowest}, after {argument} = {length} steps of the schedule and rises again from there: the run has {steps} steps and ends at {last}.",
    },
    fixes: {
      span: "Set {argument} to {needed}, the steps of the run",
      rest: "Set {argument} to {needed}, the steps of the run behind the warm-up",
    },
    thresholds: {
      share: {
        default: 0.01,
        description:
          "Share of the way back to the top that the rate has to have come by the end of the run; a step or two beyond T_max make no difference.",
      },
    },
    documentation: {
      what: "`T_max` of `CosineAnnealingLR` is half a period, and `num_training_steps` of transformers' cosine is its end. A run with more steps of the schedule than that sees the learning rate climb back to where it began.",
      why: "Annealing is to end in small steps. A run that stops while the rate climbs throws that away: its last updates are as noisy as those in its middle. Most often T_max is in epochs while the schedule is stepped with every batch, or the number of epochs was raised and T_max was not.",
      formula: "lr(s) = eta_min + (lr0 − eta_min) · (1 + cos(π · s / T_max)) / 2, with period 2 · T_max",
      ignore: "Where the rate is meant to swing; `CosineAnnealingWarmRestarts` says so more clearly.",
      sources: [
        "torch 2.13.0, torch/optim/lr_scheduler.py, CosineAnnealingLR",
        "https://github.com/ivadomed/ivadomed/issues/57",
        "https://github.com/konstmish/prodigy/issues/10",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=30)
for epoch in range(50):
    for batch in loader:
        optimizer.zero_grad()
        loss(model(batch)).backward()
        optimizer.step()
    scheduler.step()
`,
        after: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=50)
for epoch in range(50):
    for batch in loader:
        optimizer.zero_grad()
        loss(model(batch)).backward()
        optimizer.step()
    scheduler.step()
`,
      },
    },
  },
  function* (facts, { threshold, edits }) {
    const { schedule } = facts.configuration;
    const { stepsOfSchedule: steps } = facts;
    const part = schedule === null ? undefined : lastPart(schedule)?.part;
    const span = schedule === null ? null : scheduleSpan(schedule);
    if (part === undefined || span === null || steps === null || !rising.test(part.name)) return;
    if ((numberOf(part, "num_cycles") ?? 0.5) !== 0.5) return;
    const start = span.before + (numberOf(part, "num_warmup_steps") ?? 0);
    const wayUp = (1 + Math.cos((Math.PI * (steps - 1 - start)) / (span.steps - start))) / 2;
    if (steps - 1 <= span.steps || wayUp < threshold("share")) return;
    const peak = scheduledRun(facts)?.peak;
    if (peak === undefined) return;
    const lowest = numberOf(part, "eta_min") ?? 0;
    const { argument, read, before } = span;
    const needed = steps - before;
    yield {
      message: "rises",
      values: { lowest, argument, length: span.steps - before, steps, last: lowest + (peak - lowest) * wayUp },
      at: read,
      fixes: [
        {
          title: before > 0 ? "rest" : "span",
          values: { argument, needed },
          edits: setArgument(edits, part, argument, String(needed)),
        },
      ],
    };
  },
);
