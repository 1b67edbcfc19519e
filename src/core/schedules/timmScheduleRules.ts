import { ruleText } from "../optimizers/optimizerDefinition";

/**
 * Rules of the schedules of timm 1.0.31 (timm/scheduler), by the number of epochs or updates made. All rise from a learning rate of their own first, and read
 * warmupSteps and warmupRate.
 */

/** @param isPrefix whether what comes behind the warm-up counts from its end */
function warmedUp(isPrefix: boolean, ...decay: readonly string[]): string {
  return ruleText(
    `past = ${isPrefix ? "step - warmupSteps" : "step"}`,
    ...decay,
    "warmed = warmupRate + step * ((lr0 - warmupRate) / warmupSteps)",
    "lr = if(step < warmupSteps, warmed, decayed)",
  );
}

/** Lines that assign turn, length and place, of a cycle that starts again. Reads cycleLength, and growth where it changes. */
function cycled(grows: boolean): readonly string[] {
  if (!grows) return ["turn = floor(past / cycleLength)", "length = cycleLength", "place = past - cycleLength * turn"];
  return [
    "turn = floor(log(1 - past / cycleLength * (1 - growth)) / log(growth))",
    "length = growth^turn * cycleLength",
    "place = past - (1 - growth^turn) / (1 - growth) * cycleLength",
  ];
}

export interface TimmCycle {
  readonly isPrefix: boolean;
  /** Whether every cycle is longer than the one before. */
  readonly grows: boolean;
}

/** Reads minLr, shrink, cycles, bend, and what `cycled` does. */
export function timmCosineRule({ isPrefix, grows }: TimmCycle): string {
  return warmedUp(
    isPrefix,
    ...cycled(grows),
    "wave = 1 + cos(pi * place^bend / length^bend)",
    "fallen = minLr + 0.5 * (lr0 * shrink^turn - minLr) * wave",
    "decayed = if(turn < cycles, fallen, minLr)",
  );
}

/** Reads power besides what `timmCosineRule` does. */
export function timmPolynomialRule({ isPrefix, grows }: TimmCycle): string {
  return warmedUp(
    isPrefix,
    ...cycled(grows),
    "fallen = minLr + (lr0 * shrink^turn - minLr) * (1 - place^bend / length^bend)^power",
    "decayed = if(turn < cycles, fallen, minLr)",
  );
}

/** Reads decayRate, decaySteps. */
export function timmStepRule(isPrefix: boolean): string {
  return warmedUp(isPrefix, "decayed = lr0 * decayRate^floor(past / decaySteps)");
}

/** @param milestones number of them; the rule reads decayRate and milestone1 … */
export function timmMultiStepRule(isPrefix: boolean, milestones: number): string {
  const passed = Array.from({ length: milestones }, (_, index) => `if(past + 1 >= milestone${index + 1}, 1, 0)`);
  return warmedUp(isPrefix, `decayed = lr0 * decayRate^(${passed.join(" + ") || "0"})`);
}
