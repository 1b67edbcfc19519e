import type { OptimizerEntry } from "../catalogue/catalogue";
import type { Framework, OptimizerConfiguration, SourceRange } from "../configuration";
import { plainValues } from "../configurationValues";
import { scheduleIssues } from "../scheduleIssues";
import type { BoundParams } from "../yaml/bindParams";
import type { Companions } from "./companions";

/** What is known of an optimizer's schedule. */
export type ReadSchedule = Pick<OptimizerConfiguration, "schedule" | "unresolved" | "issues" | "runLength">;

export const noSchedule: ReadSchedule = { schedule: null, unresolved: [], issues: [] };

/** The parts of a configuration, each with what is not known or wrong of it. */
export interface ConfigurationParts {
  readonly entry: OptimizerEntry;
  /** Whose arithmetic runs, where it is not the optimizer's own. */
  readonly framework?: Framework;
  readonly range: SourceRange;
  readonly bound: BoundParams;
  readonly schedule: ReadSchedule;
  readonly companions: Companions;
  /** Updates of the whole run, where the file says so. */
  readonly steps?: number;
}

export function assembled(parts: ConfigurationParts): OptimizerConfiguration {
  const { entry, framework = entry.framework, range, bound, schedule, companions, steps } = parts;
  const rate = bound.hyperparameters[entry.learningRate]?.value;
  const together = schedule.schedule === null ? [] : scheduleIssues(schedule.schedule, entry, 0, rate);
  return {
    framework,
    optimizer: entry.name,
    name: null,
    range,
    hyperparameters: bound.hyperparameters,
    groups: [],
    rule: null,
    simulation: steps === undefined ? {} : { steps },
    ...schedule,
    ...companions,
    clipping: entry.clipping?.(plainValues(bound.hyperparameters)) ?? companions.clipping,
    unresolved: [...bound.unresolved, ...schedule.unresolved, ...companions.unresolved],
    issues: [...bound.issues, ...schedule.issues, ...companions.issues, ...together],
  };
}
