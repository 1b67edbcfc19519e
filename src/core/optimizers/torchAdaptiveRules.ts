import { ruleText } from "./optimizerDefinition";
import {
  type Choice,
  choose,
  type GradientOptions,
  type Interpolation,
  interpolated,
  preparedGradient,
} from "./torchGradient";

export interface TorchRmspropOptions extends GradientOptions {
  readonly momentum: boolean;
  readonly centered: Choice;
  readonly interpolation: Interpolation;
}

/** torch/optim/rmsprop.py. Reads decay (there `alpha`), epsilon, momentum, weightDecay; states `v`, `gMean`, `u`. */
export function torchRmspropRule(options: TorchRmspropOptions): string {
  const { lines, gradient } = preparedGradient(options);
  return ruleText(
    ...lines,
    `v = decay * v + (1 - decay) * ${gradient} * ${gradient}`,
    options.centered !== false && `gMean = ${interpolated("gMean", gradient, "decay", options.interpolation)}`,
    `denominator = sqrt(${choose(options.centered, "centered", "v - gMean * gMean", "v")}) + epsilon`,
    options.momentum && `u = momentum * u + ${gradient} / denominator`,
    options.momentum ? "p = p - lr * u" : `p = p - lr * ${gradient} / denominator`,
  );
}

export interface TorchAdagradOptions extends GradientOptions {
  readonly learningRateDecay: boolean;
  readonly initialAccumulator: boolean;
}

/** torch/optim/adagrad.py. Reads lrDecay, initialAccumulator, epsilon, weightDecay; state `v` (there `sum`). */
export function torchAdagradRule(options: TorchAdagradOptions): string {
  const { lines, gradient } = preparedGradient(options);
  return ruleText(
    options.initialAccumulator && "state v = initialAccumulator",
    ...lines,
    options.learningRateDecay && "rate = lr / (1 + step * lrDecay)",
    `v = v + ${gradient} * ${gradient}`,
    `p = p - ${options.learningRateDecay ? "rate" : "lr"} * ${gradient} / (sqrt(v) + epsilon)`,
  );
}

/**
 * torch/optim/adadelta.py. Reads decay (there `rho`), epsilon, weightDecay; states `v` (there `square_avg`) and
 * `deltaSquares` (there `acc_delta`), the mean of squared steps before the learning rate.
 */
export function torchAdadeltaRule(options: GradientOptions): string {
  const { lines, gradient } = preparedGradient(options);
  return ruleText(
    ...lines,
    `v = decay * v + (1 - decay) * ${gradient} * ${gradient}`,
    `delta = sqrt(deltaSquares + epsilon) / sqrt(v + epsilon) * ${gradient}`,
    "deltaSquares = decay * deltaSquares + (1 - decay) * delta * delta",
    "p = p - lr * delta",
  );
}

/**
 * torch/optim/_adafactor.py, the single-tensor code. Reads beta2Decay, epsilon1 (unless defaultEpsilon1 is 1, which stands for
 * None: the machine epsilon), epsilon2, d, weightDecay; state `v` (there `variance`), which of matrices the preparation
 * `torch-adafactor` fills. The scalars stepSize and updateRms are kept for the trace.
 */
export function torchAdafactorRule({ maximize, weightDecay }: GradientOptions): string {
  const { lines, gradient } = preparedGradient({ maximize, weightDecay: false });
  return ruleText(
    "state stepSize = 0",
    "state updateRms = 0",
    ...lines,
    `smallest = if(defaultEpsilon1 == 1, if(isFloat32 == 1, ${2 ** -23}, ${2 ** -52}), epsilon1)`,
    "parameterRms = rounded(norm(p)) / sqrt(parameterCount)",
    "stepSize = if(parameterRms > epsilon2, parameterRms, epsilon2) * min(lr, 1 / sqrt(t))",
    weightDecay && "p = p * (1 - lr * weightDecay)",
    "share = rounded(t^beta2Decay)",
    "v = if(factored == 1, v, if(share < 0.5, v + share * (g^2 - v), g^2 - (g^2 - v) * (1 - share)))",
    `u = 1 / sqrt(max(v, smallest^2)) * ${gradient}`,
    "updateNorm = rounded(norm(u))",
    "updateRms = updateNorm / sqrt(parameterCount)",
    "excess = updateNorm / (sqrt(parameterCount) * d)",
    "clip = if(excess > 1, excess, 1)",
    "p = p - stepSize / clip * u",
  );
}
