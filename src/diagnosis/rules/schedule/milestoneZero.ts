import { numbersIn } from "../../configuration/scheduleParts";
import { sourceRule } from "../../rule";

/** A SequentialLR that hands over before its first scheduler has made a step. */
export const milestoneZero = sourceRule(
  {
    id: "schedule/milestone-zero",
    severity: "warning",
    title: "SequentialLR hands over at step 0",
    messages: {
      zero: "SequentialLR hands over at milestone {after}: its first scheduler never acts.",
      order: "The milestones of SequentialLR go from {before} to {after}: a scheduler between the two never acts.",
    },
    documentation: {
      what: "The first milestone of `SequentialLR` is 0, or milestones are not in ascending order.",
      why: "A milestone is the step from which on the next scheduler acts. At 0 the first one has no step, though it has set the learning rate when it was made: the run may begin at the low rate of a warm-up that does not take place.",
      ignore: "Where the number of warm-up steps is an option that may be 0.",
      sources: [
        "torch 2.13.0, torch/optim/lr_scheduler.py, SequentialLR",
        "https://github.com/pytorch/pytorch/issues/185872",
      ],
      example: {
        path: "train.py",
        before: `import torch
from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR, SequentialLR

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
warmup = LinearLR(optimizer, start_factor=0.1, total_iters=5)
cosine = CosineAnnealingLR(optimizer, T_max=95)
scheduler = SequentialLR(optimizer, [warmup, cosine], milestones=[0])
`,
        after: `import torch
from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR, SequentialLR

optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
warmup = LinearLR(optimizer, start_factor=0.1, total_iters=5)
cosine = CosineAnnealingLR(optimizer, T_max=95)
scheduler = SequentialLR(optimizer, [warmup, cosine], milestones=[5])
`,
      },
    },
  },
  function* ({ configuration: { schedule } }) {
    if (schedule?.name !== "torch.optim.lr_scheduler.SequentialLR") return;
    const at = schedule.hyperparameters.milestones;
    const milestones = numbersIn(at);
    if (milestones.length === 0) return;
    const fall = milestones.findIndex((milestone, index) => milestone <= (milestones[index - 1] ?? 0));
    if (fall < 0) return;
    const values = { before: milestones[fall - 1] ?? 0, after: milestones[fall] };
    yield { message: fall === 0 ? "zero" : "order", values, at };
  },
);
