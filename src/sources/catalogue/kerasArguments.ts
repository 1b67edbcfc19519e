import {
  BELOW_ONE,
  COUNT,
  describeRange,
  isInRange,
  NOT_NEGATIVE,
  type NumberRange,
  UNIT_INTERVAL,
} from "../../core/numberRange";
import { kerasAveragedRule } from "../../core/optimizers/kerasRules";
import type { ClippingSpecification } from "../../core/simulation/specification";
import {
  type ArgumentDefinition,
  type ArgumentIssue,
  type ArgumentValues,
  anyUses,
  type OptimizerEntry,
} from "./catalogue";

/**
 * What the optimizers of Keras 3.15.1 have in common: arguments and defaults of their constructors. Keras checks little by itself;
 * what makes no sense is a warning.
 */

export const learningRate = (defaultValue: number): ArgumentDefinition => ({
  name: "learning_rate",
  kind: "float",
  default: defaultValue,
  advisedRange: NOT_NEGATIVE,
  takesSchedule: true,
  documentation: "Learning rate: length of the steps; a float or a schedule.",
  symbol: "lr",
});

/** A number that the rule reads. */
export const number = (
  name: string,
  defaultValue: number,
  ruleName: string,
  symbol: string,
  documentation: string,
  limits: Pick<ArgumentDefinition, "range" | "advisedRange"> = {},
): ArgumentDefinition => ({
  name,
  kind: "number",
  default: defaultValue,
  ...limits,
  documentation,
  ruleNames: [ruleName],
  symbol,
});

export const beta1 = number(
  "beta_1",
  0.9,
  "beta1",
  "β₁",
  "Share of the mean gradient that is kept from step to step.",
  {
    advisedRange: BELOW_ONE,
  },
);

export const beta2 = (documentation: string, defaultValue = 0.999): ArgumentDefinition =>
  number("beta_2", defaultValue, "beta2", "β₂", documentation, { advisedRange: BELOW_ONE });

export const keptSquares = "Share of the mean of squares that is kept from step to step.";

export const rho = (defaultValue: number): ArgumentDefinition =>
  number("rho", defaultValue, "decay", "ρ", keptSquares, { advisedRange: BELOW_ONE });

export const epsilon = (defaultValue = 1e-7): ArgumentDefinition =>
  number("epsilon", defaultValue, "epsilon", "ε", "Keeps the root of the squares from dividing by 0.", {
    advisedRange: NOT_NEGATIVE,
  });

export const initialAccumulator = (range?: NumberRange): ArgumentDefinition =>
  number("initial_accumulator_value", 0.1, "initialAccumulator", "v₀", "What the sum of squares starts from.", {
    range,
    advisedRange: NOT_NEGATIVE,
  });

export const momentum = (kind: "number" | "float", range?: NumberRange): ArgumentDefinition => ({
  name: "momentum",
  kind,
  default: 0,
  range,
  advisedRange: BELOW_ONE,
  documentation: "Share of the last update that is kept from step to step.",
  ruleNames: ["momentum"],
  symbol: "momentum",
});

export const flag = (name: string, documentation: string): ArgumentDefinition => ({
  name,
  kind: "boolean",
  default: false,
  documentation,
  symbol: name,
});

export const nesterov = flag("nesterov", "Steps as if the gradient had already been added to the velocity once more.");
export const amsgrad = flag("amsgrad", "Divides by the largest mean of squares so far.");
export const centered = flag("centered", "Divides by the running standard deviation instead of the root mean square.");

export const weightDecay = (defaultValue: number | null): ArgumentDefinition => ({
  name: "weight_decay",
  kind: "number",
  default: defaultValue,
  nullable: defaultValue === null,
  advisedRange: NOT_NEGATIVE,
  documentation: "Decoupled: the parameters shrink by p · weight_decay · lr before each step.",
  ruleNames: ["weightDecay"],
  symbol: "wd",
});

const optional = (name: string, documentation: string, more: Partial<ArgumentDefinition> = {}): ArgumentDefinition => ({
  name,
  kind: "number",
  default: null,
  nullable: true,
  documentation,
  ...more,
});

export const execution = (name: string, defaultValue: number | null, documentation: string): ArgumentDefinition => ({
  name,
  kind: "execution",
  default: defaultValue,
  documentation,
});

const SEVERAL: NumberRange = { minimum: 2, integer: true };

/** Limits of the gradient, of which Keras takes at most one. */
export const clippingArguments: readonly ArgumentDefinition[] = [
  optional("clipnorm", "Largest norm of each tensor's gradient.", { symbol: "clipnorm" }),
  optional("clipvalue", "Largest absolute value of every entry of the gradient.", { symbol: "clipvalue" }),
  optional("global_clipnorm", "Largest norm of the gradient of all tensors together.", { symbol: "global clipnorm" }),
];

/** What every optimizer takes after its own arguments, but for weight_decay. */
export const commonArguments: readonly ArgumentDefinition[] = [
  ...clippingArguments,
  { ...flag("use_ema", "Keeps a running mean of the parameters beside them."), symbol: "EMA" },
  {
    name: "ema_momentum",
    kind: "number",
    default: 0.99,
    documentation: "Share of that mean that is kept from step to step.",
  },
  optional("ema_overwrite_frequency", "Steps after which the mean takes the parameters' place."),
  execution("loss_scale_factor", null, "Factor of the loss that is taken out of the gradient again."),
  optional("gradient_accumulation_steps", "Gradients whose mean makes one update.", { symbol: "accumulation" }),
  execution("name", null, "Name of the optimizer."),
];

/** Names of other frameworks and earlier versions. */
export const renamedArguments: Readonly<Record<string, string>> = {
  lr: "learning_rate",
  eps: "epsilon",
  beta1: "beta_1",
  beta2: "beta_2",
  alpha: "rho",
  wd: "weight_decay",
};

/** The places where Keras offers the same thing. */
export function kerasAliases(name: string): readonly string[] {
  return [
    `tensorflow.keras.optimizers.${name}`,
    `keras.optimizers.experimental.${name}`,
    `tensorflow.keras.optimizers.experimental.${name}`,
    `keras.api.optimizers.${name}`,
    `tf_keras.optimizers.${name}`,
  ];
}

/** What an optimizer has of its own. */
export interface KerasOptimizer
  extends Pick<
    OptimizerEntry,
    "title" | "summary" | "arguments" | "algorithm" | "stateNames" | "preparation" | "check" | "numbers"
  > {
  /** Its file in keras/src/optimizers. */
  readonly file: string;
  /** Arguments that come after those of all. */
  readonly lastArguments?: readonly ArgumentDefinition[];
  /** The rule without what all optimizers can do. */
  rule(values: ArgumentValues): string;
}

/** An optimizer of keras.optimizers, with what all of them can do. Its own arguments stand before those of all, or after them. */
export function kerasEntry({ file, lastArguments = [], rule, check, numbers, ...own }: KerasOptimizer): OptimizerEntry {
  return {
    ...own,
    framework: "keras",
    name: `keras.optimizers.${own.title}`,
    aliases: kerasAliases(own.title),
    source: `Keras 3.15.1, keras/src/optimizers/${file}`,
    learningRate: "learning_rate",
    arguments: [...own.arguments, ...commonArguments, ...lastArguments],
    ignoredArguments: {
      decay: "Keras 3 accepts decay and takes no notice of it. Use a schedule such as InverseTimeDecay instead.",
    },
    renamedArguments,
    check: (values) => [...commonIssues(values), ...(check?.(values) ?? [])],
    numbers: (values) => ({ ...averageNumbers(values), ...numbers?.(values) }),
    clipping: kerasClipping,
    accumulation: "gradient_accumulation_steps",
    averagesGradually: (values) => Boolean(values.use_ema),
    rule(groups) {
      const text = rule(groups[0]);
      return anyUses(groups, "use_ema") && own.algorithm === undefined
        ? kerasAveragedRule(text, anyUses(groups, "ema_overwrite_frequency"))
        : text;
    },
  };
}

/** Keras clips by at most one of three arguments; 0 and negative limits switch it off (base_optimizer.py, `_clip_gradients`). */
export function kerasClipping(values: ArgumentValues): ClippingSpecification | null {
  const limit = (name: string) => {
    const value = values[name];
    return typeof value === "number" && value > 0 ? value : null;
  };
  const clipnorm = limit("clipnorm");
  if (clipnorm !== null) return { kind: "norm", limit: clipnorm, scope: "tensor", offset: 0 };
  const globalClipnorm = limit("global_clipnorm");
  if (globalClipnorm !== null) {
    return { kind: "norm", limit: globalClipnorm, scope: "all", offset: 0, infiniteNormIsNaN: true };
  }
  const clipvalue = limit("clipvalue");
  return clipvalue === null ? null : { kind: "value", limit: clipvalue };
}

/** Keras reads these arguments only where there is a running mean. */
function averageNumbers(values: ArgumentValues): Readonly<Record<string, number>> {
  if (!values.use_ema) return {};
  const { ema_momentum: share, ema_overwrite_frequency: frequency } = values;
  return {
    averageMomentum: Number(share),
    ...(frequency ? { overwriteInterval: Number(frequency) } : {}),
  };
}

function commonIssues(values: ArgumentValues): readonly ArgumentIssue[] {
  return [...clippingIssues(values), ...accumulationIssues(values), ...averageIssues(values)];
}

function clippingIssues(values: ArgumentValues): readonly ArgumentIssue[] {
  const limits = ["clipnorm", "clipvalue", "global_clipnorm"].filter((name) => typeof values[name] === "number");
  if (limits.length <= 1) return [];
  const message = `Keras takes one of clipnorm, clipvalue and global_clipnorm; there are ${limits.join(" and ")}.`;
  return [{ severity: "error", argument: limits[1], message }];
}

/** 0 counts as none. */
function accumulationIssues({ gradient_accumulation_steps: steps }: ArgumentValues): readonly ArgumentIssue[] {
  if (typeof steps !== "number" || steps === 0 || isInRange(steps, SEVERAL)) return [];
  const message = `gradient_accumulation_steps is ${steps}; expected ${describeRange(SEVERAL)} or None.`;
  return [{ severity: "error", argument: "gradient_accumulation_steps", message }];
}

function averageIssues(values: ArgumentValues): readonly ArgumentIssue[] {
  if (!values.use_ema) return [];
  const issue = (argument: string, message: string): ArgumentIssue => ({ severity: "error", argument, message });
  const { ema_momentum: share, ema_overwrite_frequency: frequency } = values;
  if (typeof share === "number" && !isInRange(share, UNIT_INTERVAL)) {
    return [issue("ema_momentum", `ema_momentum is ${share}; expected ${describeRange(UNIT_INTERVAL)}.`)];
  }
  if (typeof frequency === "number" && frequency !== 0 && !isInRange(frequency, COUNT)) {
    const message = `ema_overwrite_frequency is ${frequency}; expected ${describeRange(COUNT)} or None.`;
    return [issue("ema_overwrite_frequency", message)];
  }
  return [];
}
