import { ruleText } from "../optimizers/optimizerDefinition";

/**
 * Rules of the schedules of transformers 5.18.0 (transformers/optimization.py) and diffusers 0.42.1 (diffusers/optimization.py). All
 * of them are a factor of the learning rate that torch's LambdaLR multiplies `lr0` by, worked out in Python's doubles in this order.
 * Most rise from 0 in a straight line first: the first update is made with a learning rate of 0.
 */

/** The rise from 0 to the learning rate in the first `warmupSteps`, and what comes after. */
function warmedUp(...decay: readonly string[]): string {
  return ruleText(
    ...decay,
    "factor = if(step < warmupSteps, step / max(1, warmupSteps), decayed)",
    "lr = lr0 * factor",
  );
}

const progress = "progress = (step - warmupSteps) / max(1, trainingSteps - warmupSteps)";
const wave = "wave = 0.5 * (1 + cos(pi * cycles * 2 * progress))";

export const transformersConstantRule = "lr = lr0";

/** Reads warmupSteps. */
export const transformersWarmupRule = warmedUp("decayed = 1");

/** Reads warmupSteps, trainingSteps. */
export const transformersLinearRule = warmedUp(
  "decayed = max(0, (trainingSteps - step) / max(1, trainingSteps - warmupSteps))",
);

/** Reads warmupSteps, trainingSteps, cycles. */
export const transformersCosineRule = warmedUp(progress, wave, "decayed = max(0, wave)");

/** Reads warmupSteps, trainingSteps, cycles. */
export const transformersHardRestartsRule = warmedUp(
  progress,
  "turns = cycles * progress",
  "wave = 0.5 * (1 + cos(pi * (turns - floor(turns))))",
  "decayed = if(progress >= 1, 0, max(0, wave))",
);

/** Reads warmupSteps, trainingSteps, lrEnd, power. */
export const transformersPolynomialRule = warmedUp(
  "left = 1 - (step - warmupSteps) / (trainingSteps - warmupSteps)",
  "decay = (optimizerRate - lrEnd) * left^power + lrEnd",
  "decayed = if(step > trainingSteps, lrEnd, decay) / optimizerRate",
);

/** Reads warmupSteps, timescale. */
export const transformersInverseRootRule = warmedUp(
  "shift = timescale - warmupSteps",
  "decayed = 1 / sqrt((step + shift) / timescale)",
);

/** How the lowest learning rate of a cosine is given: the rule reads minLr, a learning rate, or minShare, a share of the optimizer's. */
export type TransformersLowest = "rate" | "share";

const lowest: Readonly<Record<TransformersLowest, string>> = {
  rate: "lowestShare = minLr / optimizerRate",
  share: "lowestShare = minShare",
};

const waveToLowest = "decayed = max(0, wave * (1 - lowestShare) + lowestShare)";

/** Reads warmupSteps, trainingSteps, cycles, and what `TransformersLowest` says. */
export function transformersCosineToLowestRule(lowestAs: TransformersLowest): string {
  return warmedUp(lowest[lowestAs], progress, wave, waveToLowest);
}

/**
 * A cosine that is one step ahead, as its warm-up is, which so makes no update with a learning rate of 0. Reads warmupSteps, trainingSteps,
 * cycles, what `TransformersLowest` says, and with `startsAtShare` startShare.
 *
 * @param startsAtShare whether the warm-up starts at a share of its own, and not at 1 / warmupSteps
 */
export function transformersEarlyCosineRule(lowestAs: TransformersLowest, startsAtShare: boolean): string {
  return ruleText(
    lowest[lowestAs],
    startsAtShare
      ? "risen = startShare + (1 - startShare) * step / max(1, warmupSteps - 1)"
      : "risen = (step + 1) / max(1, warmupSteps)",
    "progress = (step - warmupSteps + 1) / max(1, trainingSteps - warmupSteps)",
    wave,
    waveToLowest,
    "factor = if(step < warmupSteps, risen, decayed)",
    "lr = lr0 * factor",
  );
}

/** The curve on which a schedule goes from 0 to 1, or from 1 to 0. */
export type TransformersCurve = "linear" | "cosine" | "1-sqrt";

const rises: Readonly<Record<TransformersCurve, string>> = {
  linear: "risen",
  cosine: "0.5 * (1 - cos(pi * risen))",
  "1-sqrt": "1 - sqrt(1 - risen)",
};

const falls: Readonly<Record<TransformersCurve, string>> = {
  linear: "1 - fallen",
  cosine: "0.5 * (1 + cos(pi * cycles * 2 * fallen))",
  "1-sqrt": "1 - sqrt(fallen)",
};

/** Up, level, and down again. Reads warmupSteps, stableSteps, decaySteps, cycles, lowestShare. */
export function transformersStableRule(warmup: TransformersCurve, decay: TransformersCurve): string {
  return ruleText(
    "level = warmupSteps + stableSteps",
    "risen = step / max(1, warmupSteps)",
    `rise = (${rises[warmup]}) * (1 - lowestShare) + lowestShare`,
    "fallen = (step - warmupSteps - stableSteps) / max(1, decaySteps)",
    `fall = (${falls[decay]}) * (1 - lowestShare) + lowestShare`,
    "end = if(step < level + decaySteps, max(0, fall), lowestShare)",
    "factor = if(step < warmupSteps, max(0, rise), if(step < level, 1, end))",
    "lr = lr0 * factor",
  );
}

/** The straight line of diffusers, between shares of the learning rate. Reads warmupSteps, trainingSteps, lowestShare, highestShare. */
export const diffusersLinearRule = ruleText(
  "risen = highestShare * step / max(1, warmupSteps)",
  "left = (trainingSteps - step) / max(1, trainingSteps - warmupSteps)",
  "decayed = lowestShare + (highestShare - lowestShare) * max(0, left)",
  "factor = if(step < warmupSteps, risen, decayed)",
  "lr = lr0 * factor",
);

/**
 * The stairs of diffusers.
 *
 * @param ends number of steps at which the factor changes; the rule reads end1 …, in rising order, and factor1 …, of which there is one more
 */
export function diffusersStairsRule(ends: number): string {
  let factor = `factor${ends + 1}`;
  for (let i = ends; i >= 1; i--) factor = `if(step < end${i}, factor${i}, ${factor})`;
  return `lr = lr0 * ${factor}`;
}
