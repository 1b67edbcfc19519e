import { BELOW_ONE, NOT_NEGATIVE } from "../../core/numberRange";
import { tfjsEpsilon } from "../../core/optimizers/tfjsRules";
import type { ArgumentDefinition, OptimizerEntry } from "./catalogue";

/**
 * What the optimizers of TensorFlow.js 4.22.0 have in common: arguments of the functions of `tf.train`, which are told by
 * their places. They check nothing; what makes no sense is a warning.
 */

export const learningRate = (defaultValue?: number): ArgumentDefinition => ({
  name: "learningRate",
  kind: "number",
  ...(defaultValue === undefined ? {} : { default: defaultValue }),
  advisedRange: NOT_NEGATIVE,
  documentation: "Length of the steps.",
  symbol: "lr",
});

/** A number that the rule reads. */
export const number = (
  name: string,
  defaultValue: number | undefined,
  ruleName: string,
  symbol: string,
  documentation: string,
  advisedRange = BELOW_ONE,
): ArgumentDefinition => ({
  name,
  kind: "number",
  ...(defaultValue === undefined ? {} : { default: defaultValue }),
  advisedRange,
  documentation,
  ruleNames: [ruleName],
  symbol,
});

export const flag = (name: string, symbol: string, documentation: string): ArgumentDefinition => ({
  name,
  kind: "boolean",
  default: false,
  documentation,
  symbol,
});

export const keptSquares = "Share of the mean of squares that is kept from step to step.";

export const beta1 = number("beta1", 0.9, "beta1", "β₁", "Share of the mean gradient that is kept from step to step.");

export const beta2 = (documentation: string): ArgumentDefinition =>
  number("beta2", 0.999, "beta2", "β₂", documentation);

export const epsilon: ArgumentDefinition = {
  ...number(
    "epsilon",
    tfjsEpsilon,
    "epsilon",
    "ε",
    "Keeps the root of the squares from dividing by 0; null for the back end's 1e-7.",
    NOT_NEGATIVE,
  ),
  nullable: true,
};

/** What an optimizer has of its own. */
export interface TfjsOptimizer
  extends Pick<OptimizerEntry, "title" | "summary" | "arguments" | "stateNames" | "rateDecay" | "rule"> {
  /** Of the function in `tf.train`, and of the file in tfjs-core. */
  readonly name: string;
}

/** An optimizer of tf.train. */
export function tfjsEntry({ name, ...own }: TfjsOptimizer): OptimizerEntry {
  return {
    ...own,
    framework: "tfjs",
    name: `tf.train.${name}`,
    aliases: [],
    source: `tfjs-core 4.22.0, dist/optimizers/${name}_optimizer.js`,
    learningRate: "learningRate",
    // null stands for the back end's, also where a native configuration says it.
    numbers: (values): Record<string, number> => (values.epsilon === null ? { epsilon: tfjsEpsilon } : {}),
  };
}
