import { scheduledRun } from "../../configuration/scheduledRun";
import { numberOf, scheduleTitle } from "../../configuration/scheduleParts";
import { sourceRule } from "../../rule";
import { percentOf } from "./percentOf";

/** Schedules with restarts: the first span, and the factor of each to the one before. */
const restarts: readonly (readonly [name: RegExp, first: string, factor: string])[] = [
  [/^torch\..*\.CosineAnnealingWarmRestarts$/, "T_0", "T_mult"],
  [/^keras\..*\.CosineDecayRestarts$/, "first_decay_steps", "t_mul"],
];

/** A run that ends between two restarts, at a learning rate that was to fall further. */
export const unfinishedRestart = sourceRule(
  {
    id: "schedule/unfinished-restart",
    severity: "information",
    title: "The run ends between two restarts",
    messages: {
      first:
        "{argument} = {length} is longer than the run, which has {steps} steps: there is no restart, and the run ends at {last}, {percent} % of the peak.",
      within:
        "The run ends {into} steps into a span of {span}, at a learning rate of {last}, {percent} % of the peak; a run of {shorter} or {longer} steps ends with a span.",
    },
    fixes: { first: "Set {argument} to {steps}, the steps of the run" },
    thresholds: {
      level: { default: 0.1, description: "Share of the peak above which the last learning rate is found." },
      warning: { default: 0.5, description: "The same from which on it is a warning." },
    },
    documentation: {
      what: "A cosine with warm restarts ends its spans at fixed steps, and the run ends elsewhere, with a high learning rate.",
      why: "A model is good at the end of a span, when the steps are small. Just behind a restart the rate is at its top again, and what the span before has won is shaken up. With T_0 = 10 and T_mult = 2 the spans end after 10, 30, 70 and 150 steps.",
      formula: "spans end after T_0 · (T_mult^n − 1) / (T_mult − 1) steps, or T_0 · n",
      ignore: "Where the weights of the end of a span are kept, or averaged.",
      sources: [
        "Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts, arXiv 1608.03983",
        "https://github.com/pytorch/pytorch/issues/23480",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(optimizer, T_0=100)
for epoch in range(60):
    for inputs, targets in loader:
        optimizer.zero_grad()
        criterion(model(inputs), targets).backward()
        optimizer.step()
    scheduler.step()
`,
        after: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(optimizer, T_0=60)
for epoch in range(60):
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
    const found = restarts.find(([name]) => name.test(schedule?.name ?? ""));
    const run = scheduledRun(facts);
    if (schedule === null || found === undefined || run === null || !run.isWhole) return;
    if (schedule.stepping?.isToldStep) return;
    const [, argument, factorName] = found;
    const first = numberOf(schedule, argument);
    const factor = numberOf(schedule, factorName);
    const share = run.last / run.peak;
    if (first === undefined || factor === undefined || factor < 1 || share < threshold("level")) return;
    const { steps, last } = run;
    const severity = share >= threshold("warning") ? "warning" : "information";
    const read = schedule.hyperparameters[argument];
    const common = {
      argument,
      length: first,
      steps,
      last,
      percent: percentOf(share),
      schedule: scheduleTitle(schedule),
    };
    if (first >= steps) {
      const fix = { title: "first", values: common, edits: edits.replaceValue(read, String(steps)) } as const;
      yield { message: "first", values: common, at: read, severity, fixes: [fix] };
      return;
    }
    let [shorter, span] = [0, first];
    while (shorter + span < steps) {
      shorter += span;
      span *= factor;
    }
    const longer = shorter + span;
    if (longer === steps) return;
    const values = { ...common, into: steps - shorter, span, shorter, longer };
    yield { message: "within", values, at: read, severity, fixes: [] };
  },
);
