import { ruleText } from "./optimizerDefinition";

/** How Adafactor's learning rate comes about. */
export interface TransformersAdafactorOptions {
  /** From the step alone: 0.01, later 1/√t; with a warm-up 10⁻⁶ t at first. Otherwise it is lr. */
  readonly relativeStep: boolean;
  readonly warmsUp: boolean;
  /** Whether it is times the size of the parameters. */
  readonly scalesByParameters: boolean;
  readonly momentum: boolean;
  readonly weightDecay: boolean;
}

/**
 * Adafactor of transformers 5.18.0 in the order of operations of transformers/optimization.py. Reads epsilon1, epsilon2,
 * clipThreshold, decayRate, beta1, weightDecay; states `m`, and `v` and `scale`, which of matrices the preparation
 * `transformers-adafactor` fills.
 */
export function transformersAdafactorRule(options: TransformersAdafactorOptions): string {
  const { relativeStep, warmsUp, scalesByParameters, momentum, weightDecay } = options;
  const rate = relativeStep ? `min(${warmsUp ? "1e-6 * t" : "0.01"}, 1 / sqrt(t))` : "lr";
  return ruleText(
    "state stepSize = 0",
    scalesByParameters && `parameterRms = ${rootMeanSquare("p")}`,
    `stepSize = ${scalesByParameters ? "if(parameterRms > epsilon2, parameterRms, epsilon2) * " : ""}${rate}`,
    "beta2 = 1 - t^decayRate",
    "v = if(factored == 1, v, v * beta2 + (1 - beta2) * (g^2 + epsilon1))",
    "scale = if(factored == 1, scale, 1 / sqrt(v))",
    "u = scale * g",
    `u = u / max(1, ${rootMeanSquare("u")} / clipThreshold)`,
    "u = u * stepSize",
    momentum && "m = m * beta1 + (1 - beta1) * u",
    momentum && "u = m",
    weightDecay && "p = p + -weightDecay * stepSize * p",
    "p = p - u",
  );
}

/** As a tensor of torch, made from a norm. */
function rootMeanSquare(vector: string): string {
  return `rounded(rounded(norm(${vector})) / sqrt(parameterCount))`;
}
