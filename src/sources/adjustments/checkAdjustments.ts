import { describeRange, isInRange } from "../../core/numberRange";
import { shortNumber } from "../../core/shortNumber";
import type { ArgumentIssue, CatalogueEntry } from "../catalogue/catalogue";
import { findOptimizer, findSchedule } from "../catalogue/findEntry";
import type { OptimizerConfiguration, ReadValue, ScheduleConfiguration } from "../configuration";
import { argumentValues } from "../configurationValues";
import { type Adjustable, adjustables } from "./adjustable";
import { type Adjustments, adjusted } from "./adjusted";

/**
 * Changes as they come from outside, without those that a configuration says itself.
 *
 * @throws RangeError that names the hyperparameter, its value, and what was expected
 */
export function checkAdjustments(configuration: OptimizerConfiguration, changes: unknown): Adjustments {
  if (typeof changes !== "object" || changes === null) throw new RangeError("Expected values by hyperparameter.");
  const known = new Map(adjustables(configuration).map((each) => [each.id, each]));
  const checked = Object.entries(changes).flatMap(([id, value]): [string, number | boolean][] => {
    const adjustable = known.get(id);
    if (adjustable === undefined) throw new RangeError(`There is no hyperparameter ${id} here that can be changed.`);
    const accepted = accept(adjustable, value);
    return accepted === adjustable.value ? [] : [[id, accepted]];
  });
  const accepted = Object.fromEntries(checked);
  checkCombinations(adjusted(configuration, accepted));
  return accepted;
}

/** Values that are each allowed, but not with one another. */
function checkCombinations({ optimizer, hyperparameters, schedule }: OptimizerConfiguration): void {
  const ofEntry = (entry: CatalogueEntry | undefined, given: Readonly<Record<string, ReadValue>>) =>
    entry?.check?.(argumentValues(entry, given)) ?? [];
  const ofSchedule = ({ name, hyperparameters: given, schedules = [] }: ScheduleConfiguration): ArgumentIssue[] => [
    ...ofEntry(findSchedule(name), given),
    ...schedules.flatMap(ofSchedule),
  ];
  const issues = [...ofEntry(findOptimizer(optimizer), hyperparameters), ...(schedule ? ofSchedule(schedule) : [])];
  const refused = issues.find(({ severity }) => severity === "error");
  if (refused) throw new RangeError(refused.message);
}

function accept({ id, control }: Adjustable, value: unknown): number | boolean {
  if (control.kind === "switch") {
    if (typeof value === "boolean") return value;
    throw new RangeError(`${id} is ${String(value)}; expected true or false.`);
  }
  if (typeof value === "number" && isInRange(value, control.range)) return value;
  throw new RangeError(`${id} is ${String(value)}; expected ${describeRange(control.range)}.`);
}

/** The changes that a configuration does not say itself; what it has no hyperparameter for counts among them. */
export function remainingAdjustments(configuration: OptimizerConfiguration, changes: Adjustments): Adjustments {
  const own = new Map(adjustables(configuration).map(({ id, value }) => [id, value]));
  return Object.fromEntries(Object.entries(changes).filter(([id, value]) => own.get(id) !== value));
}

/** Changes in short, in the order of the hyperparameters: `lr 0.01, β₂ 0.95`. */
export function describeAdjustments(configuration: OptimizerConfiguration, changes: Adjustments): string {
  const changed = adjustables(configuration).filter(({ id }) => Object.hasOwn(changes, id));
  return changed.map(({ id, label }) => `${label} ${spell(changes[id])}`).join(", ");
}

function spell(value: number | boolean): string {
  if (typeof value === "number") return shortNumber(value);
  return value ? "on" : "off";
}
