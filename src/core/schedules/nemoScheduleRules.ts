import { ruleText } from "../optimizers/optimizerDefinition";

/**
 * Rules of the schedules of NeMo 3.0.0 (nemo/core/optim/lr_scheduler.py), stepped with every update. Most rise in a straight line whose first update is
 * made with 1 / (warmupSteps + 1) of the learning rate, and give the lowest one from the update behind maxSteps on.
 */

/** @param decay lines that assign `decayed`, of which the last update is that of maxSteps */
function warmedUp(...decay: readonly string[]): string {
  return ruleText(
    ...decay,
    "warmed = lr0 * ((step + 1) / (warmupSteps + 1))",
    "later = if(step > maxSteps, minLr, decayed)",
    "lr = if(warmupSteps > 0, if(step <= warmupSteps, warmed, later), later)",
  );
}

/** @param decay as of `warmedUp`; before it the learning rate is held until holdSteps */
function heldOn(...decay: readonly string[]): string {
  return ruleText(
    ...decay,
    "warmed = lr0 * ((step + 1) / (warmupSteps + 1))",
    "past = if(step > maxSteps, minLr, decayed)",
    "later = if(step >= warmupSteps, if(step < holdSteps, lr0, past), past)",
    "lr = if(warmupSteps > 0, if(step <= warmupSteps, warmed, later), later)",
  );
}

/** Reads warmupSteps; with an end maxSteps, minLr. */
export function nemoWarmupRule(hasEnd: boolean): string {
  if (hasEnd) return warmedUp("decayed = lr0");
  return ruleText(
    "warmed = lr0 * ((step + 1) / (warmupSteps + 1))",
    "lr = if(warmupSteps > 0, if(step <= warmupSteps, warmed, lr0), lr0)",
  );
}

/** Reads warmupSteps, holdSteps, maxSteps, minLr, as the next do. */
export const nemoHoldRule = heldOn("decayed = lr0");

export const nemoHoldRootRule = heldOn(
  "gone = (step - holdSteps) / (maxSteps - holdSteps)",
  "decayed = max(minLr, lr0 * (1 - sqrt(gone)))",
);

export const nemoHoldLinearRule = heldOn(
  "gone = (step - holdSteps) / (maxSteps - holdSteps)",
  "decayed = lr0 - (lr0 - minLr) * gone",
);

/** Reads warmupSteps, maxSteps, minLr, as the next do. */
export const nemoSquareRule = warmedUp(
  "length = maxSteps - warmupSteps",
  "left = (length - (step - warmupSteps)) / length",
  "decayed = max(lr0 * left^2, minLr)",
);

/** Its root is taken of the share of all steps that is left, the warm-up among them. */
export const nemoRootRule = warmedUp("left = (maxSteps - step) / maxSteps", "decayed = max(lr0 * sqrt(left), minLr)");

export const nemoCosineRule = warmedUp(
  "wave = 0.5 * (1 + cos(pi * (step - warmupSteps) / (maxSteps - warmupSteps)))",
  "decayed = (lr0 - minLr) * wave + minLr",
);

/** As Megatron's cosine, whose warm-up starts from 0, with the lowest learning rate in its last steps. Reads decaySteps besides. */
export const nemoCosineHoldRule = ruleText(
  "wave = 0.5 * (cos(pi * ((step - warmupSteps) / decaySteps)) + 1)",
  "decayed = minLr + wave * (lr0 - minLr)",
  "later = if(step > min(maxSteps, warmupSteps + decaySteps), minLr, decayed)",
  "lr = if(warmupSteps > 0, if(step <= warmupSteps, lr0 * step / warmupSteps, later), later)",
);

export const nemoLinearRule = warmedUp(
  "gone = (step - warmupSteps) / (maxSteps - warmupSteps)",
  "decayed = minLr + (1 - gone) * (lr0 - minLr)",
);

export const nemoInverseRootRule = warmedUp("decayed = lr0 / sqrt((step + 1) / (warmupSteps + 1))");

/** The learning rate is a multiple of what the width of the model makes. Reads width, warmupSteps, minLr. */
export const nemoNoamRule = ruleText(
  "count = max(1, step)",
  "risen = if(warmupSteps > 0, min(count^(-0.5), count * warmupSteps^(-1.5)), count^(-0.5))",
  "scaled = lr0 * (width^(-0.5) * risen)",
  "lr = if(count > warmupSteps, max(scaled, minLr), scaled)",
);

/** Reads decayRate besides what `nemoHoldRule` does. */
export const nemoNoamHoldRule = heldOn(
  "held = if(holdSteps > 0, holdSteps - warmupSteps, 0)",
  "decayed = max(lr0 * max(1, warmupSteps^decayRate) / max(1, (step - held)^decayRate), minLr)",
);

/**
 * Reads power, and what `nemoHoldRule` or `nemoSquareRule` does.
 *
 * @param cycles whether it starts again, more slowly each time, where it has come to its end
 */
export function nemoPolynomialRule(holds: boolean, cycles: boolean): string {
  const start = holds ? "holdSteps" : "warmupSteps";
  const length = holds ? "maxSteps - max(warmupSteps, holdSteps)" : "maxSteps - warmupSteps";
  const lines = [
    `length = ${length}`,
    `place = step - ${start}`,
    cycles ? "share = place / (length * max(1, -floor(-place / length)))" : "share = min(place, length) / length",
    "decayed = (lr0 - minLr) * (1 - share)^power + minLr",
  ];
  return holds ? heldOn(...lines) : warmedUp(...lines);
}
