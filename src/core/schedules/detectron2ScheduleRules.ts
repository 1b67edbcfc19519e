import { ruleText } from "../optimizers/optimizerDefinition";

/**
 * Rules of the schedules of Detectron2 0.6 (detectron2/solver/lr_scheduler.py), which are factors of the learning rate made of the share of the training
 * that is done, by the classes of fvcore/common/param_scheduler.py.
 */

/** How a warm-up goes to the value that the schedule has at its end: the rule reads warmupFactor, warmupShare and, of schedules with steps, warmupEnd. */
export type Detectron2Warmup = "linear" | "constant";

/** What fvcore adds to a share before it compares it. */
const EPSILON = "0.000001";

/**
 * @param schedule lines that assign `scheduled`, the factor without a warm-up
 * @param end that factor where the warm-up ends
 */
function warmedUp(warmup: Detectron2Warmup, schedule: readonly string[], end = "warmupEnd"): string {
  const warmed = warmup === "linear" ? `${end} * risen + warmupFactor * (1 - risen)` : "warmupFactor";
  return ruleText(
    "share = step / maxSteps",
    ...schedule,
    "risen = share / warmupShare",
    `warmed = ${warmed}`,
    `lr = lr0 * if(share + ${EPSILON} > warmupShare, scheduled, warmed)`,
  );
}

/** Reads maxSteps, gamma and the milestones. */
export function detectron2StepsRule(warmup: Detectron2Warmup): string {
  return warmedUp(warmup, ["scheduled = gamma^milestonesPassed"]);
}

/** Reads maxSteps, lastRate. */
export function detectron2CosineRule(warmup: Detectron2Warmup): string {
  const wave = (share: string) => `(last + 0.5 * (1 - last) * (1 + cos(pi * ${share})))`;
  const schedule = ["last = lastRate / optimizerRate", `scheduled = ${wave("share")}`];
  return warmedUp(warmup, schedule, wave("warmupShare"));
}

/** Reads maxSteps, gamma, decays. */
export function detectron2FixedGammaRule(warmup: Detectron2Warmup): string {
  return warmedUp(warmup, [`scheduled = gamma^floor((share + ${EPSILON}) * (decays + 1))`]);
}
