import { type OptaxOptions, optaxRule } from "./optaxRules";
import { ruleText } from "./optimizerDefinition";

/**
 * Rules of optax 0.2.8 that find the length of their steps themselves, by how far all tensors together have come from where they
 * started, in the order of operations of optax/contrib.
 */

const fromStart = "start = if(step == 0, p, start)";
const corrected = "rate = estimate * lr * (sqrt(1 - beta2^t) / (1 - beta1^t))";

/** The estimate only grows. */
const grownEstimate = (candidate: string) => `estimate = max(estimate, ${candidate})`;

/** A step that brings its learning rate along, with a weight decay multiplied by it. */
const ownStep = (weightDecay: boolean, direction: string): readonly string[] => [
  `u = ${weightDecay ? "weightDecay * rate * p + " : ""}${direction}`,
  "p = p - u",
];

/**
 * contrib.prodigy. Reads beta1, beta2, beta3, epsilon, initialEstimate, estimateFactor; states `m`, `v`, `gradients` (a sum that
 * fades), `start`, and the scalars `estimate` and `numerator`, which are the same for all tensors.
 *
 * @param options.safeguard whether the sum of gradients leaves the learning rate out
 */
export function optaxProdigyRule(options: OptaxOptions & { readonly safeguard: boolean }): string {
  const { penalty, weightDecay, safeguard } = options;
  return ruleText(
    "state estimate = initialEstimate",
    penalty && "g = g + penalty * p",
    fromStart,
    corrected,
    "scaled = estimate * g",
    "progress = totalSum(g * (start - p))",
    "m = beta1 * m + (1 - beta1) * scaled",
    "v = beta2 * v + (1 - beta2) * scaled * scaled",
    `gradients = beta3 * gradients + ${safeguard ? "estimate" : "rate"} * scaled / initialEstimate`,
    "numerator = beta3 * numerator + estimate / initialEstimate * rate * progress",
    grownEstimate("estimateFactor * numerator / totalSum(abs(gradients))"),
    ...ownStep(weightDecay, "rate * m / (sqrt(v) + estimate * epsilon)"),
  );
}

/**
 * contrib.dadapt_adamw. Reads beta1, beta2, epsilon, initialEstimate; states `m`, which holds the learning rate, `v`, `gradients` (a mean
 * that does too), and the scalars `estimate` and `numerator`, which are the same for all tensors.
 */
export function optaxDadaptAdamwRule({ penalty, weightDecay }: OptaxOptions): string {
  return ruleText(
    "state estimate = initialEstimate",
    penalty && "g = g + penalty * p",
    "kept = sqrt(beta2)",
    corrected,
    "progress = totalSum(g * (gradients / (sqrt(v) + epsilon)))",
    "m = beta1 * m + (1 - beta1) * rate * g",
    "v = beta2 * v + (1 - beta2) * g * g",
    "gradients = kept * gradients + (1 - kept) * rate * g",
    "numerator = kept * numerator + (1 - kept) * rate * progress",
    grownEstimate("numerator / ((1 - kept) * totalSum(abs(gradients)))"),
    ...ownStep(weightDecay, "m / (sqrt(v) + epsilon)"),
  );
}

/** What the first step of `dog` goes by. */
export const dogStarts = ["distance", "learning_rate", "heuristic"] as const;
export type DogStart = (typeof dogStarts)[number];

/** contrib.dog. Reads initial, epsilon; states `start`, and the scalars `distance`, the largest so far, and `squares`. */
export function optaxDogRule(options: OptaxOptions & { readonly ownPenalty: boolean; readonly by: DogStart }): string {
  const { ownPenalty, by } = options;
  const rate = "distance / sqrt(squares + epsilon)";
  return ruleText(
    by === "distance" && "state distance = initial",
    ownPenalty && "g = g + ownPenalty * p",
    optaxRule(
      options,
      fromStart,
      by === "heuristic" && "distance = if(step == 0, initial * (1 + totalNorm(p)), distance)",
      "distance = max(distance, totalNorm(start - p))",
      "squares = squares + totalSum(g^2)",
      `rate = ${by === "learning_rate" ? `if(step == 0, initial, ${rate})` : rate}`,
      "u = rate * g",
    ),
  );
}

/** contrib.dowg. Reads initial, epsilon; states `start`, and the scalars `distance`, the largest square so far, and `squares`. */
export function optaxDowgRule(options: OptaxOptions & { readonly ownPenalty: boolean }): string {
  return ruleText(
    "state distance = initial",
    options.ownPenalty && "g = g + ownPenalty * p",
    optaxRule(
      options,
      fromStart,
      "distance = max(distance, totalSum((start - p)^2))",
      "squares = distance * totalSum(g^2) + squares",
      "rate = distance / (sqrt(squares) + epsilon)",
      "u = rate * g",
    ),
  );
}

/**
 * contrib.cocob. Reads alpha, epsilon; states `start`, `scale`, the largest gradient so far, `total` and `size`, the sums of gradients
 * and of their sizes, and `reward`, what a coin would have won.
 */
export function optaxCocobRule({
  penalty,
  ownPenalty,
}: Pick<OptaxOptions, "penalty"> & { readonly ownPenalty: boolean }): string {
  return ruleText(
    "state scale = epsilon",
    penalty && "g = g + penalty * p",
    ownPenalty && "g = g + ownPenalty * p",
    fromStart,
    "scaled = lr * g",
    "scale = max(scale, abs(scaled))",
    "size = size + abs(scaled)",
    "reward = max(reward - scaled * (p - start), 0)",
    "total = total - scaled",
    "bet = total / (scale * max(size + scale, alpha * scale))",
    "p = p + (start + bet * (scale + reward) - p)",
  );
}
