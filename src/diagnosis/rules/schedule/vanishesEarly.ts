import { scheduledRun, stepFromBelow } from "../../configuration/scheduledRun";
import { isCyclic, lastPart, scheduleTitle } from "../../configuration/scheduleParts";
import { scheduleSpan } from "../../configuration/scheduleSpan";
import { sourceRule } from "../../rule";
import { percentOf } from "./percentOf";
import { setArgument } from "./setArgument";

/** A learning rate that has come to almost nothing while much of the run is still to come. */
export const vanishesEarly = sourceRule(
  {
    id: "schedule/vanishes-early",
    severity: "warning",
    title: "The learning rate vanishes long before the end of the run",
    messages: {
      vanishes:
        "{schedule} has brought the learning rate below {level} of its peak by step {step} of {steps}: in the last {percent} % of the run the parameters hardly move.",
      zero: "{schedule} has brought the learning rate to 0 by step {step} of {steps}: the last {percent} % of the run change nothing.",
      floor:
        "{schedule} is at its lowest, {last}, after {span} of the {steps} steps of the run, and stays there for the other {percent} %.",
    },
    fixes: { length: "Set {argument} to {needed}, where the run ends" },
    thresholds: {
      level: { default: 1e-3, description: "Share of the peak below which a learning rate moves hardly anything." },
      share: { default: 0.25, description: "Share of the run that has to be left." },
      floorShare: { default: 0.5, description: "The same where the decay ends at a learning rate that is not so low." },
    },
    documentation: {
      what: "The learning rate falls to less than a thousandth of its peak, or to 0, and a good part of the run comes behind that.",
      why: "An update is in proportion to the learning rate: what is trained behind that point is lost time. Most often a length is in another unit than the steps (epochs and batches), a default was left (5 steps in PolynomialLR), or the run was made longer and the schedule was not.",
      formula: "lr(s) < 0.001 · peak for all steps s from here on",
      ignore: "Where the run goes on for another reason, such as averaging weights.",
      sources: [
        "torch 2.13.0, torch/optim/lr_scheduler.py, PolynomialLR: total_iters is 5 unless given",
        "https://github.com/ivadomed/ivadomed/issues/57",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.PolynomialLR(optimizer, power=0.9)
for epoch in range(50):
    for inputs, targets in loader:
        optimizer.zero_grad()
        criterion(model(inputs), targets).backward()
        optimizer.step()
    scheduler.step()
`,
        after: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.PolynomialLR(optimizer, power=0.9, total_iters=50)
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
  function* (facts, { threshold, edits }) {
    const { schedule } = facts.configuration;
    const run = scheduledRun(facts);
    if (schedule === null || run === null || isCyclic(schedule) || run.peak <= 0) return;
    const span = scheduleSpan(schedule);
    const part = lastPart(schedule)?.part ?? schedule;
    const { steps, last } = run;
    const needed = span === null ? 0 : steps - span.before;
    const fixes =
      span === null || needed < 1
        ? []
        : ([
            {
              title: "length",
              values: { argument: span.argument, needed },
              edits: setArgument(edits, part, span.argument, String(needed)),
            },
          ] as const);
    const at = span?.read.range ? span.read : part.range;
    const common = { schedule: scheduleTitle(part), steps };
    const level = threshold("level");
    const step = stepFromBelow(run, level * run.peak);
    if (step !== null) {
      const share = (steps - step) / steps;
      if (share <= threshold("share")) return;
      const from = last === 0 ? (stepFromBelow(run, Number.MIN_VALUE) ?? step) : step;
      const values = { ...common, step: from, percent: percentOf((steps - from) / steps), level };
      yield { message: last === 0 ? "zero" : "vanishes", values, at, step: from * (schedule.interval ?? 1), fixes };
      return;
    }
    if (span === null || !run.isWhole || last > run.peak / 2) return;
    const share = (steps - span.steps) / steps;
    const atEnd = run.rates[Math.floor(span.steps / run.stride)];
    if (share <= threshold("floorShare") || Math.abs(atEnd - last) > 0.01 * last) return;
    const values = { ...common, span: span.steps, last, percent: percentOf(share) };
    yield { message: "floor", values, at, severity: "information", fixes };
  },
);
