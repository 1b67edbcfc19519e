import { BELOW_ONE, NOT_NEGATIVE, POSITIVE } from "../../core/numberRange";
import { optaxAdamRule } from "../../core/optimizers/optaxAdamRules";
import { optaxSgdRule } from "../../core/optimizers/optaxRules";
import { type ArgumentDefinition, anyUses, type OptimizerEntry } from "./catalogue";
import { keptMean, keptSquares, nesterovIssues, number } from "./optaxArguments";

/**
 * The optimizers of jax-js, optax in TypeScript. What optax takes as keywords is in an object behind the learning rate; nothing is checked, so that what makes no
 * sense is a warning.
 */

const option = (argument: ArgumentDefinition): ArgumentDefinition => ({ ...argument, keywordOnly: true });

const learningRate: ArgumentDefinition = {
  name: "learningRate",
  kind: "number",
  advisedRange: NOT_NEGATIVE,
  documentation: "Length of the steps; a number, or a function of the number of updates made.",
  symbol: "lr",
};

const nesterov: ArgumentDefinition = option({
  name: "nesterov",
  kind: "boolean",
  default: false,
  documentation: "Steps as if the gradient had already been added to the mean once more.",
  symbol: "nesterov",
});

const moments = [
  option(number("b1", 0.9, "beta1", "β₁", keptMean, BELOW_ONE)),
  option(number("b2", 0.999, "beta2", "β₂", keptSquares, BELOW_ONE)),
  option(number("eps", 1e-8, "epsilon", "ε", "Keeps the root of the squares from dividing by 0.", POSITIVE)),
  option(number("epsRoot", 0, "epsilonRoot", "ε below the root", "Added to the squares below the root.", NOT_NEGATIVE)),
  nesterov,
];

const decay = [
  option(
    number(
      "weightDecay",
      1e-4,
      "weightDecay",
      "wd",
      "Decoupled: weightDecay · p is added to the direction, and multiplied by the learning rate as that is.",
      NOT_NEGATIVE,
    ),
  ),
  option({
    name: "mask",
    kind: "mask",
    default: null,
    nullable: true,
    documentation: "Which tensors the decay is for; null for all.",
    masks: "weightDecay",
    symbol: "mask",
  }),
];

const momentum: ArgumentDefinition = option({
  ...number(
    "momentum",
    0,
    "momentum",
    "momentum",
    "Share of the last update that is kept from step to step.",
    BELOW_ONE,
  ),
  default: null,
  nullable: true,
});

function jaxjsEntry(name: string, own: Pick<OptimizerEntry, "title" | "summary" | "arguments" | "check" | "rule">) {
  return {
    ...own,
    framework: "jax-js",
    name: `jax-js.optax.${name}`,
    aliases: [],
    source: "@jax-js/optax 0.1.2, packages/optax/src/transform.ts",
    learningRate: "learningRate",
    renamedArguments,
  } satisfies OptimizerEntry;
}

/** Names of optax and of TensorFlow.js. */
const renamedArguments: Readonly<Record<string, string>> = {
  eps_root: "epsRoot",
  weight_decay: "weightDecay",
  epsilon: "eps",
  beta1: "b1",
  beta2: "b2",
};

export const jaxjsOptimizers: readonly OptimizerEntry[] = [
  jaxjsEntry("sgd", {
    title: "SGD",
    summary: "Gradient descent, with momentum on demand.",
    arguments: [learningRate, momentum, nesterov],
    check: nesterovIssues,
    rule: ([values]) =>
      optaxSgdRule({
        penalty: false,
        weightDecay: false,
        momentum: values.momentum !== null,
        nesterov: Boolean(values.nesterov),
      }),
  }),
  jaxjsEntry("adam", {
    title: "Adam",
    summary: "Adam; both means are corrected for having started at 0 before ε is added.",
    arguments: [learningRate, ...moments],
    rule: ([values]) => optaxAdamRule({ penalty: false, weightDecay: false, ...adamOptions(values) }),
  }),
  jaxjsEntry("adamw", {
    title: "AdamW",
    summary: "Adam with a weight decay of its own beside the gradient's.",
    arguments: [learningRate, ...moments, ...decay],
    rule: ([values]) =>
      optaxAdamRule({ penalty: false, weightDecay: anyUses([values], "weightDecay"), ...adamOptions(values) }),
  }),
];

function adamOptions(values: Parameters<OptimizerEntry["rule"]>[0][number]) {
  return { nesterov: Boolean(values.nesterov), epsilonRoot: anyUses([values], "epsRoot") };
}
