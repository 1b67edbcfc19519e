import { NOT_NEGATIVE, POSITIVE } from "../../core/numberRange";
import {
  optaxFromageRule,
  optaxLarsRule,
  optaxLionRule,
  optaxOptimisticRule,
  optaxRpropRule,
  optaxSgdRule,
  optaxSignRule,
  optaxSignumRule,
} from "../../core/optimizers/optaxRules";
import type { ArgumentDefinition, OptimizerEntry } from "./catalogue";
import {
  beta1,
  beta2,
  decayMask,
  keptMean,
  learningRate,
  momentum,
  movable,
  nesterov,
  nesterovIssues,
  number,
  optaxEntry,
  stateType,
  weightDecay,
} from "./optaxArguments";

const trustMask: ArgumentDefinition = {
  name: "trust_ratio_mask",
  kind: "mask",
  default: true,
  documentation: "Which tensors the proportion is for.",
  masks: "trusts",
  symbol: "trust mask",
};

const anyNumber = {};

/** The optimizers of optax that step along gradients, or along their signs. */
export const optaxDescentFamily: readonly OptimizerEntry[] = [
  optaxEntry({
    name: "sgd",
    title: "SGD",
    summary: "Gradient descent, with momentum on demand.",
    arguments: [learningRate, momentum, nesterov, stateType("accumulator_dtype")],
    check: nesterovIssues,
    rule: (values, options) => optaxSgdRule({ ...options, momentum: values.momentum !== null }),
  }),
  optaxEntry({
    name: "sign_sgd",
    title: "Sign SGD",
    summary: "Steps of one length in every parameter, along the sign of the gradient.",
    arguments: [learningRate],
    rule: (_values, options) => optaxSignRule(options),
  }),
  optaxEntry({
    name: "signum",
    title: "Signum",
    summary: "Steps of one length in every parameter, along the sign of a mean gradient.",
    arguments: [learningRate, number("beta", 0.9, "beta", "β", keptMean), stateType("accumulator_dtype")],
    rule: (_values, options) => optaxSignumRule(options),
  }),
  optaxEntry({
    name: "lion",
    title: "Lion",
    summary: "Steps of one length in every parameter, along the sign of a mean gradient that is yet to be moved on.",
    arguments: [
      learningRate,
      beta1("Share of the mean gradient in what decides the sign; the gradient has the rest."),
      beta2(keptMean, 0.99),
      stateType("mu_dtype"),
      movable(weightDecay(1e-3)),
      decayMask(),
    ],
    rule: (_values, options) => optaxLionRule(options),
  }),
  optaxEntry({
    name: "optimistic_gradient_descent",
    title: "Optimistic gradient descent",
    summary: "Gradient descent that goes on by how the gradient has changed since the last step.",
    arguments: [
      learningRate,
      number("alpha", 1, "alpha", "α", "Factor of the gradient.", anyNumber),
      number("beta", 1, "beta", "β", "Factor of its change.", anyNumber),
    ],
    rule: (_values, options) => optaxOptimisticRule(options),
  }),
  optaxEntry({
    name: "rprop",
    title: "Rprop",
    summary: "Steps by the sign of the gradient alone, longer while it stays; each step comes one update late.",
    arguments: [
      { ...learningRate, takesSchedule: false, documentation: "Length of the first steps." },
      number("eta_minus", 0.5, "etaMinus", "η⁻", "Factor of a step after the gradient has turned."),
      number("eta_plus", 1.2, "etaPlus", "η⁺", "Factor of a step while the gradient stays.", { minimum: 1 }),
      number("min_step_size", 1e-6, "minStep", "least step", "The shortest step.", POSITIVE),
      number("max_step_size", 50, "maxStep", "largest step", "The longest step.", POSITIVE),
    ],
    rule: (_values, options) => optaxRpropRule(options),
  }),
  optaxEntry({
    name: "lars",
    title: "LARS",
    summary: "Gradient descent whose step in each tensor is in proportion to the tensor's parameters.",
    arguments: [
      learningRate,
      movable({ ...weightDecay(0), documentation: "weight_decay · p is added to the gradient." }),
      { ...decayMask("weight_decay_mask"), default: true },
      number("trust_coefficient", 1e-3, "trustCoefficient", "trust", "Length of the steps over p's.", POSITIVE),
      number("eps", 0, "epsilon", "ε", "Added to the norm of the gradient.", NOT_NEGATIVE),
      trustMask,
      {
        ...number("momentum", 0.9, "momentum", "momentum", ""),
        documentation: "Share of the last update, learning rate included, that is kept.",
      },
      nesterov,
    ],
    numbers: ({ trust_ratio_mask: mask }): Record<string, number> => (typeof mask === "boolean" ? {} : { trusts: 1 }),
    rule: (values, options) => {
      const { trust_ratio_mask: mask } = values;
      return optaxLarsRule({ ...options, trusts: typeof mask === "boolean" ? mask : "masked" });
    },
  }),
  optaxEntry({
    name: "fromage",
    title: "Fromage",
    summary:
      "Gradient descent whose step in each tensor is in proportion to the tensor's parameters, which keep their size.",
    arguments: [
      learningRate,
      number("min_norm", 1e-6, "minNorm", "least norm", "The least norm that counts.", NOT_NEGATIVE),
    ],
    rule: (_values, options) => optaxFromageRule(options),
  }),
];
