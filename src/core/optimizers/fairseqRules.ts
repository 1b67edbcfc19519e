import { ruleText } from "./optimizerDefinition";

/** fairseq/optim/adam.py, without apex. Reads beta1, beta2, epsilon, weightDecay; states `m` and `v`. ε is added before the means are corrected for their start. */
export function fairseqAdamRule(weightDecay: boolean): string {
  return ruleText(
    "m = beta1 * m + (1 - beta1) * g",
    "v = beta2 * v + (1 - beta2) * g * g",
    "denominator = sqrt(v) + epsilon",
    "stepSize = lr * sqrt(1 - beta2^t) / (1 - beta1^t)",
    weightDecay && "p = p - weightDecay * lr * p",
    "p = p - stepSize * m / denominator",
  );
}
