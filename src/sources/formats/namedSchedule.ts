import type { ScheduleEntry } from "../catalogue/catalogue";
import type { SourceIssue, SourceRange } from "../configuration";
import { type BoundParams, bindParams, type Handing } from "../yaml/bindParams";
import type { MappingEntry } from "../yaml/configurationNode";
import type { Loading } from "../yaml/loading";
import type { ReadSchedule } from "./assembled";

/** A schedule with where a file has it. */
export interface NamedSchedule {
  readonly entry: ScheduleEntry;
  /** What is said to be the schedule. */
  readonly range: SourceRange;
  /** Of its name, for what is missing. */
  readonly nameRange: SourceRange;
  readonly params: ReadonlyMap<string, MappingEntry>;
}

/** Reads a schedule that a file calls by a name, with its arguments. */
export function readNamedSchedule(schedule: NamedSchedule, loading: Loading, handing: Handing = {}): ReadSchedule {
  const { entry, params, nameRange } = schedule;
  return scheduleOf(schedule, bindParams(entry, params, nameRange, loading, handing));
}

/** The schedule with its arguments as they are bound. */
export function scheduleOf({ entry, range }: Pick<NamedSchedule, "entry" | "range">, bound: BoundParams): ReadSchedule {
  return {
    schedule: { name: entry.name, range, hyperparameters: bound.hyperparameters },
    unresolved: bound.unresolved.map((name) => `${entry.title}.${name}`),
    issues: bound.issues,
  };
}

/**
 * The schedule with an argument that is the number of updates of the whole run, which only the run knows.
 *
 * @param name under which the user knows that number
 */
export function dependingOnRun(read: ReadSchedule, argument: string, name: string, range: SourceRange): ReadSchedule {
  if (read.schedule === null) return read;
  const message =
    `${name} is not given, and only the run knows the number of its updates: ` +
    "a simulation takes its own number of steps in its place.";
  return {
    schedule: { ...read.schedule, sharesOfRun: { ...read.schedule.sharesOfRun, [argument]: 1 } },
    unresolved: [...read.unresolved.filter((each) => !each.endsWith(`.${argument}`)), name],
    runLength: name,
    issues: [...read.issues, { severity: "information", message, range }],
  };
}

/** What is said of a schedule that is not simulated. */
export function unreadSchedule(
  message: string,
  range: SourceRange,
  severity: SourceIssue["severity"] = "information",
): ReadSchedule {
  return { schedule: null, unresolved: ["schedule"], issues: [{ severity, message, range }] };
}
