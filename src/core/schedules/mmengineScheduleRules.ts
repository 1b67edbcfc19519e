import { ruleText } from "../optimizers/optimizerDefinition";
import { type OneCycleOptions, torchOneCycleRule } from "./torchScheduleRules";

/**
 * Rules of mmengine/optim/scheduler/param_scheduler.py, mmengine 0.10.7. A scheduler there acts from its step `begin` up to its step `end`, and leaves the
 * learning rate as it is before and after; each step that it makes changes the last learning rate. `last` is mmengine's `last_step`.
 *
 * All rules read begin, until (its `end`), and epochLength where the steps are epochs of several updates.
 */
export interface MmengineRuleOptions {
  /** Whether it makes a step with every epochLength updates, and not with each. */
  readonly perEpoch: boolean;
}

function windowRule({ perEpoch }: MmengineRuleOptions, ...lines: readonly string[]): string {
  const place = perEpoch ? "epoch" : "step";
  return ruleText(
    perEpoch && "epoch = step / epochLength",
    `last = ${place} - begin`,
    ...lines,
    `acts = if(${place} >= begin, if(${place} < until, 1, 0), 0)`,
    perEpoch && "acts = if(epoch == floor(epoch), acts, 0)",
    "lr = if(acts > 0, next, lr)",
  );
}

/** StepLR. Reads stepSize, gamma. */
export function mmengineStepRule(options: MmengineRuleOptions): string {
  return windowRule(
    options,
    "count = last / stepSize",
    "next = if(last == 0, lr, if(count == floor(count), lr * gamma, lr))",
  );
}

/** MultiStepLR. Reads gamma, and the milestones as counts of updates from the start of the run. */
export function mmengineMultiStepRule(options: MmengineRuleOptions): string {
  return windowRule(options, "next = if(milestonesHere > 0, lr * gamma^milestonesHere, lr)");
}

/** ConstantLR. Reads factor. In the last step before `end` the learning rate is divided by it again. */
export function mmengineConstantRule(options: MmengineRuleOptions): string {
  return windowRule(
    options,
    "total = until - begin - 1",
    "next = if(last == 0, lr * factor, if(last == total, lr * (1 / factor), lr))",
  );
}

/** LinearLR. Reads startFactor, endFactor. */
export function mmengineLinearRule(options: MmengineRuleOptions): string {
  return windowRule(
    options,
    "total = until - begin - 1",
    "change = endFactor - startFactor",
    "onward = lr * (1 + change / (total * startFactor + (last - 1) * change))",
    "next = if(last == 0, lr * startFactor, onward)",
  );
}

/** ExponentialLR. Reads gamma. */
export function mmengineExponentialRule(options: MmengineRuleOptions): string {
  return windowRule(options, "next = if(last == 0, lr, lr * gamma)");
}

/** PolyLR. Reads power, etaMin. */
export function mmenginePolyRule(options: MmengineRuleOptions): string {
  return windowRule(
    options,
    "total = until - begin - 1",
    "next = if(last == 0, lr, (lr - etaMin) * (1 - 1 / (total - last + 1))^power + etaMin)",
  );
}

/**
 * CosineAnnealingLR. Reads tMax, and etaMin or etaMinRatio, a share of the learning rate before all schedules.
 *
 * @param lowest which of the two
 */
export function mmengineCosineRule(lowest: "etaMin" | "etaMinRatio", options: MmengineRuleOptions): string {
  const floor = lowest === "etaMin" ? "etaMin" : "(lr0 * etaMinRatio)";
  return windowRule(
    options,
    "turn = (last - 1 - tMax) / (2 * tMax)",
    `upturn = lr + (lr0 - ${floor}) * (1 - cos(pi / tMax)) / 2`,
    `onward = (1 + cos(pi * last / tMax)) / (1 + cos(pi * (last - 1) / tMax)) * (lr - ${floor}) + ${floor}`,
    "next = if(last == 0, lr, if(turn == floor(turn), upturn, onward))",
  );
}

/** OneCycleLR. Reads what torch's reads; its arithmetic is the same. */
export function mmengineOneCycleRule(cycle: Omit<OneCycleOptions, "momentum">, options: MmengineRuleOptions): string {
  const rule = torchOneCycleRule({ ...cycle, momentum: null });
  return windowRule(options, rule.replace(/\bstep\b/g, "last").replace(/^lr = /m, "next = "));
}

/** One of the cosines of CosineRestartLR: its length in steps, and what share of the first learning rate it starts from. */
export interface CosinePeriod {
  readonly length: number;
  readonly weight: number;
}

/**
 * CosineRestartLR. Reads etaMin or etaMinRatio. After the last period the learning rate stays.
 *
 * @param lowest which of the two
 */
export function mmengineCosineRestartRule(
  periods: readonly CosinePeriod[],
  lowest: "etaMin" | "etaMinRatio",
  options: MmengineRuleOptions,
): string {
  const ends = periods.map((_, index) => periods.slice(0, index + 1).reduce((sum, { length }) => sum + length, 0));
  const chosen = (values: readonly number[], after: string) =>
    values.reduceRight<string>((rest, value, index) => `if(last < ${ends[index]}, ${value}, ${rest})`, after);
  const floor = lowest === "etaMin" ? "etaMin" : "(lr0 * etaMinRatio)";
  return windowRule(
    options,
    `period = ${chosen(
      periods.map(({ length }) => length),
      "1",
    )}`,
    `weight = ${chosen(
      periods.map(({ weight }) => weight),
      "1",
    )}`,
    `place = last - ${chosen([0, ...ends.slice(0, -1)], "0")}`,
    `onward = (1 + cos(pi * place / period)) / (1 + cos(pi * (place - 1) / period)) * (lr - ${floor}) + ${floor}`,
    `next = if(last >= ${ends[ends.length - 1] ?? 0}, lr, if(place == 0, lr0 * weight, onward))`,
  );
}
