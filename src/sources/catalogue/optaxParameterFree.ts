import { NOT_NEGATIVE, POSITIVE } from "../../core/numberRange";
import {
  type DogStart,
  dogStarts,
  optaxCocobRule,
  optaxDadaptAdamwRule,
  optaxDogRule,
  optaxDowgRule,
  optaxProdigyRule,
} from "../../core/optimizers/optaxParameterFreeRules";
import type { ArgumentDefinition, ArgumentValues, OptimizerEntry } from "./catalogue";
import { decayMask, epsilon, flag, learningRate, number, optaxEntry, weightDecay } from "./optaxArguments";
import { betas } from "./torchArguments";

const rate: ArgumentDefinition = {
  ...learningRate,
  default: 1,
  documentation: "Factor of the steps that the optimizer finds: a number or a schedule.",
};

const firstEstimate = number(
  "estim_lr0",
  1e-6,
  "initialEstimate",
  "d₀",
  "What the estimated distance starts from.",
  POSITIVE,
);

const ownPenalty = (defaultValue: number | null): ArgumentDefinition => ({
  ...number("weight_decay", 0, "ownPenalty", "L2", "weight_decay · p is added to the gradient.", NOT_NEGATIVE),
  default: defaultValue,
  ...(defaultValue === null ? { nullable: true } : {}),
});

/** The optimizers of optax.contrib that find the length of their steps themselves. */
export const optaxParameterFreeFamily: readonly OptimizerEntry[] = [
  optaxEntry({
    name: "prodigy",
    module: "contrib",
    file: "optax/contrib/_prodigy.py",
    title: "Prodigy",
    summary: "Adam that estimates how far the minimum is, over all tensors, and takes that for its learning rate.",
    arguments: [
      rate,
      betas("numbers"),
      {
        ...number("beta3", 0, "beta3", "β₃", "Share of the sums that is kept from step to step; None for √β₂."),
        default: null,
        nullable: true,
      },
      epsilon(1e-8),
      firstEstimate,
      number("estim_lr_coef", 1, "estimateFactor", "d factor", "Factor of the estimated distance.", POSITIVE),
      weightDecay(0),
      flag("safeguard_warmup", "Whether the sum of gradients leaves the learning rate out."),
    ],
    numbers: ({ betas: shares, beta3 }): Record<string, number> =>
      beta3 === null && Array.isArray(shares) ? { beta3: Number(shares[1]) ** 0.5 } : {},
    rule: (values, options) => optaxProdigyRule({ ...options, safeguard: Boolean(values.safeguard_warmup) }),
  }),
  optaxEntry({
    name: "dadapt_adamw",
    module: "contrib",
    file: "optax/contrib/_dadapt_adamw.py",
    title: "D-Adaptation AdamW",
    summary: "AdamW that estimates how far the minimum is, over all tensors, and takes that for its learning rate.",
    arguments: [rate, betas("numbers"), epsilon(1e-8), firstEstimate, weightDecay(0)],
    rule: (_values, options) => optaxDadaptAdamwRule(options),
  }),
  optaxEntry({
    name: "dog",
    module: "contrib",
    file: "optax/contrib/_dog.py",
    title: "DoG",
    summary: "Gradient descent by the largest distance so far over the root of the sum of squared gradients.",
    arguments: [
      rate,
      {
        name: "init_step",
        kind: "namedNumber",
        choices: dogStarts,
        default: ["heuristic", 1e-6],
        documentation: "What the first step goes by, and its size: a distance, learning_rate or heuristic.",
        symbol: "first",
      },
      epsilon(1e-8),
      ownPenalty(null),
      decayMask("mask", "ownPenalty"),
    ],
    numbers: ({ init_step: first }): Record<string, number> => ({
      initial: Number(Array.isArray(first) ? first[1] : 0),
    }),
    rule: (values, options) =>
      optaxDogRule({ ...options, ownPenalty: Boolean(values.weight_decay), by: dogStart(values) }),
  }),
  optaxEntry({
    name: "dowg",
    module: "contrib",
    file: "optax/contrib/_dog.py",
    title: "DoWG",
    summary: "Gradient descent by the largest squared distance so far over the root of the weighted sum of squares.",
    arguments: [
      rate,
      {
        ...number(
          "init_estim_sq_dist",
          0,
          "initial",
          "d₀²",
          "What the squared distance starts from; None for eps.",
          POSITIVE,
        ),
        default: null,
        nullable: true,
      },
      epsilon(1e-4),
      ownPenalty(null),
      decayMask("mask", "ownPenalty"),
    ],
    numbers: ({ init_estim_sq_dist: first, eps }): Record<string, number> =>
      first === null ? { initial: Number(eps) } : {},
    rule: (values, options) => optaxDowgRule({ ...options, ownPenalty: Boolean(values.weight_decay) }),
  }),
  optaxEntry({
    name: "cocob",
    module: "contrib",
    file: "optax/contrib/_cocob.py",
    title: "COCOB",
    summary: "Bets on the sign of every gradient as on a coin, with what it has won so far.",
    arguments: [
      rate,
      number("alpha", 100, "alpha", "α", "Bounds the first bets.", POSITIVE),
      epsilon(1e-8),
      ownPenalty(0),
      decayMask("mask", "ownPenalty"),
    ],
    rule: (values, options) => optaxCocobRule({ ...options, ownPenalty: Boolean(values.weight_decay) }),
  }),
];

function dogStart({ init_step: first }: ArgumentValues): DogStart {
  const name: unknown = Array.isArray(first) ? first[0] : undefined;
  return dogStarts.find((known) => known === name) ?? "heuristic";
}
