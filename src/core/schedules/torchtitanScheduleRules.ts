import { ruleText } from "../optimizers/optimizerDefinition";

/** How a schedule of torchtitan falls. */
export type TorchtitanDecay = "linear" | "sqrt" | "cosine";

const decays: Readonly<Record<TorchtitanDecay, string>> = {
  linear: "1 - gone",
  sqrt: "1 - sqrt(gone)",
  cosine: "0.5 * (1 + cos(pi * gone))",
};

/**
 * Up, level and down (torchtitan/components/lr_scheduler.py, torchtitan 0.2.0): a factor of the learning rate for torch's LambdaLR. Its way down has one step more
 * than the training, so that no update is made with the last factor. Reads warmupSteps, stableSteps, decaySteps, lowestShare.
 */
export function torchtitanRule(decay: TorchtitanDecay): string {
  return ruleText(
    "level = warmupSteps + stableSteps",
    "gone = (step + 1 - level) / decaySteps",
    `decayed = lowestShare + (1 - lowestShare) * (${decays[decay]})`,
    "factor = if(step < warmupSteps, (step + 1) / warmupSteps, if(step < level, 1, decayed))",
    "lr = lr0 * factor",
  );
}
