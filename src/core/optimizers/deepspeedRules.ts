import { ruleText } from "./optimizerDefinition";

/**
 * Rules of DeepSpeed 0.19.8 in the order of operations of its kernels, csrc there. All but the numbers of a step are float32 in DeepSpeed, the
 * hyperparameters too, which a rule takes in double precision; and its compilers make one operation of a product and the sum behind it.
 */

/** How weight decay acts: not at all, as a part of the gradient, or on the parameters themselves. */
export type WeightDecay = "none" | "penalty" | "decoupled";

export interface DeepspeedAdamOptions {
  readonly weightDecay: WeightDecay;
  readonly biasCorrection: boolean;
}

const penalized = (weightDecay: WeightDecay): string | false => weightDecay === "penalty" && "g = weightDecay * p + g";

/** adam/multi_tensor_adam.cu. Reads beta1, beta2, epsilon, weightDecay; states `m` and `v`. Weight decay is a part of the direction. */
export function fusedAdamRule({ weightDecay, biasCorrection }: DeepspeedAdamOptions): string {
  return ruleText(
    penalized(weightDecay),
    "m = beta1 * m + (1 - beta1) * g",
    "v = beta2 * v + (1 - beta2) * g * g",
    biasCorrection && "mHat = m / (1 - beta1^t)",
    biasCorrection && "vHat = v / (1 - beta2^t)",
    `u = ${biasCorrection ? "mHat / (sqrt(vHat) + epsilon)" : "m / (sqrt(v) + epsilon)"}`,
    weightDecay === "decoupled" && "u = u + weightDecay * p",
    "p = p - lr * u",
  );
}

/** includes/cpu_adam.h. Reads beta1, beta2, epsilon, weightDecay; states `m` and `v`. Weight decay acts before the step. */
export function cpuAdamRule({ weightDecay, biasCorrection }: DeepspeedAdamOptions): string {
  return ruleText(
    penalized(weightDecay),
    "m = beta1 * m + (1 - beta1) * g",
    "v = beta2 * v + (1 - beta2) * (g * g)",
    biasCorrection && "stepSize = lr / (1 - beta1^t)",
    biasCorrection && "correction = 1 / sqrt(1 - beta2^t)",
    `u = m / (sqrt(v)${biasCorrection ? " * correction" : ""} + epsilon)`,
    weightDecay === "decoupled" && "p = p - lr * weightDecay * p",
    `p = p - ${biasCorrection ? "stepSize" : "lr"} * u`,
  );
}

/** includes/cpu_adagrad.h. Reads epsilon, weightDecay; state `v`. */
export function cpuAdagradRule(weightDecay: boolean): string {
  return ruleText(weightDecay && penalized("penalty"), "v = g * g + v", "p = p - lr * (g / (sqrt(v) + epsilon))");
}

export interface FusedLambOptions {
  readonly weightDecay: boolean;
  readonly biasCorrection: boolean;
  readonly epsilonInRoot: boolean;
}

/**
 * lamb/fused_lamb_cuda_kernel.cu. Reads beta1, beta2, epsilon, weightDecay, largestRatio, smallestRatio; states `m` and `v`. The norms are those of
 * each tensor; the correction of the means is a part of the step alone, so that neither ε nor the ratio sees it.
 */
export function fusedLambRule({ weightDecay, biasCorrection, epsilonInRoot }: FusedLambOptions): string {
  return ruleText(
    "m = beta1 * m + (1 - beta1) * g",
    "v = beta2 * v + (1 - beta2) * g * g",
    `u = m / ${epsilonInRoot ? "sqrt(v + epsilon)" : "(sqrt(v) + epsilon)"}${weightDecay ? " + weightDecay * p" : ""}`,
    "length = norm(p)",
    "direction = norm(u)",
    "bounded = max(min(length / direction, largestRatio), smallestRatio)",
    "ratio = if(length == 0, 1, if(direction == 0, 1, bounded))",
    `stepSize = ${biasCorrection ? "lr * sqrt(1 - beta2^t) / (1 - beta1^t)" : "lr"}`,
    "p = p - stepSize * ratio * u",
  );
}

/**
 * Lion. Reads beta1, beta2, weightDecay; state `m`. A direction of 0 counts as one of the signs, and moves the parameter.
 *
 * @param zero which: upwards in lion/multi_tensor_lion.cu, downwards in includes/cpu_lion.h
 */
export function deepspeedLionRule(weightDecay: boolean, zero: "upwards" | "downwards"): string {
  return ruleText(
    "c = beta1 * m + (1 - beta1) * g",
    `change = ${zero === "upwards" ? "if(c > 0, -lr, lr)" : "if(c < 0, lr, -lr)"}`,
    weightDecay ? "p = p * (1 - lr * weightDecay) + change" : "p = p + change",
    "m = beta2 * m + (1 - beta2) * g",
  );
}
