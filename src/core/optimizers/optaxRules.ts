import { ruleText } from "./optimizerDefinition";

/**
 * Rules of optax 0.2.8 in the order of operations of optax/_src/transform.py, so that results agree to the last bits. Each
 * makes of the gradient `g` the direction `u`, as optax' transformations do of their `updates`, and takes lr · u from p. Those
 * with Adam's moments stand in `optaxAdamRules.ts`.
 */

/** What may stand in a chain before and after the transformation that gives an optimizer its name. */
export interface OptaxOptions {
  /** `add_decayed_weights` before it: a part of the gradient. The rule then reads `penalty`. */
  readonly penalty: boolean;
  /** `add_decayed_weights` after it: beside the direction, and multiplied by lr as that is. The rule then reads `weightDecay`. */
  readonly weightDecay: boolean;
}

/** A chain that ends in `scale_by_learning_rate`. The lines make `u`. */
export function optaxRule({ penalty, weightDecay }: OptaxOptions, ...lines: readonly (string | false)[]): string {
  return ruleText(
    penalty && "g = g + penalty * p",
    ...lines,
    weightDecay && "u = u + weightDecay * p",
    "p = p - lr * u",
  );
}

/** A momentum that optax puts after the learning rate, which is then a part of it (`trace`). */
const tracedSteps = (nesterov: boolean): readonly string[] => [
  "scaled = lr * u",
  "trace = scaled + momentum * trace",
  nesterov ? "p = p - (scaled + momentum * trace)" : "p = p - trace",
];

/** sgd. Reads momentum; state `trace`. */
export function optaxSgdRule(
  options: OptaxOptions & { readonly momentum: boolean; readonly nesterov: boolean },
): string {
  if (!options.momentum) return optaxRule(options, "u = g");
  return optaxRule(
    options,
    "trace = g + momentum * trace",
    options.nesterov ? "u = g + momentum * trace" : "u = trace",
  );
}

/** sign_sgd. */
export function optaxSignRule(options: OptaxOptions): string {
  return optaxRule(options, "u = sign(g)");
}

/** signum. Reads beta; state `m`. */
export function optaxSignumRule(options: OptaxOptions): string {
  return optaxRule(options, "m = (1 - beta) * g + beta * m", "u = sign(m)");
}

/** lion. Reads beta1, beta2; state `m`, which is moved on after the direction is taken. */
export function optaxLionRule(options: OptaxOptions): string {
  return optaxRule(options, "u = sign((1 - beta1) * g + beta1 * m)", "m = (1 - beta2) * g + beta2 * m");
}

/** optimistic_gradient_descent. Reads alpha, beta; state `last`, the last gradient. */
export function optaxOptimisticRule(options: OptaxOptions): string {
  return optaxRule(options, ...optimisticLines("g"));
}

/** scale_by_optimistic_gradient, of a direction by this name. */
export function optimisticLines(direction: string, alpha = "alpha", beta = "beta"): readonly string[] {
  return [
    `before = if(step == 0, ${direction}, last)`,
    `last = ${direction}`,
    `u = (${alpha} + ${beta}) * ${direction} - ${beta} * before`,
  ];
}

export interface OptaxRmspropOptions extends OptaxOptions {
  readonly centered: boolean;
  readonly epsilonInRoot: boolean;
  readonly biasCorrection: boolean;
  readonly momentum: boolean;
  readonly nesterov: boolean;
}

/** rmsprop. Reads decay, epsilon, initialScale, momentum; states `v`, `m` and `trace`, which holds the learning rate already. */
export function optaxRmspropRule(options: OptaxRmspropOptions): string {
  const { centered, epsilonInRoot, biasCorrection, momentum, nesterov } = options;
  const corrected = (mean: string) => (biasCorrection ? `(${mean} / (1 - decay^t))` : mean);
  const squares = centered ? `${corrected("v")} - ${corrected("m")}^2` : corrected("v");
  const lines = [
    centered && "m = (1 - decay) * g + decay * m",
    "v = (1 - decay) * g^2 + decay * v",
    `u = ${epsilonInRoot ? `1 / sqrt(${squares} + epsilon)` : `1 / (sqrt(${squares}) + epsilon)`} * g`,
  ];
  if (!momentum) return ruleText("state v = initialScale", optaxRule(options, ...lines));
  return ruleText(
    "state v = initialScale",
    options.penalty && "g = g + penalty * p",
    ...lines,
    ...tracedSteps(nesterov),
  );
}

/** adagrad. Reads initialAccumulator, epsilon; state `v`. */
export function optaxAdagradRule(options: OptaxOptions): string {
  return ruleText(
    "state v = initialAccumulator",
    optaxRule(options, "v = g^2 + v", "u = if(v > 0, 1 / sqrt(v + epsilon), 0) * g"),
  );
}

/** adadelta. Reads decay (there `rho`), epsilon; states `v` and `deltaSquares`, the mean of squared directions. */
export function optaxAdadeltaRule(options: OptaxOptions): string {
  return optaxRule(
    options,
    "v = (1 - decay) * g^2 + decay * v",
    "u = sqrt(deltaSquares + epsilon) / sqrt(v + epsilon) * g",
    "deltaSquares = (1 - decay) * u^2 + decay * deltaSquares",
  );
}

/** sm3. Reads momentum; states `m` and `v`, which of matrices the preparation `optax-sm3` fills. */
export function optaxSm3Rule(options: OptaxOptions): string {
  return optaxRule(
    options,
    "v = if(factored == 1, v, g^2 + v)",
    "scaled = g * if(v > 0, 1 / sqrt(v + 1e-8), 0)",
    "m = (1 - momentum) * scaled + momentum * m",
    "u = m",
  );
}

/**
 * rprop. Reads etaMinus, etaPlus, minStep, maxStep; states `stepSize`, which starts from lr, and `next`: optax makes each step one
 * update late, and leaves it out where the gradient has turned in between.
 */
export function optaxRpropRule({ penalty }: Pick<OptaxOptions, "penalty">): string {
  return ruleText(
    "state stepSize = lr",
    penalty && "g = g + penalty * p",
    "agreement = g * next",
    "changed = clamp(stepSize * if(agreement > 0, etaPlus, etaMinus), minStep, maxStep)",
    "stepSize = if(agreement == 0, stepSize, changed)",
    "u = if(agreement < 0, 0, next)",
    "next = if(agreement < 0, 0, stepSize * sign(g))",
    "p = p - u",
  );
}

/** Makes a tensor's direction as long as its parameters (`scale_by_trust_ratio`), both at least so long; as it is where one of them is 0. */
export function trustLines(ratio = "pNorm / uNorm", least?: string): readonly string[] {
  const norm = (vector: string) => (least === undefined ? `norm(${vector})` : `max(norm(${vector}), ${least})`);
  return [`pNorm = ${norm("p")}`, `uNorm = ${norm("u")}`, `u = u * if(pNorm == 0, 1, if(uNorm == 0, 1, ${ratio}))`];
}

/**
 * lars. Reads trustCoefficient, epsilon, momentum, weightDecay as a part of the gradient and, where `trusts` is `masked`, a number of this name
 * that is 1 in tensors whose steps are in proportion to their parameters; state `trace`, which holds lr already.
 */
export function optaxLarsRule(
  options: OptaxOptions & { readonly trusts: boolean | "masked"; readonly nesterov: boolean },
): string {
  const ratio = "trustCoefficient * pNorm / (uNorm + epsilon)";
  return ruleText(
    options.penalty && "g = g + penalty * p",
    options.weightDecay ? "u = g + weightDecay * p" : "u = g",
    ...(options.trusts ? trustLines(options.trusts === "masked" ? `if(trusts == 1, ${ratio}, 1)` : ratio) : []),
    ...tracedSteps(options.nesterov),
  );
}

/** fromage. Reads minNorm. Shrinks p so that it stays as long as it is. */
export function optaxFromageRule({ penalty }: Pick<OptaxOptions, "penalty">): string {
  return ruleText(
    penalty && "g = g + penalty * p",
    "shrinking = 1 / sqrt(1 + lr^2)",
    "pNorm = max(norm(p), minNorm)",
    "gNorm = max(norm(g), minNorm)",
    "u = g * if(pNorm == 0, 1, if(gNorm == 0, 1, pNorm / gNorm))",
    "p = p + ((shrinking - 1) * p - lr * shrinking * u)",
  );
}

/** What of Adafactor's arguments decides which lines its rule has. */
export interface OptaxAdafactorOptions extends OptaxOptions {
  /** Whether matrices are prepared: `optax-adafactor` then fills the states `v` and `scale`. */
  readonly factors: boolean;
  readonly clips: boolean;
  readonly relative: boolean;
  readonly momentum: boolean;
}

/**
 * adafactor (optax/_src/alias.py and factorized.py). Reads decayRate, decayOffset, epsilon and, where it has use for them,
 * clipThreshold, momentum, weightDecay; states `v` and, with momentum, `m`, which is kept in float32. The share that `v` keeps is
 * worked out in float32.
 */
export function optaxAdafactorRule(options: OptaxAdafactorOptions): string {
  const { penalty, weightDecay, factors, clips, relative, momentum } = options;
  const unlessFactored = (state: string, value: string) => (factors ? `if(factored == 1, ${state}, ${value})` : value);
  return ruleText(
    penalty && "g = g + penalty * p",
    "kept = float32(1 - float32((t - decayOffset)^float32(-decayRate)))",
    `v = ${unlessFactored("v", "kept * v + float32(1 - kept) * (g^2 + epsilon)")}`,
    `scale = ${unlessFactored("scale", "1 / sqrt(v)")}`,
    "u = g * scale",
    clips && "u = u / max(1, rms(u) / clipThreshold)",
    "u = lr * u",
    relative && "u = u * max(rms(p), 0.001)",
    momentum && "u = (1 - momentum) * u + float32(float32(momentum) * m)",
    momentum && "m = float32(u)",
    weightDecay && "u = u + weightDecay * p",
    "p = p - u",
  );
}
