import { BELOW_ONE } from "../../core/numberRange";
import { composerAdamRule } from "../../core/optimizers/composerRules";
import { anyUses, type OptimizerEntry } from "./catalogue";
import { amsgrad, epsilon, learningRate, momentBetas, weightDecay } from "./deepspeedArguments";

/** The optimizers of Composer that are no other library's. */
export const composerOptimizers: readonly OptimizerEntry[] = [
  {
    framework: "composer",
    name: "composer.optim.DecoupledAdamW",
    aliases: ["composer.optim.decoupled_weight_decay.DecoupledAdamW"],
    title: "DecoupledAdamW",
    source: "Composer 0.32.1, composer/optim/decoupled_weight_decay.py",
    subject: "params",
    summary:
      "Adam that shrinks the parameters at each step by a share that follows the schedule, and not the learning rate itself.",
    learningRate: "lr",
    arguments: [
      learningRate(1e-3),
      { ...momentBetas, default: [0.9, 0.95], range: BELOW_ONE },
      epsilon(1e-8),
      {
        ...weightDecay(
          "The parameters shrink by weight_decay at each step, times what the schedule leaves of the learning rate.",
        ),
        default: 1e-5,
      },
      { ...amsgrad, documentation: "Divides by the largest mean of squares so far." },
    ],
    stateNames: { m: "exp_avg", v: "exp_avg_sq", vMax: "max_exp_avg_sq" },
    numbers: ({ lr }): Readonly<Record<string, number>> => (typeof lr === "number" ? { initialRate: lr } : {}),
    rule: (groups) =>
      composerAdamRule({ weightDecay: anyUses(groups, "weight_decay"), amsgrad: anyUses(groups, "amsgrad") }),
  },
];
