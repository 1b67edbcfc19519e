import { NOT_NEGATIVE, type NumberRange, POSITIVE } from "../../core/numberRange";
import {
  kerasAdadeltaRule,
  kerasAdafactorRule,
  kerasAdagradRule,
  kerasFtrlRule,
  kerasRmspropRule,
} from "../../core/optimizers/kerasRules";
import { kerasFactoredMean } from "../../core/preparations/factoredMeans";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, OptimizerEntry } from "./catalogue";
import {
  centered,
  epsilon,
  flag,
  initialAccumulator,
  kerasEntry,
  learningRate,
  momentum,
  number,
  rho,
  weightDecay,
} from "./kerasArguments";

const NOT_POSITIVE: NumberRange = { maximum: 0 };

/** What Ftrl takes beside the learning rate, in Keras 3's order. */
export const ftrlArguments = {
  power: {
    name: "learning_rate_power",
    kind: "number",
    default: -0.5,
    range: NOT_POSITIVE,
    documentation: "Power of the sum of squares that the learning rate falls with.",
    symbol: "power",
  } satisfies ArgumentDefinition,
  initialAccumulator: initialAccumulator(NOT_NEGATIVE),
  l1: number("l1_regularization_strength", 0, "l1", "l1", "Pull towards 0 that makes parameters exactly 0.", {
    range: NOT_NEGATIVE,
  }),
  l2: number("l2_regularization_strength", 0, "l2", "l2", "Pull towards 0 in proportion to the parameters.", {
    range: NOT_NEGATIVE,
  }),
  l2Shrinkage: number(
    "l2_shrinkage_regularization_strength",
    0,
    "l2Shrinkage",
    "l2 shrinkage",
    "The same as a part of the gradient.",
    { range: NOT_NEGATIVE },
  ),
  beta: number("beta", 0, "beta", "β", "Added to the root of the squares, as a pull of beta / (2 lr)."),
};

/** The optimizers of keras.optimizers that divide the gradient by the root of its squares. */
export const kerasAdaptiveFamily: readonly OptimizerEntry[] = [
  kerasEntry({
    title: "RMSprop",
    stateNames: { v: "velocity", gMean: "average_gradient", u: "momentum" },
    file: "rmsprop.py",
    summary: "Divides the gradient by the root of a running mean of its squares plus ε.",
    arguments: [learningRate(0.001), rho(0.9), momentum("number"), epsilon(), centered, weightDecay(null)],
    rule: (values) =>
      kerasRmspropRule({
        ...decays(values),
        momentum: Number(values.momentum) > 0,
        centered: Boolean(values.centered),
      }),
  }),
  kerasEntry({
    title: "Adagrad",
    stateNames: { v: "accumulator" },
    file: "adagrad.py",
    summary: "Divides the gradient by the root of the sum of its squares so far plus ε.",
    arguments: [learningRate(0.001), initialAccumulator(), epsilon(), weightDecay(null)],
    rule: (values) => kerasAdagradRule(decays(values)),
  }),
  kerasEntry({
    title: "Adadelta",
    stateNames: { v: "accumulated_grad", deltaSquares: "accumulated_delta_var" },
    file: "adadelta.py",
    summary: "Multiplies the gradient by the root mean square of past steps over that of past gradients.",
    arguments: [learningRate(0.001), rho(0.95), epsilon(), weightDecay(null)],
    rule: (values) => kerasAdadeltaRule(decays(values)),
  }),
  kerasEntry({
    title: "Adafactor",
    stateNames: { v: "velocity" },
    file: "adafactor.py",
    summary:
      "Steps in proportion to the parameters, cut where they are long, with a mean of squares that matrices keep by rows and columns.",
    preparation: () => kerasFactoredMean.name,
    arguments: [
      learningRate(0.001),
      number("beta_2_decay", -0.8, "beta2Decay", "β₂ decay", "Power of the step by which the mean of squares moves.", {
        advisedRange: NOT_POSITIVE,
      }),
      number("epsilon_1", 1e-30, "epsilon1", "ε₁", "Added to the squares, so that their root never divides by 0.", {
        advisedRange: NOT_NEGATIVE,
      }),
      number("epsilon_2", 1e-3, "epsilon2", "ε₂", "The least size of the parameters that steps are in proportion to.", {
        advisedRange: NOT_NEGATIVE,
      }),
      number("clip_threshold", 1, "clipThreshold", "clip threshold", "Largest root mean square of a step over lr.", {
        advisedRange: POSITIVE,
      }),
      {
        ...flag("relative_step", "Caps the learning rate at 1/√t, which Keras does without it too."),
        default: true,
        symbol: undefined,
      },
      weightDecay(null),
    ],
    rule: (values) => kerasAdafactorRule(decays(values)),
  }),
  kerasEntry({
    title: "Ftrl",
    stateNames: { n: "accumulator", z: "linear" },
    file: "ftrl.py",
    summary: "Minimizes all linearized losses so far together, with penalties that can make parameters exactly 0.",
    arguments: [learningRate(0.001), ...Object.values(ftrlArguments), weightDecay(null)],
    check: ftrlIssues,
    rule: ftrlRule,
  }),
];

export function ftrlRule(values: ArgumentValues): string {
  return kerasFtrlRule({
    ...decays(values),
    power: Number(values.learning_rate_power),
    l1: Boolean(values.l1_regularization_strength),
    l2: Boolean(values.l2_regularization_strength) || Boolean(values.beta),
    l2Shrinkage: Boolean(values.l2_shrinkage_regularization_strength),
  });
}

/** The powers that rules can raise vectors to. */
export function ftrlIssues({ learning_rate_power: power }: ArgumentValues): readonly ArgumentIssue[] {
  if (typeof power !== "number" || (Number.isInteger(2 * power) && power > -9)) return [];
  const message = `learning_rate_power is ${power}; only multiples of 0.5 from -8.5 to 0 can be simulated yet.`;
  return [{ severity: "error", argument: "learning_rate_power", message }];
}

function decays(values: ArgumentValues): { readonly weightDecay: boolean } {
  return { weightDecay: Boolean(values.weight_decay) };
}
