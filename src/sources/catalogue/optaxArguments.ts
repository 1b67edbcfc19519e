import { BELOW_ONE, COUNT, NOT_NEGATIVE } from "../../core/numberRange";
import type { OptaxAdamOptions } from "../../core/optimizers/optaxAdamRules";
import type { OptaxOptions } from "../../core/optimizers/optaxRules";
import {
  type ArgumentDefinition,
  type ArgumentIssue,
  type ArgumentValues,
  anyUses,
  type OptimizerEntry,
} from "./catalogue";

/** What the optimizers of optax 0.2.8 have in common. optax checks next to nothing; what makes no sense is a warning. */

export const learningRate: ArgumentDefinition = {
  name: "learning_rate",
  kind: "number",
  advisedRange: NOT_NEGATIVE,
  takesSchedule: true,
  documentation: "Learning rate: length of the steps; a number or a schedule.",
  symbol: "lr",
};

/** A number that the rule reads. */
export const number = (
  name: string,
  defaultValue: number,
  ruleName: string,
  symbol: string,
  documentation: string,
  advisedRange = BELOW_ONE,
): ArgumentDefinition => ({
  name,
  kind: "number",
  default: defaultValue,
  advisedRange,
  documentation,
  ruleNames: [ruleName],
  symbol,
});

export const keptMean = "Share of the mean gradient that is kept from step to step.";
export const keptSquares = "Share of the mean of squares that is kept from step to step.";

export const beta1 = (documentation = keptMean, defaultValue = 0.9): ArgumentDefinition =>
  number("b1", defaultValue, "beta1", "β₁", documentation);

export const beta2 = (documentation = keptSquares, defaultValue = 0.999): ArgumentDefinition =>
  number("b2", defaultValue, "beta2", "β₂", documentation);

export const epsilon = (defaultValue: number): ArgumentDefinition =>
  number("eps", defaultValue, "epsilon", "ε", "Keeps the root of the squares from dividing by 0.", NOT_NEGATIVE);

export const epsilonRoot = (defaultValue = 0): ArgumentDefinition =>
  number(
    "eps_root",
    defaultValue,
    "epsilonRoot",
    "ε below the root",
    "Added to the squares below the root.",
    NOT_NEGATIVE,
  );

export const flag = (name: string, documentation: string, defaultValue = false): ArgumentDefinition => ({
  name,
  kind: "boolean",
  default: defaultValue,
  documentation,
  symbol: name,
});

export const nesterov = flag("nesterov", "Steps as if the gradient had already been added to the mean once more.");

/** An argument in whose place a schedule can stand. */
export const movable = (argument: ArgumentDefinition): ArgumentDefinition => ({ ...argument, takesSchedule: true });

export const keywordOnly = (argument: ArgumentDefinition): ArgumentDefinition => ({ ...argument, keywordOnly: true });

export const weightDecay = (defaultValue: number): ArgumentDefinition =>
  number(
    "weight_decay",
    defaultValue,
    "weightDecay",
    "wd",
    "Decoupled: weight_decay · p is added to the direction, and multiplied by the learning rate as that is.",
    NOT_NEGATIVE,
  );

/** Which tensors decay. */
export const decayMask = (name = "mask", masks = "weightDecay"): ArgumentDefinition => ({
  name,
  kind: "mask",
  default: null,
  nullable: true,
  documentation: "Which tensors the decay is for; None for all.",
  masks,
  symbol: "mask",
});

/** Something of the program's, such as a function, which cannot be read; only None can. */
export const noneAlone = (name: string, documentation: string): ArgumentDefinition => ({
  name,
  kind: "number",
  default: null,
  nullable: true,
  documentation,
});

export const momentum: ArgumentDefinition = {
  ...number("momentum", 0, "momentum", "momentum", "Share of the last update that is kept from step to step."),
  default: null,
  nullable: true,
};

/** Without momentum optax takes no notice of nesterov. */
export function nesterovIssues({ momentum: share, nesterov: isSet }: ArgumentValues): readonly ArgumentIssue[] {
  if (share !== null || !isSet) return [];
  return [{ severity: "warning", argument: "nesterov", message: "nesterov has no effect without momentum." }];
}

/** How a state is stored, which is not simulated. */
export const stateType = (name: string): ArgumentDefinition => ({
  name,
  kind: "execution",
  default: null,
  documentation: "Type of the numbers in which a state is kept.",
});

/** What `add_decayed_weights` beside an optimizer in a chain gives: see `readOptaxChain`. */
const companions: readonly ArgumentDefinition[] = [
  {
    name: "penalty",
    kind: "number",
    default: 0,
    companion: true,
    documentation: "Weight decay before it in the chain, as a part of the gradient.",
    ruleNames: ["penalty"],
    symbol: "L2",
  },
  {
    name: "decoupled_decay",
    kind: "number",
    default: 0,
    companion: true,
    documentation: "Weight decay after it in the chain, beside its direction.",
    ruleNames: ["weightDecay"],
    symbol: "wd",
  },
];

/** What `MultiSteps` around an optimizer gives. */
const accumulation: ArgumentDefinition = {
  name: "every_k_schedule",
  kind: "integer",
  default: null,
  nullable: true,
  range: COUNT,
  companion: true,
  documentation: "Gradients whose mean makes one update; None for one alone.",
  symbol: "gradients",
};

/** What `apply_if_finite` around an optimizer gives. */
const tolerated: ArgumentDefinition = {
  name: "max_consecutive_errors",
  kind: "number",
  default: null,
  nullable: true,
  companion: true,
  documentation: "Gradients in a row that make no update as they are not finite; None where any makes one.",
  symbol: "max errors",
};

/** What an optimizer has of its own. */
export interface OptaxOptimizer
  extends Pick<
    OptimizerEntry,
    "title" | "summary" | "arguments" | "algorithm" | "absentRate" | "preparation" | "check" | "numbers"
  > {
  /** The function's name. */
  readonly name: string;
  /** Where the function stands, where that is not optax itself. */
  readonly module?: "contrib";
  readonly file?: string;
  rule(values: ArgumentValues, options: OptaxAdamOptions): string;
}

/** An optimizer of optax: its own arguments, and what may stand beside it in a chain. */
export function optaxEntry({ name, module, file, rule, ...own }: OptaxOptimizer): OptimizerEntry {
  const decays = own.arguments.some((argument) => argument.ruleNames?.includes("weightDecay"));
  return {
    ...own,
    framework: "optax",
    name: module === undefined ? `optax.${name}` : `optax.${module}.${name}`,
    aliases: [],
    source: `optax 0.2.8, ${file ?? "optax/_src/transform.py"}`,
    learningRate: "learning_rate",
    arguments: [...own.arguments, ...(decays ? companions.slice(0, 1) : companions), accumulation, tolerated],
    accumulation: accumulation.name,
    accumulationMethod: "running",
    tolerated: tolerated.name,
    renamedArguments,
    rule: ([values]) => rule(values, ruleOptions(values, decays)),
  };
}

/** Which lines a rule has. */
function ruleOptions(values: ArgumentValues, decays: boolean): OptaxAdamOptions {
  const options: OptaxOptions = {
    penalty: anyUses([values], "penalty"),
    weightDecay: anyUses([values], decays ? "weight_decay" : "decoupled_decay"),
  };
  return { ...options, nesterov: Boolean(values.nesterov), epsilonRoot: anyUses([values], "eps_root") };
}

/** Names of other frameworks. */
const renamedArguments: Readonly<Record<string, string>> = {
  lr: "learning_rate",
  epsilon: "eps",
  beta1: "b1",
  beta_1: "b1",
  beta2: "b2",
  beta_2: "b2",
  alpha: "decay",
  wd: "weight_decay",
};
