import { lastPart, scheduleTitle } from "../../configuration/scheduleParts";
import { scheduleSpan } from "../../configuration/scheduleSpan";
import { unreadArguments } from "../../configuration/unreadArguments";
import { sourceRule } from "../../rule";
import { setArgument } from "./setArgument";

const lengths = ["num_training_steps", "total_steps", "T_max", "total_iters", "steps_per_epoch", "num_warmup_steps"];

/** With accumulation a schedule that is stepped with the optimizer sees one of several batches. */
export const lengthInMicroBatches = sourceRule(
  {
    id: "schedule/length-in-micro-batches",
    severity: "warning",
    title: "The schedule counts micro-batches, of which several make one update",
    messages: {
      counted:
        "{argument} = {span} counts micro-batches: with {accumulation} of them in one update, {schedule} is stepped {steps} times and ends after 1/{accumulation} of its way.",
      named:
        "{argument} of {schedule} counts all batches ({expression}), but the schedule is stepped once for {accumulation} of them, with the optimizer: the run ends after 1/{accumulation} of its way.",
    },
    fixes: {
      counted: "Set {argument} to {steps}, the updates of the run",
      divide: "Divide {argument} by {accumulation}",
    },
    documentation: {
      what: "Several gradients are added up for one update, the schedule is stepped with every update, and its length is the number of batches.",
      why: "A schedule counts calls of `step`. With 4 batches in one update it makes a quarter of the steps that it was made for: the warm-up takes four times as long as meant, and a decay to 0 ends at three quarters of the learning rate.",
      formula: "steps of the schedule = batches / batches in one update",
      ignore: "Where the number of batches is meant: the run then ends before the decay does.",
      sources: [
        "https://github.com/huggingface/accelerate/issues/963",
        "https://github.com/huggingface/diffusers/issues/2632",
      ],
      example: {
        path: "train.py",
        before: `import torch
from transformers import get_linear_schedule_with_warmup

optimizer = torch.optim.AdamW(model.parameters(), lr=5e-5)
scheduler = get_linear_schedule_with_warmup(optimizer, 0, num_training_steps=3 * len(loader))
for epoch in range(3):
    for i, batch in enumerate(loader):
        loss = model(**batch).loss / 4
        loss.backward()
        if (i + 1) % 4 == 0:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()
`,
        after: `import torch
from transformers import get_linear_schedule_with_warmup

optimizer = torch.optim.AdamW(model.parameters(), lr=5e-5)
scheduler = get_linear_schedule_with_warmup(optimizer, 0, num_training_steps=3 * len(loader) // 4)
for epoch in range(3):
    for i, batch in enumerate(loader):
        loss = model(**batch).loss / 4
        loss.backward()
        if (i + 1) % 4 == 0:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()
`,
      },
    },
  },
  function* (facts, { edits }) {
    const { schedule, accumulation = 1 } = facts.configuration;
    const isConditional = schedule?.stepping?.isConditional ?? false;
    if (schedule === null || accumulation <= 1 || schedule.isSteppedByLoop || schedule.interval !== undefined) return;
    const { stepsOfSchedule: steps } = facts;
    const span = scheduleSpan(schedule);
    const part = lastPart(schedule)?.part;
    if (span !== null && steps !== null && part !== undefined && span.steps === steps * accumulation) {
      const { argument, read, steps: length } = span;
      const values = { argument, span: length, accumulation, schedule: scheduleTitle(part), steps };
      const mended = setArgument(edits, part, argument, String(steps - span.before));
      yield { message: "counted", values, at: read, fixes: [{ title: "counted", values, edits: mended }] };
      return;
    }
    const seen = new Set<string>();
    for (const { argument, expression, range, at } of isConditional ? unreadArguments(facts) : []) {
      const line = edits.textOf({ ...at, column: 1, endLine: at.line + 1, endColumn: 1 });
      const text = edits.textOf(range);
      if (!lengths.includes(argument) || !expression.startsWith("len(") || seen.has(argument)) continue;
      // Whoever divides by something, or multiplies by its inverse, has thought of it.
      if (/\/|accum/i.test(line + text)) continue;
      seen.add(argument);
      const values = { argument, schedule: scheduleTitle(schedule), expression, accumulation };
      const isProduct = /^[\w.]+(\([\w.]*\))?(\s*\*\s*[\w.]+(\([\w.]*\))?)*$/.test(text);
      const mended = isProduct ? edits.replace(range, `${text} // ${accumulation}`) : null;
      yield { message: "named", values, at: range, fixes: [{ title: "divide", values, edits: mended }] };
    }
  },
);
