import { numberOf } from "../../configuration/scheduleParts";
import type { MessageValues } from "../../message";
import { sourceRule } from "../../rule";

/** A ReduceLROnPlateau whose numbers keep it from ever reducing anything. */
export const plateauWithoutEffect = sourceRule(
  {
    id: "schedule/plateau-without-effect",
    severity: "warning",
    title: "ReduceLROnPlateau cannot reduce the learning rate",
    messages: {
      lowest: "min_lr = {lowest} is not below the learning rate, {lr}: ReduceLROnPlateau has nothing to reduce.",
      change:
        "The first reduction would take {change} off the learning rate of {lr}, no more than eps = {eps}: torch leaves out changes that small, and the rate never falls.",
      patience:
        "ReduceLROnPlateau waits for {bad} steps without a better loss, and the run has {steps}: it never reduces the learning rate.",
    },
    documentation: {
      what: "`min_lr` is no lower than the learning rate, the first reduction is no larger than `eps`, or the run is over before `patience` is.",
      why: "torch takes max(lr · factor, min_lr) and makes the change only if it is larger than eps, 1e-8 unless given: a learning rate of 1e-8 is never reduced. The first loss is always the best so far, and patience + 1 worse ones have to follow, so a reduction needs patience + 2 steps.",
      formula: "reduced if lr − max(lr · factor, min_lr) > eps",
      ignore: "Where the learning rate is changed elsewhere too.",
      sources: [
        "torch 2.13.0, torch/optim/lr_scheduler.py, ReduceLROnPlateau._reduce_lr",
        "https://github.com/pytorch/pytorch/issues/119763",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)
scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, factor=0.5, min_lr=1e-3)
`,
        after: `import torch

optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)
scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, factor=0.5, min_lr=1e-6)
`,
      },
    },
  },
  function* (facts) {
    const { schedule } = facts.configuration;
    if (!/(\.ReduceLROnPlateau|\.get_reduce_on_plateau_schedule)$/.test(schedule?.name ?? "") || schedule === null)
      return;
    const lr = facts.groups.length > 1 ? undefined : facts.groups[0].number("learningRate")?.value;
    const [factor, lowest = 0, eps = 0] = ["factor", "min_lr", "eps"].map((name) => numberOf(schedule, name));
    const { min_lr, eps: smallest, factor: factorRead } = schedule.hyperparameters;
    if (lr !== undefined && lr > 0 && factor !== undefined && factor < 1) {
      if (lowest >= lr) {
        const values: MessageValues = { lowest, lr };
        yield { message: "lowest", values, at: min_lr };
        return;
      }
      const change = lr - Math.max(lr * factor, lowest);
      if (change <= eps) {
        const at = smallest?.range ? smallest : factorRead?.range ? factorRead : schedule.range;
        const values: MessageValues = { change, lr, eps };
        yield { message: "change", values, at };
        return;
      }
    }
    const patience = numberOf(schedule, "patience");
    const { stepsOfSchedule: steps } = facts;
    if (patience === undefined || steps === null || steps >= patience + 2) return;
    const at = schedule.hyperparameters.patience;
    const values: MessageValues = { bad: patience + 1, steps };
    yield { message: "patience", values, at: at?.range ? at : schedule.range };
  },
);
