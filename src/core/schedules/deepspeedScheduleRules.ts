import { ruleText } from "../optimizers/optimizerDefinition";

/**
 * Rules of deepspeed/runtime/lr_schedules.py, DeepSpeed 0.19.8. A schedule there counts the batches made, from −1: it sets a learning rate when it is
 * created, for the first update, and the engine steps it after every update. `step` is that count plus 1.
 */

/** How a warmup rises: fast first, or at the same pace. */
export type WarmupShape = "log" | "linear";

/** Share of the warmup made after `batch` + 1 updates. */
const warmupShare = (shape: WarmupShape): string =>
  shape === "log" ? "1 / log(warmupSteps) * log(step)" : "batch / warmupSteps";

/**
 * WarmupLR. Reads warmupSteps, lowest, highest. The first two updates have the lowest learning rate: that of creation, and that of the first step.
 *
 * @param highest what the warmup rises to: a parameter, or `lr0` for the learning rate of the optimizer
 */
export function warmupRule(shape: WarmupShape, highest: string): string {
  return ruleText(
    "batch = step - 1",
    `share = if(batch < warmupSteps, ${warmupShare(shape)}, 1)`,
    `lr = if(batch < 0, lowest, lowest + (${highest} - lowest) * share)`,
  );
}

/**
 * WarmupDecayLR. Reads warmupSteps, totalSteps, lowest, highest. After the warmup a straight line to the lowest, at totalSteps.
 *
 * @param highest as above
 */
export function warmupDecayRule(shape: WarmupShape, highest: string): string {
  return ruleText(
    "batch = step - 1",
    "left = max(0, (totalSteps - batch) / max(1, totalSteps - warmupSteps))",
    `share = if(batch < warmupSteps, ${warmupShare(shape)}, left)`,
    `lr = if(batch < 0, lowest, lowest + (${highest} - lowest) * share)`,
  );
}

/** WarmupCosineLR. Reads warmupSteps, totalSteps, lowestRatio, lastRatio. The first update has a learning rate of 0 whatever the ratios are. */
export function warmupCosineRule(shape: WarmupShape): string {
  return ruleText(
    "batch = step - 1",
    `rise = lowestRatio + ${warmupShare(shape)} * (1 - lowestRatio)`,
    "progress = min(1, (batch - warmupSteps + 1) / max(1, totalSteps - warmupSteps))",
    "fall = max(0, lastRatio + (1 - lastRatio) * ((1 + cos(pi * progress)) / 2))",
    "lr = if(batch < 0, 0, lr0 * if(batch < warmupSteps, rise, fall))",
  );
}

/** LRRangeTest. Reads lowest, rate, stepSize. */
export function rangeTestRule(staircase: boolean): string {
  const interval = staircase ? "floor(step / stepSize)" : "step / stepSize";
  return `lr = lowest * (1 + rate * (${interval}))`;
}

export interface DeepspeedCycleOptions {
  /** Whether learning rate and momentum stay the same for a stair at a time. */
  readonly hasStairs: boolean;
  /** Whether the learning rate goes on falling after the cycle. */
  readonly rateDecays: boolean;
  /** Whether the momentum goes on rising after the cycle. */
  readonly momentumDecays: boolean;
}

/** The two betas that a cycle moves. */
export interface MovedBetas {
  readonly momentum: string;
  readonly squares: string;
}

/**
 * OneCycle. Reads stepsUp, stepsDown, lowest, highest; with stairs stairsUp and stairsDown; with something that decays decaySteps, rateDecay and momentumDecay; with
 * betas lowestMomentum and highestMomentum. The momentum is the lowest in the first update, and starts from the highest in the second.
 *
 * @param betas null where they stay as they are
 */
export function deepspeedCycleRule(options: DeepspeedCycleOptions, betas: MovedBetas | null): string {
  const { hasStairs, rateDecays, momentumDecays } = options;
  const laterRate = rateDecays ? "lowest / (1 + rateDecay * interval)" : "lowest";
  const laterMomentum = momentumDecays ? "highestMomentum * (1 + momentumDecay * interval)" : "highestMomentum";
  return ruleText(
    "total = stepsUp + stepsDown",
    "rising = stepsUp / total",
    "cycle = floor(1 + step / total)",
    "place = 1 + step / total - cycle",
    "smooth = if(place <= rising, place / rising, (place - 1) / (rising - 1))",
    hasStairs && "count = step - total * floor(step / total)",
    hasStairs && "stairs = if(place <= rising, stairsUp, stairsDown)",
    hasStairs && "stair = floor(if(count <= stepsUp, count * stairs / stepsUp, (total - count) * stairs / stepsDown))",
    `height = ${hasStairs ? "if(stairs > 0, stair / stairs, smooth)" : "smooth"}`,
    (rateDecays || momentumDecays) && "interval = (step - total) / decaySteps",
    `lr = if(step - 1 < total, lowest + (highest - lowest) * height, ${laterRate})`,
    ...(betas === null
      ? []
      : [
          `cycled = if(step - 1 < total, highestMomentum - (highestMomentum - lowestMomentum) * height, ${laterMomentum})`,
          `${betas.momentum} = if(isFirst > 0, lowestMomentum, cycled)`,
          `${betas.squares} = 0.99`,
        ]),
  );
}
