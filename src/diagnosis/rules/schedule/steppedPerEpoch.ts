import { countsUpdates } from "../../configuration/countsUpdates";
import { scheduleTitle } from "../../configuration/scheduleParts";
import { type UnreadArgument, unreadArguments } from "../../configuration/unreadArguments";
import { type RuleContext, sourceRule } from "../../rule";

/** Arguments that hold the length of a schedule. */
const lengths = ["T_max", "T_0", "total_steps", "steps_per_epoch", "total_iters", "num_training_steps", "step_size_up"];

/** Names that frameworks and programs give to numbers of updates. */
const countsOfUpdates =
  /^(?:[\w.]*\.)?(?:estimated_stepping_batches|steps_per_epoch|iters_per_epoch|batches_per_epoch|num_training_steps|num_train_steps|max_train_steps|total_training_steps|total_train_steps|num_training_batches)$/;

/** A schedule whose length is a number of batches hardly moves where it is stepped once in an epoch. */
export const steppedPerEpoch = sourceRule(
  {
    id: "schedule/stepped-per-epoch",
    severity: "warning",
    title: "A schedule in batches is stepped once in an epoch",
    messages: {
      batches:
        "{argument} of {schedule} counts batches ({expression}), but the schedule is stepped once for each loop over them: one step where {expression} were meant.",
      updates:
        "{argument} of {schedule} counts updates ({expression}), but the schedule is stepped once in an epoch: it comes only a small part of its way.",
      counted:
        "{schedule} is made for {span} steps, the updates of the run, but is stepped once for {interval} of them: the run ends after {steps} of its steps, at {last}.",
    },
    fixes: { epochs: "Set {argument} to {rounds}, the rounds of the loop that steps it" },
    documentation: {
      what: 'The length of a schedule is a number of updates, such as `epochs * len(loader)`, while `scheduler.step()` is called once in an epoch, or Lightning steps it so because the dictionary does not say `"interval": "step"`.',
      why: "A schedule of torch counts calls of `step`. With 400 batches an epoch it comes 1/400 of its way: OneCycleLR stays near its first learning rate, 1/25 of max_lr, and a cosine stays at the top.",
      formula: "share of the schedule that runs = steps made / length",
      ignore: "Where the number only looks like one of updates.",
      sources: [
        "torch 2.13.0, torch/optim/lr_scheduler.py, OneCycleLR: step should be called after every batch",
        "https://github.com/pytorch/pytorch/issues/65417",
        "https://github.com/Lightning-AI/pytorch-lightning/issues/5631",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=30 * len(loader))
for epoch in range(30):
    for inputs, targets in loader:
        optimizer.zero_grad()
        criterion(model(inputs), targets).backward()
        optimizer.step()
    scheduler.step()
`,
        after: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=30)
for epoch in range(30):
    for inputs, targets in loader:
        optimizer.zero_grad()
        criterion(model(inputs), targets).backward()
        optimizer.step()
    scheduler.step()
`,
      },
    },
  },
  function* (facts, { edits }) {
    const { schedule, unknowns = [] } = facts.configuration;
    if (schedule === null) return;
    const [loop] = schedule.stepping?.loops ?? [];
    const mended = (argument: string, range: UnreadArgument["range"]) => {
      if (loop === undefined || loop.over === "" || argument === "steps_per_epoch") return [];
      const values = { argument, rounds: loop.over };
      return [{ title: "epochs", values, edits: edits.replace(range, loop.over) } as const];
    };
    const lengthsOfLoops = unknowns
      .filter(({ neededFor }) => neededFor.some(({ argument }) => argument === null))
      .map(({ expression }) => expression);
    const seen = new Set<string>();
    for (const unread of schedule.isSteppedByLoop ? unreadArguments(facts) : []) {
      const { argument, expression, range } = unread;
      const isOfLoop = lengthsOfLoops.includes(expression);
      if (!lengths.includes(argument) || seen.has(argument) || isDivided(unread, edits)) continue;
      if (!isOfLoop && !countsOfUpdates.test(expression)) continue;
      seen.add(argument);
      const values = { argument, schedule: scheduleTitle(schedule), expression };
      yield { message: isOfLoop ? "batches" : "updates", values, at: range, fixes: mended(argument, range) };
    }
    const counted = countsUpdates(facts);
    if (counted === null) return;
    const { span, steps, interval, last } = counted;
    const values = { schedule: scheduleTitle(schedule), span: span.steps, interval, steps, last };
    yield { message: "counted", values, at: span.read, fixes: [] };
  },
);

/** Whether an expression stands in a division by it: `updates // len(loader)` counts epochs. */
function isDivided({ at }: UnreadArgument, edits: RuleContext["edits"]): boolean {
  return edits.textOf({ ...at, column: 1, endLine: at.line, endColumn: at.column }).includes("/");
}
