import { BELOW_ONE, NOT_NEGATIVE, type NumberRange } from "../../core/numberRange";
import type { Choice, Interpolation } from "../../core/optimizers/torchGradient";
import {
  type ArgumentDefinition,
  type ArgumentIssue,
  type ArgumentValues,
  anyUses,
  type OptimizerEntry,
} from "./catalogue";

/** What the optimizers of torch 2.13.0 have in common: arguments, defaults and ranges as their constructors have and enforce them. */

/** What an optimizer of the module `torch.optim.<module>` is called, and where it stands. */
export function torchEntry(
  title: string,
  module: string,
): Pick<OptimizerEntry, "framework" | "name" | "aliases" | "title" | "source" | "subject" | "learningRate" | "check"> {
  return {
    framework: "torch",
    name: `torch.optim.${title}`,
    aliases: [`torch.optim.${module}.${title}`],
    title,
    source: `torch 2.13.0, torch/optim/${module}.py`,
    subject: "params",
    learningRate: "lr",
    check: executionIssues,
  };
}

export const learningRate = (defaultValue: number, range: NumberRange = NOT_NEGATIVE): ArgumentDefinition => ({
  name: "lr",
  kind: "number",
  default: defaultValue,
  range,
  documentation: "Learning rate: length of the steps.",
  symbol: "lr",
});

export const epsilon = (defaultValue: number, range: NumberRange = NOT_NEGATIVE): ArgumentDefinition => ({
  name: "eps",
  kind: "number",
  default: defaultValue,
  range,
  documentation: "Added to the root of the squares, so that it never divides by 0.",
  ruleNames: ["epsilon"],
  symbol: "ε",
});

/** The share that a mean of squares keeps from step to step. */
export const decay = (name: string, symbol: string, defaultValue: number, range: NumberRange): ArgumentDefinition => ({
  name,
  kind: "number",
  default: defaultValue,
  range,
  advisedRange: BELOW_ONE,
  documentation: "Share of the mean of squares that is kept from step to step.",
  ruleNames: ["decay"],
  symbol,
});

/** @param kind `floats` where torch refuses integers */
export const betas = (kind: "numbers" | "floats"): ArgumentDefinition => ({
  name: "betas",
  kind,
  length: 2,
  default: [0.9, 0.999],
  range: BELOW_ONE,
  documentation: "Shares of the mean gradient and of the mean of squares that are kept from step to step.",
  ruleNames: ["beta1", "beta2"],
  symbol: "β",
});

export const weightDecay = (defaultValue: number, documentation: string): ArgumentDefinition => ({
  name: "weight_decay",
  kind: "number",
  default: defaultValue,
  range: NOT_NEGATIVE,
  documentation,
  ruleNames: ["weightDecay"],
  symbol: "wd",
});

/** Weight decay as a part of the gradient. */
export const penalty = weightDecay(0, "L2 penalty: weight_decay · p is added to the gradient.");

export const momentum = (documentation: string): ArgumentDefinition => ({
  name: "momentum",
  kind: "number",
  default: 0,
  range: NOT_NEGATIVE,
  advisedRange: BELOW_ONE,
  documentation,
  ruleNames: ["momentum"],
  symbol: "momentum",
});

/** A flag that parameter groups may set each for themselves: the rule then reads it as a number. */
export const flag = (name: string, documentation: string, ruleName = name): ArgumentDefinition => ({
  name,
  kind: "boolean",
  default: false,
  documentation,
  ruleNames: [ruleName],
  symbol: ruleName,
});

export const keywordOnly = (argument: ArgumentDefinition): ArgumentDefinition => ({ ...argument, keywordOnly: true });

export const maximize = flag("maximize", "Climbs instead of descending: the gradient is negated.");
export const decoupled = flag(
  "decoupled_weight_decay",
  "Shrinks the parameters themselves, as AdamW does.",
  "decoupled",
);

const execution = (name: string, defaultValue: boolean | null, what: string): ArgumentDefinition => ({
  name,
  kind: "execution",
  default: defaultValue,
  documentation: `Whether ${what}: the same numbers, up to rounding.`,
});

export const foreach = execution("foreach", null, "all tensors are updated together");
export const fused = execution("fused", null, "one kernel makes the whole update");
export const capturable = execution("capturable", false, "a CUDA graph can record the step");
export const differentiable = execution("differentiable", false, "gradients flow through the step");

export const renamedArguments = { learning_rate: "lr", epsilon: "eps", rho: "alpha", decay: "weight_decay" };
export const renamedBetas = { ...renamedArguments, beta1: "betas", beta2: "betas", beta_1: "betas", beta_2: "betas" };

/** Ways to execute a step that exclude each other. */
export function executionIssues(values: ArgumentValues): readonly ArgumentIssue[] {
  if (values.fused !== true) return [];
  return ["foreach", "differentiable"]
    .filter((name) => values[name] === true)
    .map((name) => ({
      severity: "error",
      argument: name,
      message: `${name} is True beside fused=True; expected at most one of them.`,
    }));
}

/** Whether all groups set a flag, none, or some. */
export function choice(groups: readonly ArgumentValues[], name: string): Choice {
  if (!anyUses(groups, name)) return false;
  return groups.every((values) => Boolean(values[name])) || "either";
}

/** What the groups do to the gradient. */
export function gradientOptions(groups: readonly ArgumentValues[]): { maximize: Choice; weightDecay: boolean } {
  return { maximize: choice(groups, "maximize"), weightDecay: anyUses(groups, "weight_decay") };
}

/** How `Tensor.lerp` computes running means that keep the shares of an argument; of a pair, the first. */
export function interpolation(groups: readonly ArgumentValues[], argument: string): Interpolation {
  const kept = groups.map((values) => [values[argument]].flat()[0]);
  const fromMean = kept.map((share) => Math.abs(1 - Number(share)) < 0.5);
  if (fromMean.every((it) => it)) return "fromMean";
  return fromMean.some((it) => it) ? "either" : "fromGradient";
}
