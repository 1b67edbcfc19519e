import type { LoopEvent } from "../../../sources/loopFacts";
import type { MessageValues } from "../../message";
import { sourceRule } from "../../rule";
import { eventsOf, isInside } from "./eventOrder";
import { ratesOfSteps } from "./ratesOfSteps";

/** A scheduler that is made and left alone. */
export const schedulerNeverStepped = sourceRule(
  {
    id: "loop/scheduler-never-stepped",
    severity: "error",
    title: "A schedule is made and never stepped",
    messages: {
      constant:
        "{scheduler} is made and never stepped: the loop makes all of its updates with a learning rate of {rate}, the first of the schedule.",
      unread:
        "{scheduler} is made and never stepped: the loop makes all of its updates with the learning rate that it starts from.",
    },
    fixes: { epoch: "Step it at the end of every epoch", update: "Step it with every update" },
    documentation: {
      what: "A scheduler is made for an optimizer that a loop of the same file steps, and its `step()` is never called.",
      why: "Schedulers of PyTorch do nothing by themselves: the learning rate changes in `scheduler.step()` alone. Without it, it stays where the scheduler has put it when it was made, which for a warm-up is the smallest value of all.",
      ignore: "Where the scheduler is stepped by code that the file does not show.",
      sources: ["torch 2.13.0, torch/optim/lr_scheduler.py, LRScheduler"],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=30)
for epoch in range(90):
    for x, y in loader:
        optimizer.zero_grad()
        criterion(model(x), y).backward()
        optimizer.step()
`,
        after: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=30)
for epoch in range(90):
    for x, y in loader:
        optimizer.zero_grad()
        criterion(model(x), y).backward()
        optimizer.step()
    scheduler.step()
`,
      },
    },
  },
  function* (facts, { edits }) {
    const { loop, schedule } = facts.configuration;
    if (loop === undefined || loop.isHandedOn) return;
    const steps = loop.passes.flatMap((pass) => eventsOf(pass, "step"));
    const step = steps.find(({ loops }) => loops.length > 0);
    if (step === undefined) return;
    for (const { name, range, stepped, variable } of loop.schedulers) {
      if (stepped !== "never") continue;
      const scheduler = name.slice(name.lastIndexOf(".") + 1);
      const isRead = schedule !== null && isInside(schedule.range, range);
      const [rate] = isRead ? ratesOfSteps(facts, 1) : [];
      const call = variable === null || name.endsWith("ReduceLROnPlateau") ? null : `${variable}.step()`;
      const batches = loopOverBatches(step);
      const fixes = [
        { title: "epoch", edits: call === null || batches === null ? null : edits.insertLineAfter(batches, call) },
        { title: "update", edits: call === null ? null : edits.insertLineAfter(step.statement, call) },
      ] as const;
      const values: MessageValues = { scheduler, ...(rate === undefined ? {} : { rate }) };
      yield { message: rate === undefined ? "unread" : "constant", values, at: range, fixes };
    }
  },
);

/** The innermost loop of a step, where it stands in one over epochs. */
function loopOverBatches({ loops }: LoopEvent) {
  const [outer, inner] = loops.slice(-2);
  return inner !== undefined && outer.unit === "epoch" && isInside(inner.range, outer.range) ? inner.range : null;
}
