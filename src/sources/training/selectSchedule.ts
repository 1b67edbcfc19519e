import { nearestName } from "../../core/nearestName";
import type { ScheduleEntry, SelectorEntry } from "../catalogue/catalogue";
import { findSchedule } from "../catalogue/findEntry";
import type { OptimizerConfiguration, SourceIssue, SourceRange } from "../configuration";
import type { ReadArguments } from "./trainerArguments";

/** What is known of an optimizer's schedule. */
export type SelectedSchedule = Pick<OptimizerConfiguration, "schedule" | "unresolved" | "issues">;

/** Where a schedule is selected. */
export interface SelectionPlace {
  /** What is said to be the schedule. */
  readonly range: SourceRange;
  readonly nameRange: SourceRange;
}

/**
 * The schedule of a name.
 *
 * @param bind gives the schedule's function its arguments
 */
export function selectSchedule(
  entry: SelectorEntry,
  name: string,
  { range, nameRange }: SelectionPlace,
  bind: (selected: ScheduleEntry) => ReadArguments,
): SelectedSchedule {
  const issue = (severity: SourceIssue["severity"], message: string): SelectedSchedule => ({
    schedule: null,
    unresolved: ["schedule"],
    issues: [{ severity, message, range: nameRange }],
  });
  if (!Object.hasOwn(entry.choices, name)) {
    const names = Object.keys(entry.choices);
    const nearest = nearestName(name, names);
    const hint = nearest === undefined ? `expected one of ${names.join(", ")}.` : `did you mean ${nearest}?`;
    return issue("error", `${entry.framework} has no schedule "${name}"; ${hint}`);
  }
  const selected = findSchedule(entry.choices[name].schedule);
  if (selected === undefined) return issue("information", `The schedule "${name}" cannot be simulated yet.`);
  const { hyperparameters, unresolved, issues } = bind(selected);
  return {
    schedule: { name: selected.name, range, hyperparameters },
    unresolved: unresolved.map((argument) => `${selected.title}.${argument}`),
    issues,
  };
}
