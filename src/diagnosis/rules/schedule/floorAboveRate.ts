import type { ConfigurationFacts } from "../../configuration/configurationFacts";
import { numberOf, scheduleParts, scheduleTitle } from "../../configuration/scheduleParts";
import { sourceRule } from "../../rule";

/** Schedules that fall to a floor: the argument that holds it, and that of where it falls from; the optimizer's learning rate where none is named. */
const floors: readonly (readonly [name: RegExp, floor: string, from: string | null])[] = [
  [/^(torch|mmengine)\..*\.CosineAnnealingLR$/, "eta_min", null],
  [/^torch\..*\.CosineAnnealingWarmRestarts$/, "eta_min", null],
  [/^timm\..*\.(Cosine|Poly|Tanh)LRScheduler$/, "lr_min", null],
  [/^transformers\.get_cosine_with_min_lr_schedule_with_warmup$/, "min_lr", null],
  [/^optax\.warmup_cosine_decay_schedule$/, "end_value", "peak_value"],
];

/** Shares of the learning rate at which a cosine ends, of frameworks that give them as such. */
const shares: readonly (readonly [name: RegExp, argument: string])[] = [
  [/^keras\..*\.CosineDecay(Restarts)?$/, "alpha"],
  [/^optax\.cosine_decay_schedule$/, "alpha"],
  [/^transformers\.get_cosine_with_min_lr_schedule_with_warmup$/, "min_lr_rate"],
];

/** A decay whose lowest learning rate is above the one that it falls from. */
export const floorAboveRate = sourceRule(
  {
    id: "schedule/floor-above-rate",
    severity: "warning",
    title: "The floor of a decay is above where it starts",
    messages: {
      rate: "{schedule} rises: its lowest learning rate, {argument} = {floor}, is above the {lr} that it is to fall from.",
      share:
        "{schedule} rises: {argument} = {floor} is a share of the learning rate, and it ends at {factor} times what it is to fall from.",
    },
    saysMoreThan: ["schedule/unfinished-decay"],
    documentation: {
      what: "`eta_min`, `min_lr`, `end_value` or `alpha` are larger than the learning rate that the schedule falls from.",
      why: "A cosine goes from one of the two numbers to the other, whichever is larger. With a learning rate of 2e-5 and `eta_min=1e-4`, which was right for the 1e-3 of the run before, it grows to five times as much by the end. `alpha` of Keras and optax is a share of the learning rate and not a learning rate.",
      formula: "lr(s) = floor + (lr − floor) · (1 + cos(π · s / length)) / 2, which rises where floor > lr",
      ignore: "Where the learning rate is to rise.",
      sources: [
        "torch 2.13.0, torch/optim/lr_scheduler.py, CosineAnnealingLR",
        "optax 0.2.8, optax/schedules/_schedule.py, cosine_decay_schedule",
        "Keras 3.15.1, keras/src/optimizers/schedules/learning_rate_schedule.py, CosineDecay",
      ],
      example: {
        path: "train.py",
        before: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=2e-5)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=100, eta_min=1e-4)
`,
        after: `import torch

optimizer = torch.optim.AdamW(model.parameters(), lr=2e-5)
scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=100, eta_min=1e-6)
`,
      },
    },
  },
  function* (facts) {
    const { schedule } = facts.configuration;
    if (schedule === null) return;
    for (const part of scheduleParts(schedule)) {
      const common = { schedule: scheduleTitle(part) };
      const share = shares.find(([name]) => name.test(part.name))?.[1];
      const factor = share === undefined ? undefined : numberOf(part, share);
      if (share !== undefined && factor !== undefined && factor > 1) {
        const values = { ...common, argument: share, floor: factor, factor };
        yield { message: "share", values, at: part.hyperparameters[share] };
        continue;
      }
      const [, argument, from] = floors.find(([name]) => name.test(part.name)) ?? [];
      const floor = argument === undefined ? undefined : numberOf(part, argument);
      const lr = from ? numberOf(part, from) : rateOfAll(facts);
      if (argument === undefined || floor === undefined || lr === undefined || lr <= 0 || floor <= lr) continue;
      yield { message: "rate", values: { ...common, argument, floor, lr }, at: part.hyperparameters[argument] };
    }
  },
);

/** The learning rate of the optimizer, where all groups have the same. */
function rateOfAll({ groups }: ConfigurationFacts): number | undefined {
  const rates = new Set(groups.map((group) => group.number("learningRate")?.value));
  const [rate] = rates;
  return rates.size === 1 ? rate : undefined;
}
