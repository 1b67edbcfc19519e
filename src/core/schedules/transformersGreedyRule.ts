import { ruleText } from "../optimizers/optimizerDefinition";

/**
 * GreedyLR of transformers 5.18.0 (transformers/optimization.py; arXiv:2512.14527), stepped after every update with its loss. Reads threshold, factor, patience,
 * cooldown, warmup, minLr, maxLr, minChange, resetStart: reductions at the lowest learning rate after which it starts anew.
 *
 * @param mode whether a lower or a higher loss is the better one
 * @param thresholdMode whether the threshold is a share of the best loss or a difference
 */
export function transformersGreedyRule(mode: "min" | "max", thresholdMode: "rel" | "abs"): string {
  const [worst, comparison, sign] = mode === "min" ? ["infinity", "<", "-"] : ["-infinity", ">", "+"];
  const limit = thresholdMode === "rel" ? `best * (1 ${sign} threshold)` : `best ${sign} threshold`;
  return ruleText(
    `state best = ${worst}`,
    "isResting = if(resting > 0, 1, 0)",
    "isWarming = if(isResting > 0, 0, if(warming > 0, 1, 0))",
    "isCounted = if(step == 0, 0, if(isResting + isWarming > 0, 0, 1))",
    `isBetter = if(isCounted > 0, if(lastLoss ${comparison} ${limit}, 1, 0), 0)`,
    "best = if(isBetter > 0, lastLoss, best)",
    "better = if(isBetter > 0, good + 1, 0)",
    "worse = if(isCounted > isBetter, bad + 1, 0)",
    "rises = if(better > patience, 1, 0)",
    "falls = if(worse > patience, 1, 0)",
    "higher = min(lr / factor, maxLr)",
    "lower = max(lr * factor, minLr)",
    "lr = if(rises > 0, if(higher - lr > minChange, higher, lr), if(falls > 0, if(lr - lower > minChange, lower, lr), lr))",
    "isLowest = if(falls > 0, if(lr > minLr, 0, 1), 0)",
    "lowest = if(rises > 0, 0, lowest + isLowest)",
    "resets = if(isLowest > 0, if(lowest >= resetStart, 1, 0), 0)",
    "lr = if(resets > 0, lr0, lr)",
    `best = if(resets > 0, ${worst}, best)`,
    "lowest = if(resets > 0, 0, lowest)",
    "good = if(rises + resets > 0, 0, better)",
    "bad = if(falls > 0, 0, worse)",
    "resting = if(falls > 0, cooldown, if(isResting > 0, resting - 1, 0))",
    "warming = if(resets > 0, 0, if(rises > 0, warmup, if(isWarming > 0, warming - 1, warming)))",
    "lastLoss = loss",
  );
}
