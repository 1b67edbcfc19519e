import { NOT_NEGATIVE, POSITIVE } from "../../core/numberRange";
import {
  optaxAdadeltaRule,
  optaxAdafactorRule,
  optaxAdagradRule,
  optaxRmspropRule,
  optaxSm3Rule,
} from "../../core/optimizers/optaxRules";
import { dimensionMaxima } from "../../core/preparations/dimensionMaxima";
import { optaxFactoredMean } from "../../core/preparations/factoredMeans";
import type { ArgumentDefinition, ArgumentIssue, ArgumentValues, OptimizerEntry } from "./catalogue";
import {
  decayMask,
  epsilon,
  flag,
  keptSquares,
  learningRate,
  momentum,
  movable,
  nesterov,
  nesterovIssues,
  number,
  optaxEntry,
  stateType,
} from "./optaxArguments";

const optionalRate: ArgumentDefinition = { ...learningRate, default: null, nullable: true };

/** The optimizers of optax that divide the gradient by the root of its squares. */
export const optaxAdaptiveFamily: readonly OptimizerEntry[] = [
  optaxEntry({
    name: "rmsprop",
    title: "RMSprop",
    summary: "Divides the gradient by the root of a running mean of its squares plus ε.",
    arguments: [
      learningRate,
      number("decay", 0.9, "decay", "decay", keptSquares),
      epsilon(1e-8),
      number("initial_scale", 0, "initialScale", "v₀", "What the mean of squares starts from.", NOT_NEGATIVE),
      flag("eps_in_sqrt", "Whether ε is added below the root.", true),
      flag("centered", "Divides by the running standard deviation instead of the root mean square."),
      { ...momentum, documentation: "Share of the last update, learning rate included, that is kept." },
      nesterov,
      flag("bias_correction", "Whether the means are corrected for having started at 0."),
    ],
    check: nesterovIssues,
    rule: (values, options) =>
      optaxRmspropRule({
        ...options,
        centered: Boolean(values.centered),
        epsilonInRoot: Boolean(values.eps_in_sqrt),
        biasCorrection: Boolean(values.bias_correction),
        momentum: values.momentum !== null,
      }),
  }),
  optaxEntry({
    name: "adagrad",
    title: "Adagrad",
    summary: "Divides the gradient by the root of the sum of its squares so far plus ε.",
    arguments: [
      learningRate,
      number(
        "initial_accumulator_value",
        0.1,
        "initialAccumulator",
        "v₀",
        "What the sum of squares starts from.",
        NOT_NEGATIVE,
      ),
      epsilon(1e-7),
    ],
    rule: (_values, options) => optaxAdagradRule(options),
  }),
  optaxEntry({
    name: "adadelta",
    title: "Adadelta",
    summary: "Multiplies the gradient by the root mean square of past steps over that of past gradients.",
    absentRate: -1,
    arguments: [
      optionalRate,
      number("rho", 0.9, "decay", "ρ", keptSquares),
      epsilon(1e-6),
      movable(
        number("weight_decay", 0, "ownPenalty", "L2", "weight_decay · p is added to the gradient.", NOT_NEGATIVE),
      ),
      decayMask("weight_decay_mask", "ownPenalty"),
    ],
    check: adadeltaIssues,
    rule: (values, options) => {
      const rule = optaxAdadeltaRule(options);
      return values.weight_decay ? `g = g + ownPenalty * p\n${rule}` : rule;
    },
  }),
  optaxEntry({
    name: "sm3",
    title: "SM3",
    summary: "Adagrad that keeps, of matrices, one number per row and column; of vectors, one per parameter.",
    preparation: () => dimensionMaxima.name,
    arguments: [
      { ...learningRate, takesSchedule: false, documentation: "Learning rate: length of the steps." },
      number("momentum", 0.9, "momentum", "momentum", "Share of the mean direction that is kept from step to step."),
    ],
    rule: (_values, options) => optaxSm3Rule(options),
  }),
  optaxEntry({
    name: "adafactor",
    file: "optax/_src/factorized.py",
    title: "Adafactor",
    summary:
      "Steps in proportion to the parameters, cut where they are long, with a mean of squares that large matrices keep by rows and columns.",
    preparation: ({ factored }) => (factored ? optaxFactoredMean.name : null),
    absentRate: 1,
    arguments: [
      optionalRate,
      number(
        "min_dim_size_to_factor",
        128,
        "smallestDimension",
        "min dim",
        "Extent that two dimensions of a tensor need for its squares to be kept by rows and columns.",
        NOT_NEGATIVE,
      ),
      number(
        "decay_rate",
        0.8,
        "decayRate",
        "decay rate",
        "Power of the step by which the mean of squares moves.",
        NOT_NEGATIVE,
      ),
      number("decay_offset", 0, "decayOffset", "offset", "Steps that are not counted for that.", NOT_NEGATIVE),
      flag("multiply_by_parameter_scale", "Whether steps are in proportion to the parameters.", true),
      {
        ...number("clipping_threshold", 1, "clipThreshold", "clip threshold", "Largest root mean square.", POSITIVE),
        nullable: true,
      },
      momentum,
      stateType("dtype_momentum"),
      {
        ...number(
          "weight_decay_rate",
          0,
          "weightDecay",
          "wd",
          "Share of p that is taken from it in a step.",
          NOT_NEGATIVE,
        ),
        default: null,
        nullable: true,
      },
      number(
        "eps",
        1e-30,
        "epsilon",
        "ε",
        "Added to the squares, so that their root never divides by 0.",
        NOT_NEGATIVE,
      ),
      flag("factored", "Whether the squares of large matrices are kept by rows and columns.", true),
      decayMask("weight_decay_mask"),
    ],
    rule: (values, options) =>
      optaxAdafactorRule({
        ...options,
        factors: Boolean(values.factored),
        weightDecay: Boolean(values.weight_decay_rate),
        clips: values.clipping_threshold !== null,
        relative: Boolean(values.multiply_by_parameter_scale),
        momentum: values.momentum !== null,
      }),
  }),
];

/** The learning rate brings the sign along that takes the direction away from p. */
function adadeltaIssues({ learning_rate: rate }: ArgumentValues): readonly ArgumentIssue[] {
  if (rate !== null) return [];
  const message = "Without a learning_rate optax adds the direction to the parameters: Adadelta goes up the gradient.";
  return [{ severity: "warning", argument: "learning_rate", message }];
}
