import { countsUpdates } from "../../configuration/countsUpdates";
import { scheduledRun } from "../../configuration/scheduledRun";
import { isCyclic, lastPart, scheduleTitle } from "../../configuration/scheduleParts";
import { scheduleSpan } from "../../configuration/scheduleSpan";
import { sourceRule } from "../../rule";
import { percentOf } from "./percentOf";
import { setArgument } from "./setArgument";

/** A decay with an end that lies beyond that of the run. */
export const unfinishedDecay = sourceRule(
  {
    id: "schedule/unfinished-decay",
    severity: "information",
    title: "The run ends before the decay does",
    messages: {
      cut: "{schedule} falls over {span} steps and the run has {steps}: it ends at {last}, {percent} % of the peak, and not at {lowest}.",
      warmup:
        "{argument} of {schedule} is {length}, the steps of the run, but counts from the end of the warm-up, step {before}: the run ends at {last}, {percent} % of the peak, and not at {lowest}.",
    },
    fixes: { length: "Set {argument} to {needed}, where the run ends" },
    thresholds: {
      level: {
        default: 0.02,
        description: "Share of the fall that has to be missing at the end of the run; less makes no difference.",
      },
      warning: {
        default: 0.5,
        description: "The same from which on it is a warning: less than half of the fall has happened.",
      },
    },
    documentation: {
      what: "A cosine, a line or another decay that has a length is longer than the run, or starts behind a warm-up and was given the length of the whole run.",
      why: "Annealing pays at its end, where the steps get small. A cosine that is cut at half of its length ends at half of the learning rate. With a warm-up of w steps before it, `T_max` is to be the steps of the run less w.",
      formula: "steps of the run = warm-up + length of the decay",
      ignore: "Where the run is to go on later, or is only a trial of the first part of a longer one.",
      sources: [
        "torch 2.13.0, torch/optim/lr_scheduler.py, CosineAnnealingLR and SequentialLR",
        "https://github.com/bigmb/Unet-Segmentation-Pytorch-Nest-of-Unets/issues/14",
        "Hoffmann et al., Training Compute-Optimal Large Language Models, arXiv 2203.15556, appendix B: the length of the cosine is to match the run",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=200)
for epoch in range(90):
    for inputs, targets in loader:
        optimizer.zero_grad()
        criterion(model(inputs), targets).backward()
        optimizer.step()
    scheduler.step()
`,
        after: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=90)
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
    const run = scheduledRun(facts);
    const span = schedule === null ? null : scheduleSpan(schedule);
    const part = schedule === null ? undefined : lastPart(schedule)?.part;
    if (schedule === null || run === null || span === null || part === undefined || run.steps >= span.steps) return;
    // What is in another unit, or never begins, is found as such.
    const { accumulation = 1 } = facts.configuration;
    const isInMicroBatches = accumulation > 1 && span.steps === run.steps * accumulation;
    if (isCyclic(schedule) || isInMicroBatches || span.before >= run.steps || countsUpdates(facts) !== null) return;
    const whole = scheduledRun(facts, span.steps + 1);
    if (whole === null) return;
    // One that is too long to be followed is as good as at its top.
    const lowest = whole.isWhole ? whole.last : 0;
    const missing = (run.last - lowest) / (whole.peak - lowest);
    if (whole.peak <= lowest || missing < threshold("level")) return;
    const { argument, before } = span;
    const needed = run.steps - before;
    const isWholeRun = before > 0 && span.steps - before === run.steps;
    const common = { schedule: scheduleTitle(part), steps: run.steps, last: run.last, lowest };
    const values = { ...common, percent: percentOf(run.last / whole.peak), argument, before, span: span.steps };
    yield {
      message: isWholeRun ? "warmup" : "cut",
      values: { ...values, length: span.steps - before },
      at: span.read,
      ...(missing >= threshold("warning") ? { severity: "warning" } : {}),
      fixes:
        needed < 1
          ? []
          : [
              {
                title: "length",
                values: { argument, needed },
                edits: setArgument(edits, part, argument, String(needed)),
              },
            ],
    };
  },
);
