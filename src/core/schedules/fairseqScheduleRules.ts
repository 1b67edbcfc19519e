import { ruleText } from "../optimizers/optimizerDefinition";

/** Rules of the schedules of fairseq 0.12.2 (fairseq/optim/lr_scheduler), which are set before every update by the number of those made. */

/** Reads warmupUpdates, initialLr. */
export const fairseqInverseRootRule = ruleText(
  "warmed = initialLr + step * ((lr0 - initialLr) / warmupUpdates)",
  "lr = if(step < warmupUpdates, warmed, lr0 * sqrt(warmupUpdates) * step^(-0.5))",
);

/** Reads warmupUpdates, totalUpdates, endLr, power. */
export const fairseqPolynomialRule = ruleText(
  "left = 1 - (step - warmupUpdates) / (totalUpdates - warmupUpdates)",
  "decayed = (lr0 - endLr) * left^power + endLr",
  "later = if(step >= totalUpdates, endLr, decayed)",
  "lr = if(warmupUpdates > 0, if(step <= warmupUpdates, step / warmupUpdates * lr0, later), later)",
);

/**
 * Reads warmupUpdates, initialLr, period, shrink, minLr.
 *
 * @param grows whether every period is longer than the one before, by the factor growth, which the rule then reads too
 */
export function fairseqCosineRule(grows: boolean): string {
  const periods = grows
    ? [
        "turn = floor(log(1 - past / period * (1 - growth)) / log(growth))",
        "length = growth^turn * period",
        "place = past - (1 - growth^turn) / (1 - growth) * period",
      ]
    : ["turn = floor(past / period)", "length = period", "place = past - period * turn"];
  return ruleText(
    "past = step - warmupUpdates",
    ...periods,
    "lowest = minLr * shrink^turn",
    "highest = lr0 * shrink^turn",
    "decayed = lowest + 0.5 * (highest - lowest) * (1 + cos(pi * place / length))",
    "warmed = initialLr + step * ((lr0 - initialLr) / warmupUpdates)",
    "lr = if(step < warmupUpdates, warmed, decayed)",
  );
}

/** Up, level, and down by equal factors. Reads warmupUpdates, holdUpdates, decayUpdates, initialShare, finalShare. */
export const fairseqTriStageRule = ruleText(
  "first = initialShare * lr0",
  "warmed = first + (lr0 - first) / warmupUpdates * step",
  "level = warmupUpdates + holdUpdates",
  "fallen = lr0 * exp(log(finalShare) / decayUpdates * (step - level))",
  "later = if(step <= level + decayUpdates, fallen, finalShare * lr0)",
  "lr = if(step < warmupUpdates, warmed, if(step < level, lr0, later))",
);

/** Reads warmupUpdates. */
export const fairseqFixedRule = "lr = if(step < warmupUpdates, (step + 1) / warmupUpdates * lr0, lr0)";
