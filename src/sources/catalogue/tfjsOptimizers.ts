import { NOT_NEGATIVE } from "../../core/numberRange";
import {
  tfjsAdadeltaRule,
  tfjsAdagradRule,
  tfjsAdamaxRule,
  tfjsAdamRule,
  tfjsMomentumRule,
  tfjsRmspropRule,
  tfjsSgdRule,
} from "../../core/optimizers/tfjsRules";
import type { OptimizerEntry } from "./catalogue";
import { beta1, beta2, epsilon, flag, keptSquares, learningRate, number, tfjsEntry } from "./tfjsArguments";

const keptUpdate = "Share of the last update that is kept from step to step.";

/** The optimizers of `tf.train`. */
export const tfjsOptimizers: readonly OptimizerEntry[] = [
  tfjsEntry({
    name: "sgd",
    title: "SGD",
    summary: "Gradient descent.",
    arguments: [learningRate()],
    rule: () => tfjsSgdRule,
  }),
  tfjsEntry({
    name: "momentum",
    title: "Momentum",
    stateNames: { u: "momentum" },
    summary: "Gradient descent along a fading sum of all gradients so far.",
    arguments: [
      learningRate(),
      { ...number("momentum", undefined, "momentum", "momentum", keptUpdate), example: 0.9 },
      flag("useNesterov", "nesterov", "Steps as if the gradient had already been added to the sum once more."),
    ],
    rule: ([values]) => tfjsMomentumRule(Boolean(values.useNesterov)),
  }),
  tfjsEntry({
    name: "rmsprop",
    title: "RMSProp",
    stateNames: { v: "rms", gMean: "mg", u: "momentum" },
    summary: "Divides the gradient by the root of a running mean of its squares plus ε.",
    arguments: [
      learningRate(),
      number("decay", 0.9, "decay", "ρ", keptSquares),
      number("momentum", 0, "momentum", "momentum", keptUpdate),
      epsilon,
      flag("centered", "centered", "Divides by the root of the running variance less ε."),
    ],
    rule: ([values]) => tfjsRmspropRule(Boolean(values.centered)),
  }),
  tfjsEntry({
    name: "adam",
    title: "Adam",
    stateNames: { m: "m", v: "v" },
    summary:
      "Divides a mean gradient by the root of a mean of squares, both corrected for having started at 0, plus ε.",
    arguments: [learningRate(0.001), beta1, beta2(keptSquares), epsilon],
    rule: (_groups, precision = "float64") => tfjsAdamRule(precision),
  }),
  tfjsEntry({
    name: "adadelta",
    title: "Adadelta",
    stateNames: { v: "accum_grad", deltaSquares: "accum_var" },
    summary: "Multiplies the gradient by the root mean square of past steps over that of past gradients.",
    arguments: [learningRate(0.001), number("rho", 0.95, "decay", "ρ", keptSquares), epsilon],
    rule: () => tfjsAdadeltaRule,
  }),
  tfjsEntry({
    name: "adamax",
    title: "Adamax",
    stateNames: { m: "m", u: "v" },
    summary: "Adam that divides by the largest gradient so far, which fades, instead of a root mean square.",
    arguments: [
      learningRate(0.002),
      beta1,
      beta2("Share of the largest gradient so far that is kept from step to step."),
      epsilon,
      {
        name: "decay",
        kind: "number",
        default: 0,
        advisedRange: NOT_NEGATIVE,
        documentation: "How fast the learning rate falls: to learningRate / (1 + decay · step).",
        symbol: "decay",
      },
    ],
    rateDecay: "decay",
    rule: (_groups, precision = "float64") => tfjsAdamaxRule(precision),
  }),
  tfjsEntry({
    name: "adagrad",
    title: "Adagrad",
    stateNames: { v: "accumulator" },
    summary: "Divides the gradient by the root of the sum of its squares so far plus ε.",
    arguments: [
      learningRate(),
      number(
        "initialAccumulatorValue",
        0.1,
        "initialAccumulator",
        "v₀",
        "What the sum of squares starts from.",
        NOT_NEGATIVE,
      ),
    ],
    rule: () => tfjsAdagradRule,
  }),
];
