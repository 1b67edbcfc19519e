import type { OptimizerEntry } from "./catalogue/catalogue";
import { findComposition, findSchedule } from "./catalogue/findEntry";
import type { ScheduleConfiguration, SourceIssue, SourceValue } from "./configuration";
import { argumentValues } from "./configurationValues";
import { momentumOf } from "./scheduleSpecification";

/**
 * Why torch or DeepSpeed would refuse a schedule together with its optimizer and with the schedules that it is made of, or leave a part of it out.
 *
 * @param groups number of the optimizer's parameter groups, 0 where all parameters are in one
 * @param learningRate of the optimizer; undefined where it cannot be read
 */
export function scheduleIssues(
  schedule: ScheduleConfiguration,
  optimizer: OptimizerEntry,
  groups: number,
  learningRate: SourceValue | undefined,
): readonly SourceIssue[] {
  const inner = (schedule.schedules ?? []).flatMap((it) => scheduleIssues(it, optimizer, groups, learningRate));
  const own = optimizerIssues(schedule, optimizer, Math.max(1, groups), learningRate);
  return [...compositionIssues(schedule), ...inner, ...own];
}

function compositionIssues({ name, range, hyperparameters, schedules = [] }: ScheduleConfiguration): SourceIssue[] {
  const composition = findComposition(name);
  if (composition === undefined) return [];
  const { title } = composition;
  const error = (message: string, at = range): SourceIssue => ({ severity: "error", message, range: at });
  if (schedules.length === 0) return [error(`${title} has no schedulers; expected one at least.`)];
  const issues = schedules
    .filter((inner) => findSchedule(inner.name)?.takesLoss)
    .map((inner) => error(`${title} cannot step ReduceLROnPlateau, which has to be given the loss.`, inner.range));
  if (composition.composition !== "sequence") return issues;
  const { milestones } = hyperparameters;
  const count = Array.isArray(milestones?.value) ? milestones.value.length : undefined;
  if (count !== undefined && count !== schedules.length - 1) {
    const found = `${schedules.length} schedulers and ${count} milestone${count === 1 ? "" : "s"}`;
    const expected = `expected ${schedules.length - 1}, one between any two`;
    issues.push(error(`${title} has ${found}; ${expected}.`, milestones?.range ?? range));
  }
  const behind = schedules.slice(1).find((each) => findComposition(each.name) !== undefined);
  if (behind !== undefined) {
    const inner = findComposition(behind.name)?.title;
    issues.push(
      error(`${title} cannot hand over to ${inner} at a milestone; expected it in the first place.`, behind.range),
    );
  }
  return issues;
}

function optimizerIssues(
  schedule: ScheduleConfiguration,
  optimizer: OptimizerEntry,
  groups: number,
  learningRate: SourceValue | undefined,
): SourceIssue[] {
  const entry = findSchedule(schedule.name);
  if (entry === undefined) return [];
  const values = argumentValues(entry, schedule.hyperparameters);
  const issues: SourceIssue[] = [];
  const report = (argument: string, message: string, severity: SourceIssue["severity"] = "error") => {
    const range = schedule.hyperparameters[argument]?.range ?? schedule.range;
    issues.push({ severity, message, range });
  };
  for (const { name, perGroup } of entry.arguments) {
    const value = values[name];
    if (!perGroup || !Array.isArray(value) || value.length === groups) continue;
    const found = `${name} has ${value.length} value${value.length === 1 ? "" : "s"}`;
    report(name, `${found}; expected ${groups}, one for each parameter group.`);
  }
  if (entry.movesMomentum?.(values) && momentumOf(optimizer, entry) === undefined) {
    const found = `${entry.title} moves ${entry.movesBetas ? "the betas" : "the momentum"}, and ${optimizer.title} has none`;
    if (entry.movesBetas) report("cycle_momentum", `${found}; only the learning rate moves.`, "warning");
    else report("cycle_momentum", `${found}; expected cycle_momentum=False.`);
  }
  if (typeof learningRate === "number") {
    for (const { argument, message } of entry.checkRate?.(values, learningRate) ?? []) report(argument, message);
  }
  return issues;
}
