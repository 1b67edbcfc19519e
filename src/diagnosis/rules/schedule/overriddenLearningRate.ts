import { shortNumber } from "../../../core/shortNumber";
import type { ScheduleConfiguration } from "../../../sources/configuration";
import { numberOf, scheduleParts, scheduleTitle } from "../../configuration/scheduleParts";
import { sourceRule } from "../../rule";

/** A learning rate of the optimizer that its schedule replaces with one of its own. */
export const overriddenLearningRate = sourceRule(
  {
    id: "schedule/overridden-learning-rate",
    severity: "information",
    title: "The schedule replaces the optimizer's learning rate",
    messages: {
      given:
        "The learning rate {lr} has no effect: {schedule} moves from {from} to {to} ({argument}) whatever the optimizer has.",
      preset:
        "The learning rate {lr} has no effect: {schedule} rises to {to}, the default of {argument}, whatever the optimizer has.",
    },
    fixes: {
      schedule: "Set {argument} to {lr}, the optimizer's",
      optimizer: "Set the optimizer's learning rate to {to}",
    },
    documentation: {
      what: "The optimizer has a learning rate, and a schedule with others: `CyclicLR(base_lr, max_lr)`, `OneCycleLR(max_lr)`, and DeepSpeed's `WarmupLR` and `WarmupDecayLR` with `warmup_max_lr`.",
      why: "These schedules set the learning rate themselves. Whoever tunes the optimizer's changes nothing. `WarmupDecayLR` of DeepSpeed rises to 0.001 unless told otherwise, 50 times as much as the 2e-5 of a fine-tuning beside it.",
      ignore: "Where the learning rate of the schedule is the one that is meant.",
      sources: [
        "torch 2.13.0, torch/optim/lr_scheduler.py, OneCycleLR and CyclicLR",
        "DeepSpeed 0.19.8, deepspeed/runtime/lr_schedules.py, WarmupLR and WarmupDecayLR",
      ],
      example: {
        path: "ds_config.json",
        before: `{
  "optimizer": { "type": "AdamW", "params": { "lr": 2e-5 } },
  "scheduler": {
    "type": "WarmupDecayLR",
    "params": { "warmup_min_lr": 0, "warmup_max_lr": 1e-3, "warmup_num_steps": 500, "total_num_steps": 10000 }
  }
}
`,
        after: `{
  "optimizer": { "type": "AdamW", "params": { "lr": 2e-5 } },
  "scheduler": {
    "type": "WarmupDecayLR",
    "params": { "warmup_min_lr": 0, "warmup_max_lr": 2e-5, "warmup_num_steps": 500, "total_num_steps": 10000 }
  }
}
`,
      },
    },
  },
  function* (facts, { edits }) {
    const { schedule } = facts.configuration;
    const given = facts.groups[0].number("learningRate");
    if (schedule === null || given?.read == null || facts.groups.length > 1) return;
    const { value: lr, read: at } = given;
    for (const part of scheduleParts(schedule)) {
      const own = ownRates(part);
      if (own === null) continue;
      const { argument, from, to, isFirm } = own;
      // Whoever writes the same number twice knows.
      if ([from, to].some((rate) => Math.abs(rate - lr) <= 1e-9 * rate)) continue;
      const read = part.hyperparameters[argument];
      const values = { lr, schedule: scheduleTitle(part), from, to, argument };
      yield {
        message: read?.range ? "given" : "preset",
        values,
        at,
        ...(isFirm ? { severity: "warning" } : {}),
        related: read?.range
          ? [{ range: read.range, message: { template: "The schedule has it here.", values: {} } }]
          : [],
        fixes: [
          { title: "schedule", values, edits: read?.range ? edits.replaceValue(read, shortNumber(lr)) : null },
          { title: "optimizer", values, edits: edits.replaceValue(at, shortNumber(to)) },
        ],
      };
    }
  },
);

interface OwnRates {
  readonly argument: string;
  readonly from: number;
  readonly to: number;
  /** Whether nobody means the two to differ: the schedule has no reason for a learning rate but the optimizer's. */
  readonly isFirm: boolean;
}

/** The learning rates between which a schedule moves without a look at the optimizer's; null for one that has none, or a list of them. */
function ownRates(part: ScheduleConfiguration): OwnRates | null {
  const rates = (argument: string, from: number | undefined, isFirm: boolean): OwnRates | null => {
    const to = numberOf(part, argument);
    return to === undefined || from === undefined ? null : { argument, from, to, isFirm };
  };
  if (/^torch\..*\.CyclicLR$/.test(part.name)) return rates("max_lr", numberOf(part, "base_lr"), false);
  if (/^torch\..*\.OneCycleLR$/.test(part.name)) {
    const [highest, divisor] = [numberOf(part, "max_lr"), numberOf(part, "div_factor")];
    return rates("max_lr", highest === undefined || divisor === undefined ? undefined : highest / divisor, false);
  }
  if (/^deepspeed\..*\.Warmup(Decay)?LR$/.test(part.name)) {
    return rates("warmup_max_lr", numberOf(part, "warmup_min_lr"), true);
  }
  return null;
}
