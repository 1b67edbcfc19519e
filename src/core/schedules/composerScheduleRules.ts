import { ruleText } from "../optimizers/optimizerDefinition";

/**
 * Rules of the schedules of Composer 0.32.1 (composer/optim/scheduler.py) and LLM Foundry 0.22.0 (llmfoundry/optim/scheduler.py), in batches: a factor of the learning
 * rate for torch's LambdaLR. All read warmupSteps and trainingSteps.
 */

/** @param decay lines that assign `decayed`, by the share `gone` of the steps behind the warm-up that are over */
function warmedUp(top: string, ...decay: readonly string[]): string {
  return ruleText(
    "gone = if(trainingSteps > warmupSteps, min(1, (step - warmupSteps) / (trainingSteps - warmupSteps)), 0)",
    ...decay,
    `factor = if(step < warmupSteps, min(1, step / warmupSteps) * ${top}, decayed)`,
    "lr = lr0 * factor",
  );
}

/** Reads firstShare, lastShare. */
export const composerLinearRule = warmedUp("firstShare", "decayed = firstShare + gone * (lastShare - firstShare)");

/** Reads lastShare. */
export const composerCosineRule = warmedUp("1", "decayed = lastShare + (1 - lastShare) * (1 + cos(gone * pi)) / 2");

/** The root of the steps, and a straight line at the end. Reads scaleSteps, coolingSteps, lowestShare, lastShare. */
export const foundryInverseRootRule = ruleText(
  "shift = scaleSteps - warmupSteps",
  "start = max(trainingSteps - coolingSteps, warmupSteps)",
  "decayed = lowestShare + 1 / sqrt((step + shift) / scaleSteps) * (1 - lowestShare)",
  "first = lowestShare + 1 / sqrt((start + shift) / scaleSteps) * (1 - lowestShare)",
  "cooled = first + min(1, (step - start) / coolingSteps) * (lastShare - first)",
  "later = if(step < start, decayed, if(coolingSteps == 0, first, cooled))",
  "factor = if(step < warmupSteps, min(1, step / warmupSteps), later)",
  "lr = lr0 * factor",
);
