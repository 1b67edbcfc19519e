import type { Precision } from "../floatArray";
import { ruleText } from "./optimizerDefinition";

/**
 * Rules of tfjs-core 4.22.0 in the order of operations of dist/optimizers, so that results agree to the last bits. Its
 * tensors are float32, those of one number too: what it keeps of a run in such a tensor is rounded to float32 in the rules for
 * that precision. A rule for double precision does what the same classes do on tensors of doubles.
 */

/** What the back end adds where the call says nothing (tfjs-core, dist/backends/backend.js), in single precision. */
export const tfjsEpsilon = 1e-7;

/** sgd_optimizer.js. */
export const tfjsSgdRule = "p = p - lr * g";

/** momentum_optimizer.js. Reads momentum; state `u`. */
export function tfjsMomentumRule(nesterov: boolean): string {
  return ruleText("u = momentum * u + g", nesterov ? "p = p - lr * (g + u * momentum)" : "p = p - lr * u");
}

/**
 * rmsprop_optimizer.js. Reads decay, momentum, epsilon; states `v`, `gMean` and `u`, which holds the learning rate already
 * and is there without momentum too. With the variance in the place of the squares ε is taken from it, not added.
 */
export function tfjsRmspropRule(centered: boolean): string {
  return ruleText(
    "v = v * decay + g^2 * (1 - decay)",
    centered && "gMean = gMean * decay + g * (1 - decay)",
    `u = u * momentum + g * lr / sqrt(${centered ? "v - (gMean^2 + epsilon)" : "v + epsilon"})`,
    "p = p - u",
  );
}

/** adagrad_optimizer.js. Reads initialAccumulator; state `v`. ε is no argument here. */
export const tfjsAdagradRule = ruleText(
  "state v = initialAccumulator",
  "v = v + g^2",
  `p = p - g / sqrt(v + ${tfjsEpsilon}) * lr`,
);

/**
 * adadelta_optimizer.js. Reads decay (there `rho`), epsilon; states `v` and `deltaSquares`, the mean of squared steps before
 * lr. The gradient is divided by the root of `v` as it was before this gradient.
 */
export const tfjsAdadeltaRule = ruleText(
  "delta = sqrt(deltaSquares + epsilon) / sqrt(v + epsilon) * g",
  "v = v * decay + g^2 * (1 - decay)",
  "deltaSquares = deltaSquares * decay + delta^2 * (1 - decay)",
  "p = p - delta * lr",
);

/** adam_optimizer.js. Reads beta1, beta2, epsilon; states `m`, `v` and, in single precision, the powers of beta1 and beta2. */
export function tfjsAdamRule(precision: Precision): string {
  const power1 = tensorPower("beta1", precision);
  const power2 = tensorPower("beta2", precision);
  return ruleText(
    ...power1.lines,
    ...power2.lines,
    "m = m * beta1 + g * (1 - beta1)",
    "v = v * beta2 + g^2 * (1 - beta2)",
    `mHat = m / (1 - ${power1.name})`,
    `vHat = v / (1 - ${power2.name})`,
    "p = p - mHat / (sqrt(vHat) + epsilon) * lr",
  );
}

/**
 * adamax_optimizer.js, where lr has its decay already. Reads beta1, beta2, epsilon; states `m`, `u`, the largest gradient so
 * far, which fades, and, in single precision, the power of beta1.
 */
export function tfjsAdamaxRule(precision: Precision): string {
  const power = tensorPower("beta1", precision);
  return ruleText(
    ...power.lines,
    "m = m * beta1 + g * (1 - beta1)",
    "u = max(u * beta2, abs(g))",
    `correction = ${inTensor(`1 - ${power.name}`, precision)}`,
    `p = p - ${inTensor("lr", precision)} / correction * (m / (u + epsilon))`,
  );
}

/** base^t as a tensor that is multiplied by the base after every update, with the lines that make it. */
function tensorPower(base: string, precision: Precision): { readonly name: string; readonly lines: readonly string[] } {
  if (precision === "float64") return { name: `${base}^t`, lines: [] };
  const name = `${base}Power`;
  return { name, lines: [`state ${name} = 1`, `${name} = float32(${name} * float32(${base}))`] };
}

/** A scalar as a tensor holds it. */
function inTensor(scalar: string, precision: Precision): string {
  return precision === "float64" ? scalar : `float32(${scalar})`;
}
