import { findComposition } from "../../../sources/catalogue/findEntry";
import type { ScheduleConfiguration } from "../../../sources/configuration";
import { numbersIn, scheduleParts, scheduleTitle } from "../../configuration/scheduleParts";
import { sourceRule } from "../../rule";

/** Arguments that list steps at which the learning rate changes. */
const lists = ["milestones", "boundaries", "decay_t", "step"];

/** Milestones that the run does not come to. */
export const milestonesBeyondRun = sourceRule(
  {
    id: "schedule/milestones-beyond-run",
    severity: "warning",
    title: "Milestones lie beyond the run",
    messages: {
      all: "{schedule} never changes the learning rate: the run has {steps} steps of the schedule, and its first milestone is {first}.",
      some: "{schedule} does not come to {missed} of its {count} milestones: the run has {steps} steps of the schedule, and the next one is {first}.",
      sequence:
        "{schedule} never hands over at step {first}: the run has {steps} steps of the schedule, and what comes behind has no effect.",
    },
    documentation: {
      what: "Steps at which the learning rate is to change, or at which one schedule is to hand over to another, that come after the last one of the run.",
      why: "They do nothing. Mostly the milestones are in batches while the schedule is stepped once in an epoch, or the run was made shorter and they were not.",
      ignore: "Where the run is only the first part of a longer one.",
      sources: ["torch 2.13.0, torch/optim/lr_scheduler.py, MultiStepLR and SequentialLR"],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones=[32000, 48000])
for epoch in range(164):
    for inputs, targets in loader:
        optimizer.zero_grad()
        criterion(model(inputs), targets).backward()
        optimizer.step()
    scheduler.step()
`,
        after: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones=[82, 123])
for epoch in range(164):
    for inputs, targets in loader:
        optimizer.zero_grad()
        criterion(model(inputs), targets).backward()
        optimizer.step()
    scheduler.step()
`,
      },
    },
  },
  function* ({ configuration: { schedule }, stepsOfSchedule: steps }) {
    if (schedule === null || steps === null) return;
    // The milestones of a part count from where it takes over.
    const whole = findComposition(schedule.name) === undefined ? scheduleParts(schedule) : [schedule];
    for (const part of whole) {
      const found = listOf(part);
      if (found === null) continue;
      const { milestones, read } = found;
      const missed = milestones.filter((milestone) => milestone >= steps);
      const first = Math.min(...missed);
      const values = { schedule: scheduleTitle(part), steps, first, missed: missed.length, count: milestones.length };
      if (missed.length === 0) continue;
      if (findComposition(part.name) !== undefined) yield { message: "sequence", values, at: read };
      else if (missed.length === milestones.length) yield { message: "all", values, at: read };
      else yield { message: "some", values, at: read, severity: "information" };
    }
  },
);

function listOf({ hyperparameters }: ScheduleConfiguration) {
  const name = lists.find((argument) => Array.isArray(hyperparameters[argument]?.value));
  const read = name === undefined ? undefined : hyperparameters[name];
  const milestones = numbersIn(read);
  return read === undefined || milestones.length === 0 ? null : { milestones, read };
}
