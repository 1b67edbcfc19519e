import { kerasAdafactorRule } from "../../../src/core/optimizers/kerasRules";
import { optaxAdafactorRule, optaxSm3Rule } from "../../../src/core/optimizers/optaxRules";
import { torchAdafactorRule } from "../../../src/core/optimizers/torchAdaptiveRules";
import { transformersAdafactorRule } from "../../../src/core/optimizers/transformersRules";
import type { OptimizerSpecification } from "../../../src/core/simulation/specification";

const optaxOptions = { penalty: false, weightDecay: false };

function optimizer(preparation: string, rule: string, hyperparameters: Record<string, number>): OptimizerSpecification {
  return { rule, preparation, hyperparameters, learningRate: 0.1, schedule: null, clipping: null };
}

/** One optimizer for every preparation, by name. */
export const preparedOptimizers: readonly (readonly [name: string, OptimizerSpecification])[] = [
  [
    "torch's Adafactor",
    optimizer("torch-adafactor", torchAdafactorRule({ maximize: false, weightDecay: true }), {
      beta2Decay: -0.8,
      defaultEpsilon1: 1,
      epsilon1: 0,
      epsilon2: 1e-3,
      d: 1,
      weightDecay: 0.1,
    }),
  ],
  [
    "Keras' Adafactor",
    optimizer("keras-adafactor", kerasAdafactorRule({ weightDecay: false }), {
      beta2Decay: -0.8,
      epsilon1: 1e-30,
      epsilon2: 1e-3,
      clipThreshold: 1,
    }),
  ],
  [
    "transformers' Adafactor",
    optimizer(
      "transformers-adafactor",
      transformersAdafactorRule({
        relativeStep: true,
        warmsUp: false,
        scalesByParameters: true,
        momentum: true,
        weightDecay: false,
      }),
      { epsilon1: 1e-30, epsilon2: 1e-3, clipThreshold: 1, decayRate: -0.8, beta1: 0.9 },
    ),
  ],
  [
    "optax' Adafactor",
    optimizer(
      "optax-adafactor",
      optaxAdafactorRule({ ...optaxOptions, factors: true, clips: true, relative: true, momentum: true }),
      { smallestDimension: 2, decayRate: 0.8, decayOffset: 0, clipThreshold: 1, epsilon: 1e-30, momentum: 0.9 },
    ),
  ],
  ["SM3", optimizer("optax-sm3", optaxSm3Rule(optaxOptions), { momentum: 0.9 })],
];
