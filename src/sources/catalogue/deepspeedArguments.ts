import { BELOW_ONE, NOT_NEGATIVE } from "../../core/numberRange";
import type { WeightDecay } from "../../core/optimizers/deepspeedRules";
import {
  type ArgumentDefinition,
  type ArgumentIssue,
  type ArgumentValues,
  anyUses,
  type OptimizerEntry,
} from "./catalogue";
import { renamedBetas } from "./torchArguments";

/**
 * What the optimizers of DeepSpeed 0.19.8 have in common: arguments and defaults as their constructors have them. These check next to nothing, so that most ranges
 * are those that make sense.
 */

interface EntryPlace {
  readonly title: string;
  /** Below deepspeed.ops: `adam`. */
  readonly package: string;
  /** The file there that has the class: `fused_adam`. */
  readonly module: string;
  /** What stands where the arithmetic is, and whether it has been run or only read. */
  readonly source: string;
  readonly subject: string;
}

/** What an optimizer of deepspeed.ops is called, and where it stands. */
export function deepspeedEntry({
  title,
  package: folder,
  module,
  source,
  subject,
}: EntryPlace): Pick<
  OptimizerEntry,
  "framework" | "name" | "aliases" | "title" | "source" | "subject" | "learningRate" | "renamedArguments" | "stateNames"
> {
  return {
    framework: "deepspeed",
    name: `deepspeed.ops.${folder}.${title}`,
    aliases: [`deepspeed.ops.${folder}.${module}.${title}`],
    title,
    source: `DeepSpeed 0.19.8, ${source}`,
    subject,
    learningRate: "lr",
    renamedArguments: { ...renamedBetas, adam_w_mode: "adamw_mode", adamw_mode: "adam_w_mode" },
    stateNames: { m: "exp_avg", v: "exp_avg_sq" },
  };
}

export const learningRate = (preset: number): ArgumentDefinition => ({
  name: "lr",
  kind: "number",
  default: preset,
  advisedRange: NOT_NEGATIVE,
  documentation: "Learning rate: length of the steps.",
  symbol: "lr",
});

export const betas = (documentation: string): ArgumentDefinition => ({
  name: "betas",
  kind: "numbers",
  length: 2,
  default: [0.9, 0.999],
  advisedRange: BELOW_ONE,
  documentation,
  ruleNames: ["beta1", "beta2"],
  symbol: "β",
});

export const momentBetas = betas(
  "Shares of the mean gradient and of the mean of squares that are kept from step to step.",
);

export const epsilon = (preset: number): ArgumentDefinition => ({
  name: "eps",
  kind: "number",
  default: preset,
  advisedRange: NOT_NEGATIVE,
  documentation: "Added to the root of the squares, so that it never divides by 0.",
  ruleNames: ["epsilon"],
  symbol: "ε",
});

export const weightDecay = (documentation: string): ArgumentDefinition => ({
  name: "weight_decay",
  kind: "number",
  default: 0,
  advisedRange: NOT_NEGATIVE,
  documentation,
  ruleNames: ["weightDecay"],
  symbol: "wd",
});

export const biasCorrection: ArgumentDefinition = {
  name: "bias_correction",
  kind: "boolean",
  default: true,
  documentation: "Whether the means are corrected for their start at 0.",
  symbol: "bias correction",
};

/** Taken from the constructor for all groups. */
export const flag = (name: string, preset: boolean, documentation: string, symbol: string): ArgumentDefinition => ({
  name,
  kind: "boolean",
  default: preset,
  sameInAllGroups: true,
  documentation,
  symbol,
});

export const amsgrad: ArgumentDefinition = {
  name: "amsgrad",
  kind: "boolean",
  default: false,
  documentation: "Not supported: True is refused.",
};

const execution = (name: string, documentation: string): ArgumentDefinition => ({
  name,
  kind: "execution",
  default: true,
  documentation,
});

export const setGradNone = execution("set_grad_none", "Whether zero_grad() drops gradients: the same numbers.");
export const fp32States = execution(
  "fp32_optimizer_states",
  "Whether the states are float32 where parameters are not.",
);

export function amsgradIssues({ amsgrad }: ArgumentValues): readonly ArgumentIssue[] {
  if (!amsgrad) return [];
  const message = "amsgrad is true, which DeepSpeed does not support; expected false.";
  return [{ severity: "error", argument: "amsgrad", message }];
}

/** How weight decay acts in groups, one at least of which has it. */
export function decayOf(groups: readonly ArgumentValues[], decoupled: string): WeightDecay {
  if (!anyUses(groups, "weight_decay")) return "none";
  return anyUses(groups, decoupled) ? "decoupled" : "penalty";
}
