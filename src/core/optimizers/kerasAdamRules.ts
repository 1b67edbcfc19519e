import { type KerasOptions, kerasWeightDecay } from "./kerasRules";
import { ruleText } from "./optimizerDefinition";

/** Rules of Keras 3.15.1 that keep a mean of the gradient or of its squares as Adam does, in Keras' order of operations. */

const firstMoment = "m = m + (g - m) * (1 - beta1)";
const secondMoment = "v = v + (g^2 - v) * (1 - beta2)";

/**
 * adam.py, adamw.py, and muon.py for what is no matrix. Reads beta1, beta2, epsilon, weightDecay and, where the steps have a rate of their own,
 * rateRatio; states `m`, `v` and, with amsgrad, `vMax`. ε is added before v is corrected.
 */
export function kerasAdamRule(
  options: KerasOptions & { readonly amsgrad: boolean; readonly rateRatio?: boolean },
): string {
  return ruleText(
    kerasWeightDecay(options),
    `stepSize = lr${options.rateRatio ? " * rateRatio" : ""} * sqrt(1 - beta2^t) / (1 - beta1^t)`,
    firstMoment,
    secondMoment,
    options.amsgrad && "vMax = max(vMax, v)",
    `p = p - m * stepSize / (sqrt(${options.amsgrad ? "vMax" : "v"}) + epsilon)`,
  );
}

/** adamax.py. Reads beta1, beta2, epsilon, weightDecay; states `m` and `u`, the largest gradient so far, which fades. */
export function kerasAdamaxRule(options: KerasOptions): string {
  return ruleText(
    kerasWeightDecay(options),
    firstMoment,
    "u = max(beta2 * u, abs(g))",
    "p = p - lr * m / ((1 - beta1^t) * (u + epsilon))",
  );
}

/**
 * nadam.py. Reads beta1, beta2, epsilon, weightDecay and, where the momentum grows more slowly, as in Keras 2, momentumDecay;
 * states `m`, `v` and `muProduct`, the product of the momenta so far. Keras 2 has 0.96 in float32, whatever the precision.
 */
export function kerasNadamRule(options: KerasOptions & { readonly momentumDecay: boolean }): string {
  const power = (step: string): string =>
    options.momentumDecay ? `float32(0.96)^(${step} * momentumDecay)` : `0.96^${step}`;
  return ruleText(
    "state muProduct = 1",
    kerasWeightDecay(options),
    `mu = beta1 * (1 - 0.5 * ${power("t")})`,
    `muNext = beta1 * (1 - 0.5 * ${power("(t + 1)")})`,
    "muProduct = muProduct * mu",
    firstMoment,
    secondMoment,
    "mHat = muNext * m / (1 - muProduct * muNext) + (1 - mu) * g / (1 - muProduct)",
    "vHat = v / (1 - beta2^t)",
    "p = p - mHat * lr / (sqrt(vHat) + epsilon)",
  );
}

/** lamb.py. Reads beta1, beta2, epsilon, weightDecay; states `m`, `v`. The norms are those of each tensor by itself. */
export function kerasLambRule(options: KerasOptions): string {
  return ruleText(
    kerasWeightDecay(options),
    firstMoment,
    secondMoment,
    "r = m / (1 - beta1^t) / (sqrt(v / (1 - beta2^t)) + epsilon)",
    "pNorm = norm(p)",
    "rNorm = norm(r)",
    "ratio = if(pNorm > 0, if(rNorm > 0, pNorm / rNorm, 1), 1)",
    "p = p - ratio * lr * r",
  );
}

/**
 * schedule_free_adamw.py. Reads beta1, beta2, epsilon, weightDecay and, with a warm-up, warmupSteps; states `v` and `z`, which
 * starts where p does. p is the point at which gradients are taken, between `z` and the mean of all its values, `x`.
 */
export function kerasScheduleFreeRule(options: KerasOptions & { readonly warmup: boolean }): string {
  return ruleText(
    "zOld = if(step == 0, p, z)",
    kerasWeightDecay(options),
    options.warmup && "rate = lr * min(t / warmupSteps, 1)",
    secondMoment,
    `z = zOld - ${options.warmup ? "rate" : "lr"} * g / (sqrt(v / (1 - beta2^t)) + epsilon)`,
    "xOld = (p - (1 - beta1) * zOld) / beta1",
    "x = (1 - 1 / t) * xOld + 1 / t * z",
    "p = (1 - beta1) * z + beta1 * x",
  );
}
