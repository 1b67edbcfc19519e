import { ruleText } from "../optimizers/optimizerDefinition";

/**
 * Rules of mmcv/runner/hooks/lr_updater.py, mmcv 1.7: the learning rate of a policy, made smaller during the warm-up, which counts updates whatever the
 * policy counts. They read epochLength where the policy counts epochs of several updates.
 */
export interface MmcvRuleOptions {
  /** Whether the policy counts epochs, and not updates. */
  readonly perEpoch: boolean;
  /** Null for none. Reads warmupIters, warmupRatio. */
  readonly warmup: "constant" | "linear" | "exp" | null;
}

/** @param lines work out `regular` from `progress` */
function policyRule({ perEpoch, warmup }: MmcvRuleOptions, ...lines: readonly string[]): string {
  return ruleText(
    `progress = ${perEpoch ? "floor(step / epochLength)" : "step"}`,
    ...lines,
    ...warmupLines(warmup),
    `lr = ${warmup === null ? "regular" : "if(step < warmupIters, warm, regular)"}`,
  );
}

function warmupLines(warmup: MmcvRuleOptions["warmup"]): readonly string[] {
  switch (warmup) {
    case null:
      return [];
    case "constant":
      return ["warm = regular * warmupRatio"];
    case "linear":
      return ["missing = (1 - step / warmupIters) * (1 - warmupRatio)", "warm = regular * (1 - missing)"];
    case "exp":
      return ["warm = regular * warmupRatio^(1 - step / warmupIters)"];
  }
}

/** FixedLrUpdaterHook. */
export function mmcvFixedRule(options: MmcvRuleOptions): string {
  return policyRule(options, "regular = lr0");
}

/**
 * StepLrUpdaterHook. Reads gamma, and minLr where it has one.
 *
 * @param steps where the learning rate falls, or how many steps there are from one fall to the next
 */
export function mmcvStepRule(steps: readonly number[] | number, hasLowest: boolean, options: MmcvRuleOptions): string {
  const falls =
    typeof steps === "number"
      ? `floor(progress / ${steps})`
      : steps.reduceRight((rest, at, index) => `if(progress < ${at}, ${index}, ${rest})`, String(steps.length));
  const rate = `lr0 * gamma^(${falls})`;
  return policyRule(options, `regular = ${hasLowest ? `max(${rate}, minLr)` : rate}`);
}

/** ExpLrUpdaterHook. Reads gamma. */
export function mmcvExponentialRule(options: MmcvRuleOptions): string {
  return policyRule(options, "regular = lr0 * gamma^progress");
}

/** InvLrUpdaterHook. Reads gamma, power. */
export function mmcvInverseRule(options: MmcvRuleOptions): string {
  return policyRule(options, "regular = lr0 * (1 + gamma * progress)^(-power)");
}

/** PolyLrUpdaterHook. Reads power, minLr, maxProgress. */
export function mmcvPolyRule(options: MmcvRuleOptions): string {
  return policyRule(options, "left = (1 - progress / maxProgress)^power", "regular = (lr0 - minLr) * left + minLr");
}

/** CosineAnnealingLrUpdaterHook. Reads maxProgress, and minLr or minLrRatio. */
export function mmcvCosineRule(lowest: "minLr" | "minLrRatio", options: MmcvRuleOptions): string {
  return policyRule(
    options,
    `target = ${lowest === "minLr" ? "minLr" : "lr0 * minLrRatio"}`,
    "regular = target + 0.5 * (lr0 - target) * (cos(pi * (progress / maxProgress)) + 1)",
  );
}
