import { fairseqAdamRule } from "../../core/optimizers/fairseqRules";
import { anyUses, type OptimizerEntry } from "./catalogue";
import { epsilon, learningRate, momentBetas, weightDecay } from "./deepspeedArguments";

/** The optimizers of fairseq that are no other library's, named as their constructors have their arguments. */
export const fairseqOptimizers: readonly OptimizerEntry[] = [
  {
    framework: "fairseq",
    name: "fairseq.optim.adam.Adam",
    aliases: [],
    title: "Adam",
    source: "fairseq 0.12.2, fairseq/optim/adam.py",
    subject: "params",
    summary: "AdamW that adds ε before it corrects the means for their start.",
    learningRate: "lr",
    arguments: [
      learningRate(1e-3),
      momentBetas,
      epsilon(1e-8),
      weightDecay("Decoupled: the parameters shrink by lr · weight_decay · p before each step."),
    ],
    stateNames: { m: "exp_avg", v: "exp_avg_sq" },
    rule: (groups) => fairseqAdamRule(anyUses(groups, "weight_decay")),
  },
];
