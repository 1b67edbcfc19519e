import type { SourceEdits } from "../../../sources/edits/sourceEdits";
import type { TextEdit } from "../../../sources/edits/textEdit";
import type { LoopPass } from "../../../sources/loopFacts";
import { sourceRule } from "../../rule";
import { eventsOf, excludes, happensWith, inSameLoops, isAround, isInside, type Ordered } from "./eventOrder";
import { ratesOfSteps } from "./ratesOfSteps";

/** `scheduler.step()` before the first `optimizer.step()`. */
export const schedulerBeforeOptimizer = sourceRule(
  {
    id: "loop/scheduler-before-optimizer",
    severity: "warning",
    title: "The schedule is stepped before the optimizer",
    messages: {
      skipped:
        "The schedule is stepped before the optimizer: its first learning rate, {first}, is never used, and the first update is made with {second}.",
      early:
        "The schedule is stepped before the optimizer: every change of the learning rate comes one step of the schedule too early.",
    },
    fixes: {
      behindStep: "Move it behind the step of the optimizer",
      behindLoop: "Move it behind the loop over batches",
    },
    documentation: {
      what: "`scheduler.step()` comes before `optimizer.step()` in the same loop.",
      why: "A scheduler sets the first learning rate when it is made, and every `step()` goes on to the next. Called before the first update, it skips the first value, and the whole schedule runs one step ahead: of a warm-up the first value, of `StepLR(30)` one epoch of the large rate. PyTorch 1.1 turned the order round; code for older versions calls it first.",
      ignore: "Where the shift is meant, as in a warm-up that would start from 0.",
      sources: [
        "torch 2.13.0, torch/optim/lr_scheduler.py, LRScheduler",
        "https://github.com/pytorch/pytorch/issues/20124",
        "https://github.com/huggingface/transformers/issues/11106",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=30)
for epoch in range(90):
    scheduler.step()
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
    const { loop } = facts.configuration;
    for (const pass of loop?.passes ?? []) {
      for (const { stepped, step } of stepsAhead(pass)) {
        const [first, second] = ratesOfSteps(facts, 2);
        const isSkipped = first !== undefined && second !== undefined && first !== second;
        const edited = moved(stepped, step, edits);
        const fixes = [
          {
            title: inSameLoops(stepped, step) ? "behindStep" : "behindLoop",
            edits: edited,
            isSafe: happensWith(step, stepped),
          },
        ] as const;
        const related = [{ range: step.range, message: { template: "Here the optimizer is stepped.", values: {} } }];
        yield isSkipped
          ? { message: "skipped", values: { first, second }, at: stepped.range, step: 0, related, fixes }
          : { message: "early", at: stepped.range, related, fixes };
      }
    }
  },
);

interface StepAhead {
  readonly stepped: Ordered<"schedule">;
  readonly step: Ordered<"step">;
}

function stepsAhead(pass: LoopPass): readonly StepAhead[] {
  const steps = eventsOf(pass, "step");
  return eventsOf(pass, "schedule").flatMap((stepped) => {
    // That one is told what to go by, and has no first value to skip.
    if (stepped.isGiven || stepped.loops.length === 0 || stepped.scheduler.endsWith("ReduceLROnPlateau")) return [];
    if (steps.some((it) => it.at < stepped.at && !excludes(it, stepped))) return [];
    const step = steps.find((it) => it.at > stepped.at && isAround(stepped, it) && happensWith(stepped, it));
    return step === undefined ? [] : [{ stepped, step }];
  });
}

function moved(
  { statement, loops }: StepAhead["stepped"],
  step: StepAhead["step"],
  edits: SourceEdits,
): readonly TextEdit[] | null {
  const around = loops[loops.length - 1];
  const inner = step.loops[loops.length];
  if (inner === undefined) return edits.moveAfter(statement, step.statement);
  return isInside(inner.range, around.range) ? edits.moveAfter(statement, inner.range) : null;
}
