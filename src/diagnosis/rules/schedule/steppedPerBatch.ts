import type { ScheduleConfiguration } from "../../../sources/configuration";
import { batchLoop } from "../../configuration/batchLoop";
import { scheduledRun, stepFromBelow } from "../../configuration/scheduledRun";
import { isCyclic, numberOf, numbersIn, scheduleParts, scheduleTitle } from "../../configuration/scheduleParts";
import { unreadArguments } from "../../configuration/unreadArguments";
import { sourceRule } from "../../rule";

/** Arguments that hold a length, of schedules that are stepped once in an epoch in most programs. */
const lengths = ["T_max", "T_0", "step_size", "total_iters", "milestones", "num_training_steps"];

/** A schedule whose numbers are epochs runs its course within the first epoch where every batch steps it. */
export const steppedPerBatch = sourceRule(
  {
    id: "schedule/stepped-per-batch",
    severity: "warning",
    title: "A schedule in epochs is stepped with every batch",
    messages: {
      turns:
        "{schedule} is stepped with every batch of {batches}, and {argument} = {length} counts those steps: with {epochs} epochs the rate goes up and down every {length} batches; {argument} looks meant in epochs.",
      vanishes:
        "{schedule} is stepped with every batch of {batches}: after {length} batches the learning rate is below {level} of its peak, and {epochs} epochs are to come; its numbers look meant in epochs.",
      milestones:
        "{schedule} is stepped with every batch of {batches}: its last milestone, {length}, passes after {length} batches, and {epochs} epochs are to come; the milestones look meant in epochs.",
      named:
        "{argument} is {expression}, the number of epochs of this loop, but {schedule} is stepped with every batch of {batches}.",
    },
    fixes: { move: "Step it once in an epoch, behind the loop over {batches}" },
    thresholds: {
      level: { default: 1e-3, description: "Share of the peak below which a learning rate moves hardly anything." },
      batches: {
        default: 10,
        description:
          "Batches that an epoch has at least: with so many, the schedule has to have vanished for half of the run.",
      },
    },
    documentation: {
      what: "`scheduler.step()` stands in the loop over the batches while the schedule's own numbers are epochs: `StepLR(optimizer, 30)` then multiplies the learning rate every 30 batches.",
      why: "A schedule of torch counts calls of `step`, whatever they mean. With 400 batches an epoch, one that is meant for 90 epochs is over in a quarter of the first: StepLR(30) has multiplied the rate by 0.1 thirteen times, and a cosine has swung up and down twice.",
      formula: "steps of the schedule = epochs · batches per epoch",
      ignore: "Where the numbers are meant in batches, and an epoch has few of them.",
      sources: [
        "torch 2.13.0, torch/optim/lr_scheduler.py, LRScheduler.step",
        "https://github.com/ivadomed/ivadomed/issues/57",
        "https://github.com/kohya-ss/sd-scripts/issues/601",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=30, gamma=0.1)
for epoch in range(90):
    for inputs, targets in loader:
        optimizer.zero_grad()
        criterion(model(inputs), targets).backward()
        optimizer.step()
        scheduler.step()
`,
        after: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=30, gamma=0.1)
for epoch in range(90):
    for inputs, targets in loader:
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
    const loop = batchLoop(facts);
    if (schedule === null || loop === null || loop.isTold) return;
    const { step, batches, epochs } = loop;
    const common = { schedule: scheduleTitle(schedule), batches: batches.over };
    const moved = edits.moveAfter(step, batches.range);
    const fixes = [{ title: "move", values: { batches: batches.over }, edits: moved }] as const;

    const named = unreadArguments(facts).find(
      ({ argument, range }) => lengths.includes(argument) && edits.textOf(range) === epochs.over,
    );
    if (named !== undefined) {
      const { argument, range } = named;
      yield { message: "named", values: { ...common, argument, expression: epochs.over }, at: range, fixes };
    }
    if (epochs.rounds === null || epochs.rounds < 2) return;
    const values = { ...common, epochs: epochs.rounds };
    const turning = scheduleParts(schedule).flatMap((part) => turningPart(part) ?? []);
    if (turning.length > 0 || isCyclic(schedule)) {
      for (const { title, argument, length, read } of turning) {
        if (length > epochs.rounds) continue;
        yield { message: "turns", values: { ...values, schedule: title, argument, length }, at: read, fixes };
      }
      return;
    }
    const last = /\.MultiStepLR$/.test(schedule.name) ? Math.max(...numbersIn(schedule.hyperparameters.milestones)) : 0;
    if (last > 1 && last <= epochs.rounds) {
      yield { message: "milestones", values: { ...values, length: last }, at: step, fixes };
      return;
    }
    const fewest = epochs.rounds * threshold("batches");
    const run = scheduledRun(facts, fewest);
    const vanished = run && stepFromBelow(run, run.peak * threshold("level"));
    if (vanished === null || vanished > fewest / 2) return;
    yield { message: "vanishes", values: { ...values, length: vanished, level: threshold("level") }, at: step, fixes };
  },
);

/** A schedule that goes up again after a number of steps. */
function turningPart(part: ScheduleConfiguration) {
  const argument = turningArguments.find(([name]) => part.name.endsWith(`.${name}`))?.[1];
  const length = argument === undefined ? undefined : numberOf(part, argument);
  if (argument === undefined || length === undefined) return null;
  return { title: scheduleTitle(part), argument, length, read: part.hyperparameters[argument] };
}

const turningArguments = [
  ["CosineAnnealingLR", "T_max"],
  ["CosineAnnealingWarmRestarts", "T_0"],
] as const;
