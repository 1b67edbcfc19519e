import { ruleText } from "../optimizers/optimizerDefinition";

/** How a schedule of Levanter falls. */
export type LevanterDecay = "constant" | "cosine" | "linear";

const decays: Readonly<Record<LevanterDecay, string>> = {
  constant: "lr0",
  cosine: "lr0 * ((1 - lowestShare) * (0.5 * (1 + cos(pi * gone))) + lowestShare)",
  linear: "(lr0 - lowestShare * lr0) * (1 - gone) + lowestShare * lr0",
};

/**
 * Up, level and down, in one cycle (levanter/optim/config.py, Levanter 1.2), as optax's schedules make it that are joined there. Reads warmupSteps, stableSteps,
 * decaySteps, lowestShare.
 */
export function levanterRule(decay: LevanterDecay): string {
  return ruleText(
    "level = warmupSteps + stableSteps",
    "gone = min(step - level, decaySteps) / decaySteps",
    `decayed = ${decays[decay]}`,
    "lr = if(step < warmupSteps, lr0 * step / warmupSteps, if(step < level, lr0, decayed))",
  );
}
