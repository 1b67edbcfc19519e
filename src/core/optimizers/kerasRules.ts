import { ruleText } from "./optimizerDefinition";

/**
 * Rules of Keras 3.15.1 in the order of operations of keras/src/optimizers, so that results agree to the last bits. What a
 * configuration leaves without effect has no line. Those with Adam's moments stand in `kerasAdamRules.ts`.
 */

/** Every Keras optimizer shrinks p by p · weightDecay · lr before its step (base_optimizer.py, `_apply_weight_decay`). */
export interface KerasOptions {
  readonly weightDecay: boolean;
}

/** The line that shrinks p, where there is one. */
export function kerasWeightDecay({ weightDecay }: KerasOptions): string | false {
  return weightDecay && "p = p - p * weightDecay * lr";
}

/**
 * A running mean of the parameters beside them: `use_ema` (base_optimizer.py). Reads averageMomentum and, where the mean takes
 * the parameters' place every so many steps, overwriteInterval; state `average`.
 *
 * @param rule of any optimizer
 */
export function kerasAveragedRule(rule: string, overwrites: boolean): string {
  return ruleText(
    rule,
    "average = if(step == 0, p, averageMomentum * average + (1 - averageMomentum) * p)",
    overwrites && "intervals = t / overwriteInterval",
    overwrites && "p = if(intervals == floor(intervals), average, p)",
  );
}

/** sgd.py. Reads momentum, weightDecay; state `u`, which holds the learning rate already. */
export function kerasSgdRule(
  options: KerasOptions & { readonly momentum: boolean; readonly nesterov: boolean },
): string {
  const decay = kerasWeightDecay(options);
  if (!options.momentum) return ruleText(decay, "p = p - g * lr");
  return ruleText(
    decay,
    "u = u * momentum - g * lr",
    options.nesterov ? "p = p + (u * momentum - g * lr)" : "p = p + u",
  );
}

/** rmsprop.py. Reads decay (there `rho`), momentum, epsilon, weightDecay; states `v`, `gMean`, `u`. ε stands below the root. */
export function kerasRmspropRule(
  options: KerasOptions & { readonly momentum: boolean; readonly centered: boolean },
): string {
  const increment = `lr * g / sqrt(${options.centered ? "v - gMean^2" : "v"} + epsilon)`;
  return ruleText(
    kerasWeightDecay(options),
    "v = decay * v + (1 - decay) * g^2",
    options.centered && "gMean = decay * gMean + (1 - decay) * g",
    options.momentum && `u = momentum * u + ${increment}`,
    options.momentum ? "p = p - u" : `p = p - ${increment}`,
  );
}

/** adagrad.py. Reads initialAccumulator, epsilon, weightDecay; state `v`. ε stands below the root. */
export function kerasAdagradRule(options: KerasOptions): string {
  return ruleText(
    "state v = initialAccumulator",
    kerasWeightDecay(options),
    "v = v + g^2",
    "p = p - lr * g / sqrt(v + epsilon)",
  );
}

/** adadelta.py. Reads decay (there `rho`), epsilon, weightDecay; states `v` and `deltaSquares`, the mean of squared steps before lr. */
export function kerasAdadeltaRule(options: KerasOptions): string {
  return ruleText(
    kerasWeightDecay(options),
    "v = decay * v + (1 - decay) * g^2",
    "delta = sqrt(deltaSquares + epsilon) * g / sqrt(v + epsilon)",
    "deltaSquares = decay * deltaSquares + (1 - decay) * delta^2",
    "p = p - lr * delta",
  );
}

/** lion.py. Reads beta1, beta2, weightDecay; state `m`, which is moved on after the step. */
export function kerasLionRule(options: KerasOptions): string {
  return ruleText(
    kerasWeightDecay(options),
    "p = p - lr * sign(m * beta1 + g * (1 - beta1))",
    "m = m * beta2 + g * (1 - beta2)",
  );
}

/**
 * adafactor.py. Reads beta2Decay, epsilon1, epsilon2, clipThreshold, weightDecay; state `v`, which of matrices the preparation
 * `keras-adafactor` fills. The smaller of lr and 1/√t is taken whatever `relative_step` says.
 */
export function kerasAdafactorRule(options: KerasOptions): string {
  return ruleText(
    kerasWeightDecay(options),
    "stepSize = max(epsilon2, rms(p)) * min(lr, 1 / sqrt(t))",
    "beta2 = 1 - t^beta2Decay",
    "v = if(factored == 1, v, beta2 * v + (1 - beta2) * (g^2 + epsilon1))",
    "u = g / sqrt(v)",
    "p = p - stepSize * (u / max(1, rms(u) / clipThreshold))",
  );
}

/**
 * ftrl.py. Reads initialAccumulator, l1, l2, l2Shrinkage, beta, weightDecay; states `n` and `z`.
 *
 * @param options.power exponent of the learning rate, a multiple of ½
 */
export function kerasFtrlRule(
  options: KerasOptions & {
    readonly power: number;
    readonly l1: boolean;
    readonly l2: boolean;
    readonly l2Shrinkage: boolean;
  },
): string {
  const { power, l1, l2, l2Shrinkage } = options;
  return ruleText(
    "state n = initialAccumulator",
    kerasWeightDecay(options),
    l2 && "penalty = l2 + beta / (2 * lr)",
    "total = n + g^2",
    `scale = ${halfPower("total", -power)}`,
    `z = z + (g${l2Shrinkage ? " + 2 * l2Shrinkage * p" : ""} - (scale - ${halfPower("n", -power)}) / lr * p)`,
    `p = ${l1 ? "(clamp(z, -l1, l1) - z)" : "-z"} / (scale / lr${l2 ? " + 2 * penalty" : ""})`,
    "n = total",
  );
}

/** A power whose exponent is a multiple of ½, as a power with a whole exponent and a root. */
function halfPower(base: string, exponent: number): string {
  const whole = Math.floor(exponent);
  const power = whole === 1 ? base : `${base}^${whole}`;
  if (exponent === whole) return power;
  return whole === 0 ? `sqrt(${base})` : `${power} * sqrt(${base})`;
}
