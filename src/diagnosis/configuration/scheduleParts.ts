import { findSchedule } from "../../sources/catalogue/findEntry";
import type { ReadValue, ScheduleConfiguration } from "../../sources/configuration";

/** The schedules that a schedule is made of, itself where it is one alone. */
export function scheduleParts(schedule: ScheduleConfiguration): readonly ScheduleConfiguration[] {
  const { schedules = [] } = schedule;
  return schedules.length === 0 ? [schedule] : schedules.flatMap(scheduleParts);
}

/** A part that acts from some step of the whole on. */
export interface PlacedPart {
  readonly part: ScheduleConfiguration;
  /** The step of the whole at which it takes over. */
  readonly from: number;
}

/**
 * What the learning rate follows at the end: the schedule itself, or the last one of a sequence with the milestone before it; null for other
 * compositions, whose parts act together.
 */
export function lastPart(schedule: ScheduleConfiguration): PlacedPart | null {
  const { schedules = [], hyperparameters } = schedule;
  if (schedules.length === 0) return { part: schedule, from: 0 };
  const milestones = numbersIn(hyperparameters.milestones);
  const last = schedules[schedules.length - 1];
  const isSequence = milestones.length === schedules.length - 1 && (last.schedules ?? []).length === 0;
  return isSequence ? { part: last, from: milestones[milestones.length - 1] ?? 0 } : null;
}

/** The numbers that a list holds; none for anything else. */
export function numbersIn(read: ReadValue | undefined): readonly number[] {
  return [read?.value ?? []].flat().filter((value): value is number => typeof value === "number");
}

/** The number of an argument; undefined where it holds none. */
export function numberOf({ hyperparameters }: ScheduleConfiguration, argument: string): number | undefined {
  const value = hyperparameters[argument]?.value;
  return typeof value === "number" ? value : undefined;
}

/** What a schedule is called: `CosineAnnealingLR`. */
export function scheduleTitle({ name }: ScheduleConfiguration): string {
  return findSchedule(name)?.title ?? name.replace(/^.*\./, "");
}

const cyclic = /cyclic|cycle|restart|sgdr|rangetest/i;

/** Whether a schedule, or one of its parts, is made to go up again. */
export function isCyclic(schedule: ScheduleConfiguration): boolean {
  return scheduleParts(schedule).some((part) => {
    const cycles = numberOf(part, "cycle_limit") ?? numberOf(part, "num_cycles") ?? 0;
    return cyclic.test(part.name) || part.hyperparameters.cycle?.value === true || cycles > 1;
  });
}

/** Whether a schedule's learning rate is an expression of the user's own. */
export function isOwnFormula({ name }: ScheduleConfiguration): boolean {
  return name === "rule" || /\.(LambdaLR|MultiplicativeLR)$/.test(name);
}
