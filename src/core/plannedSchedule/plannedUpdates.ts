import { scheduleSteps } from "../simulation/schedulers";
import type { RuleSchedule, ScheduleSpecification } from "../simulation/specification";

/** What the numbers of a schedule say of how long it is, in updates. */
export interface ScheduleSpan {
  /** The last update that one of them names; 0 where it goes on alike for ever. */
  readonly longest: number;
  /** By here all that it counts has come about, one after the other. */
  readonly farthest: number;
  /** So often it can be stepped; Infinity where it goes on for ever. */
  readonly most: number;
}

/** Numbers from here on stand for "for ever", and are no counts of steps. */
const FOREVER = 1e9;

/** How long a schedule is by its own numbers. */
export function scheduleSpan(schedule: ScheduleSpecification | null): ScheduleSpan {
  if (schedule === null) return { longest: 0, farthest: 0, most: Number.POSITIVE_INFINITY };
  const { interval } = schedule;
  return {
    longest: countOf(schedule, (counts) => Math.max(0, ...counts)) * interval,
    farthest: countOf(schedule, (counts) => counts.reduce((total, count) => total + count, 0)) * interval,
    most: scheduleSteps(schedule) * interval,
  };
}

/** Updates at which one schedule of a sequence hands over to the next. */
export function joinsOf(schedule: ScheduleSpecification | null): readonly number[] {
  if (schedule === null || !("composition" in schedule)) return [];
  const { composition, schedules, milestones, interval } = schedule;
  const own = composition === "sequence" ? milestones.map((milestone) => milestone * interval) : [];
  // The intervals of parts have no effect.
  return [...own, ...schedules.flatMap((inner) => joinsOf({ ...inner, interval }))];
}

/** @param combine what the counts of one rule come to */
function countOf(schedule: ScheduleSpecification, combine: (counts: readonly number[]) => number): number {
  if (!("composition" in schedule)) return combine(countsOf(schedule));
  const { composition, schedules, milestones } = schedule;
  const starts = schedules.map((_, index) => (composition === "sequence" && index > 0 ? milestones[index - 1] : 0));
  return Math.max(0, ...milestones, ...schedules.map((inner, index) => starts[index] + countOf(inner, combine)));
}

/** The numbers of a rule that are whole and so may count steps; others that are, are too small to matter. */
function countsOf({ parameters, milestones = [], steps = 0 }: RuleSchedule): readonly number[] {
  const numbers = [...Object.values(parameters), ...milestones, steps];
  return numbers.filter((number) => Number.isInteger(number) && number > 0 && number < FOREVER);
}
