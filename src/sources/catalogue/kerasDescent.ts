import { UNIT_INTERVAL } from "../../core/numberRange";
import { kerasLionRule, kerasSgdRule } from "../../core/optimizers/kerasRules";
import type { OptimizerEntry } from "./catalogue";
import { beta1, beta2, kerasEntry, learningRate, momentum, nesterov, weightDecay } from "./kerasArguments";

/** The optimizers of keras.optimizers that step along gradients, or along their signs. */
export const kerasDescentFamily: readonly OptimizerEntry[] = [
  kerasEntry({
    title: "SGD",
    stateNames: { u: "momentum" },
    file: "sgd.py",
    summary: "Gradient descent, with momentum on demand.",
    arguments: [learningRate(0.01), momentum("float", UNIT_INTERVAL), nesterov, weightDecay(null)],
    rule: (values) =>
      kerasSgdRule({
        weightDecay: Boolean(values.weight_decay),
        momentum: Boolean(values.momentum),
        nesterov: Boolean(values.nesterov),
      }),
  }),
  kerasEntry({
    title: "Lion",
    stateNames: { m: "momentum" },
    file: "lion.py",
    summary: "Steps of one length in every parameter, along the sign of a mean gradient.",
    arguments: [
      learningRate(0.001),
      {
        ...beta1,
        range: { exclusiveMinimum: 0, maximum: 1 },
        documentation: "Share of the mean gradient in what decides the sign; the gradient has the rest.",
      },
      beta2("Share of the mean gradient that is kept from step to step.", 0.99),
      weightDecay(null),
    ],
    rule: (values) => kerasLionRule({ weightDecay: Boolean(values.weight_decay) }),
  }),
];
