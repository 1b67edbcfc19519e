import { ruleText } from "../optimizers/optimizerDefinition";

/** Rules of the schedules of ESPnet 202511 (espnet2/schedulers), which count updates from 1. */

/** Reads warmupSteps. */
export const espnetWarmupRule = ruleText(
  "count = step + 1",
  "lr = lr0 * warmupSteps^0.5 * min(count^(-0.5), count * warmupSteps^(-1.5))",
);

/** Reads width, warmupSteps. */
export const espnetNoamRule = ruleText(
  "count = step + 1",
  "lr = lr0 * width^(-0.5) * min(count^(-0.5), count * warmupSteps^(-1.5))",
);

/** Reads warmupSteps, epochSteps, stepSize, gamma. */
export const espnetWarmupStepRule = ruleText(
  "count = step + 1",
  "epochs = floor(count / epochSteps) - floor(warmupSteps / epochSteps)",
  "lr = if(count <= warmupSteps, lr0 * warmupSteps^(-1) * count, lr0 * gamma^floor(epochs / stepSize))",
);

/** Reads trainingSteps, warmupSteps, holdSteps, decayRate, startShare. */
export const espnetTristageRule = ruleText(
  "count = min(step + 1, trainingSteps)",
  "risen = startShare * lr0 + (lr0 - startShare * lr0) / warmupSteps * count",
  "fallen = lr0 * exp(-decayRate * (count - warmupSteps - holdSteps))",
  "lr = if(count < warmupSteps, risen, if(count < warmupSteps + holdSteps, lr0, fallen))",
);
