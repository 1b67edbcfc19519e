import { ruleText } from "./optimizerDefinition";

export interface ComposerAdamOptions {
  readonly weightDecay: boolean;
  readonly amsgrad: boolean;
}

/**
 * composer/optim/decoupled_weight_decay.py. Weight decay takes its full share while the learning rate is the one that the optimizer started with. Reads beta1, beta2,
 * epsilon, weightDecay, initialRate; states `m`, `v` and, with amsgrad, `vMax`.
 */
export function composerAdamRule({ weightDecay, amsgrad }: ComposerAdamOptions): string {
  return ruleText(
    weightDecay && "p = p * (1 - if(initialRate == 0, 1, lr / initialRate) * weightDecay)",
    "m = beta1 * m + (1 - beta1) * g",
    "v = beta2 * v + (1 - beta2) * g * g",
    amsgrad && "vMax = max(vMax, v)",
    `denominator = sqrt(${amsgrad ? "vMax" : "v"}) / sqrt(1 - beta2^t) + epsilon`,
    "stepSize = lr / (1 - beta1^t)",
    "p = p - stepSize * m / denominator",
  );
}
