import { type OptaxOptions, optaxRule, optimisticLines, trustLines } from "./optaxRules";
import { ruleText } from "./optimizerDefinition";

/** Rules of optax 0.2.8 with Adam's moments, in the order of operations of optax/_src/transform.py and optax/contrib. */

/** What many of these can do. */
export interface OptaxAdamOptions extends OptaxOptions {
  readonly nesterov: boolean;
  /** Whether a second ε stands below the root; the rule then reads epsilonRoot. */
  readonly epsilonRoot: boolean;
}

const firstMoment = "m = (1 - beta1) * g + beta1 * m";
const secondMoment = "v = (1 - beta2) * g^2 + beta2 * v";
const correctedSquares = "vHat = v / (1 - beta2^t)";

/** The mean of gradients, corrected for having started at 0; with Nesterov's momentum that of the next step. */
function correctedMean(nesterov: boolean): string {
  if (!nesterov) return "mHat = m / (1 - beta1^t)";
  return "mHat = beta1 * (m / (1 - beta1^(t + 1))) + (1 - beta1) * (g / (1 - beta1^t))";
}

function denominator(squares: string, epsilonRoot: boolean): string {
  return `(sqrt(${squares}${epsilonRoot ? " + epsilonRoot" : ""}) + epsilon)`;
}

function adamLines({ nesterov, epsilonRoot }: OptaxAdamOptions): readonly string[] {
  return [
    firstMoment,
    secondMoment,
    correctedMean(nesterov),
    correctedSquares,
    `u = mHat / ${denominator("vHat", epsilonRoot)}`,
  ];
}

/** adam, adamw, nadam, nadamw. Reads beta1, beta2, epsilon, epsilonRoot; states `m`, `v`. */
export function optaxAdamRule(options: OptaxAdamOptions): string {
  return optaxRule(options, ...adamLines(options));
}

/** lamb. Reads what adamw does; the norms are those of each tensor by itself. */
export function optaxLambRule(options: OptaxAdamOptions): string {
  return optaxRule(
    { penalty: options.penalty, weightDecay: false },
    ...adamLines(options),
    options.weightDecay && "u = u + weightDecay * p",
    ...trustLines(),
  );
}

/** optimistic_adam_v2. Reads what adam does, alpha and beta; states `m`, `v` and `last`, the last direction. */
export function optaxOptimisticAdamRule(options: OptaxAdamOptions): string {
  return optaxRule(options, ...adamLines(options), "adam = u", ...optimisticLines("adam"));
}

/** optimistic_adam, which is deprecated. Reads what adam does, and optimism; the learning rate is within the direction. */
export function optaxDeprecatedOptimisticAdamRule(options: OptaxAdamOptions): string {
  return ruleText(
    options.penalty && "g = g + penalty * p",
    ...adamLines(options),
    "adam = u",
    ...optimisticLines("adam", "lr", "optimism"),
    options.weightDecay && "u = u + weightDecay * p",
    "p = p - u",
  );
}

/** adamax, adamaxw. Reads beta1, beta2, epsilon; states `m` and `v`, the largest gradient so far, which fades. */
export function optaxAdamaxRule(options: OptaxOptions): string {
  return optaxRule(options, firstMoment, "v = max(abs(g) + epsilon, beta2 * v)", correctedMean(false), "u = mHat / v");
}

/** amsgrad. Reads what adam does; states `m`, `v` and `vMax`, the largest corrected mean of squares so far. */
export function optaxAmsgradRule(
  options: OptaxAdamOptions & { readonly correctsMean: boolean; readonly correctsSquares: boolean },
): string {
  return optaxRule(
    options,
    firstMoment,
    secondMoment,
    options.correctsMean && correctedMean(false),
    options.correctsSquares ? "vMax = max(vMax, v / (1 - beta2^t))" : "vMax = max(vMax, v)",
    `u = ${options.correctsMean ? "mHat" : "m"} / ${denominator("vMax", options.epsilonRoot)}`,
  );
}

/** radam. Reads what adam does, and threshold; states `m`, `v`. `rho` is how many gradients `v` is worth. */
export function optaxRadamRule(options: OptaxAdamOptions): string {
  return optaxRule(
    options,
    firstMoment,
    secondMoment,
    "rhoMax = 2 / (1 - beta2) - 1",
    "rho = rhoMax - 2 * t * beta2^t / (1 - beta2^t)",
    correctedMean(options.nesterov),
    correctedSquares,
    "r = sqrt((rho - 4) * (rho - 2) * rhoMax / ((rhoMax - 4) * (rhoMax - 2) * rho))",
    `u = if(rho >= threshold, r * mHat / ${denominator("vHat", options.epsilonRoot)}, mHat)`,
  );
}

/** adabelief. Reads what adam does; states `m` and `v`, the mean of squares of what `m` did not foresee, plus ε in every step. */
export function optaxAdabeliefRule(options: OptaxAdamOptions): string {
  return optaxRule(
    options,
    firstMoment,
    `v = (1 - beta2) * (g - m)^2 + beta2 * v${options.epsilonRoot ? " + epsilonRoot" : ""}`,
    correctedMean(options.nesterov),
    correctedSquares,
    "u = mHat / (sqrt(vHat) + epsilon)",
  );
}

/** yogi. Reads beta1, beta2, epsilon, and epsilonRoot; states `m` and `v`, both of which start from initialAccumulator. */
export function optaxYogiRule(options: OptaxAdamOptions): string {
  return ruleText(
    "state m = initialAccumulator",
    "state v = initialAccumulator",
    optaxRule(
      options,
      firstMoment,
      "v = v - (1 - beta2) * sign(v - g^2) * g^2",
      correctedMean(false),
      correctedSquares,
      `u = mHat / ${denominator("vHat", options.epsilonRoot)}`,
    ),
  );
}

/**
 * novograd. Reads beta1, beta2, epsilon, epsilonRoot and, with a decay within the mean, meanDecay; states `m`, and `v`, which is
 * one number for each tensor.
 */
export function optaxNovogradRule(options: OptaxAdamOptions & { readonly meanDecay: boolean }): string {
  return optaxRule(
    options,
    "squares = norm(g)^2",
    "v = if(step == 0, squares, (1 - beta2) * squares + beta2 * v)",
    `normalized = g / ${denominator("v", options.epsilonRoot)}`,
    options.meanDecay && "normalized = normalized + meanDecay * p",
    "m = beta1 * m + normalized",
    "u = m",
  );
}

/** adan. Reads beta1, beta2, beta3, epsilon, epsilonRoot; states `m`, `change`, `v` and `last`, the last gradient. */
export function optaxAdanRule(options: OptaxAdamOptions): string {
  return optaxRule(
    options,
    "difference = if(step == 0, 0, g - last)",
    "last = g",
    firstMoment,
    "change = (1 - beta2) * difference + beta2 * change",
    "v = (1 - beta3) * (g + (1 - beta2) * difference)^2 + beta3 * v",
    "mHat = m / (1 - beta1^t)",
    "changeHat = change / (1 - beta2^t)",
    "vHat = v / (1 - beta3^t)",
    `u = (mHat + (1 - beta2) * changeHat) / ${denominator("vHat", options.epsilonRoot)}`,
  );
}

/** contrib.ademamix. Reads what adam does, beta3 and alpha; states `m`, `slow`, which is not corrected, and `v`. */
export function optaxAdemamixRule(options: OptaxAdamOptions): string {
  return optaxRule(
    options,
    firstMoment,
    "slow = (1 - beta3) * g + beta3 * slow",
    secondMoment,
    correctedMean(false),
    correctedSquares,
    `u = (mHat + alpha * slow) / ${denominator("vHat", options.epsilonRoot)}`,
  );
}

/** contrib.simplified_ademamix. Reads beta1, beta2, alpha, epsilon, epsilonRoot; states `m`, a sum that fades, and `v`. */
export function optaxSimplifiedAdemamixRule(options: OptaxAdamOptions): string {
  return optaxRule(
    options,
    "m = g + beta1 * m",
    "v = g * g + beta2 * (v - g * g)",
    correctedSquares,
    `u = (m + alpha * g) / ${denominator("vHat", options.epsilonRoot)}`,
  );
}

/** contrib.adopt. Reads beta1, beta2, epsilon; states `m` and `v`, which is divided by before the gradient is in it. */
export function optaxAdoptRule(
  options: OptaxOptions & { readonly nesterov: boolean; readonly clips: boolean },
): string {
  const mean = (share: string) => `(1 - ${share}) * normalized + ${share} * m`;
  return optaxRule(
    options,
    "normalized = g / max(sqrt(v), epsilon)",
    options.clips && "bound = step^0.25",
    options.clips && "normalized = clamp(normalized, -bound, bound)",
    "v = if(step == 0, g^2, (1 - beta2) * g^2 + beta2 * v)",
    `m = if(step == 0, m, ${mean("beta1")})`,
    options.nesterov ? `u = if(step == 0, m, ${mean("beta1")})` : "u = m",
  );
}

/** contrib.acprop. Reads beta1, beta2, epsilon, epsilonRoot; states `m` and `v`, which is divided by one update late. */
export function optaxAcpropRule(options: OptaxAdamOptions): string {
  return optaxRule(
    options,
    "vHat = if(step == 0, 1, v / (1 - beta2^step))",
    "u = g / (sqrt(vHat) + epsilon)",
    `v = (1 - beta2) * (g - m)^2 + beta2 * v${options.epsilonRoot ? " + epsilonRoot" : ""}`,
    firstMoment,
  );
}
