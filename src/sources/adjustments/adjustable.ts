import type { Control } from "../../core/numberControl";
import type { ArgumentDefinition, CatalogueEntry } from "../catalogue/catalogue";
import { findOptimizer, findSchedule } from "../catalogue/findEntry";
import type { OptimizerConfiguration, ReadValue, ScheduleConfiguration } from "../configuration";
import { argumentValues } from "../configurationValues";
import { OWN_RULE, rateOfOwnRule } from "../ownRule";
import { startingRate } from "../scheduleSpecification";
import { numberControl } from "./numberControl";

/** A hyperparameter of a configuration that can be given another value. */
export interface Adjustable {
  /** `lr`, `betas[1]`, `schedule.T_max`, `schedule[0].total_iters` of the first of several. */
  readonly id: string;
  /** As the panel shows it: `lr`, `β₂`, `T`. */
  readonly label: string;
  /** One line on what it means. */
  readonly documentation: string;
  readonly value: number | boolean;
  readonly control: Control;
  /** Null where it is a default. */
  readonly read: ReadValue | null;
}

/** All hyperparameters of a configuration that rules read, those of its schedules and of its clipping behind its own. */
export function adjustables(configuration: OptimizerConfiguration): readonly Adjustable[] {
  const { schedule, hyperparameters } = configuration;
  if (configuration.transformations !== undefined) return schedule === null ? [] : ofSchedule(schedule, "schedule");
  const entry = findOptimizer(configuration.optimizer);
  const own =
    entry === undefined
      ? ofOwnRule(hyperparameters, rateOfOwnRule(configuration), "")
      : ofEntry(entry, hyperparameters, "").filter(({ id }) => id !== entry.learningRate || !bringsRate(schedule));
  const others = own.filter(({ id }) =>
    configuration.unresolved.every((name) => id !== name && !id.startsWith(`${name}[`)),
  );
  return [...others, ...(schedule === null ? [] : ofSchedule(schedule, "schedule"))];
}

/** Whether a schedule has the learning rate to start from, so that the optimizer's own has no effect. */
function bringsRate(schedule: ScheduleConfiguration | null): boolean {
  if (schedule === null) return false;
  if (startingRate(schedule) !== undefined) return true;
  const entry = findSchedule(schedule.name);
  return entry?.details?.(argumentValues(entry, schedule.hyperparameters)).start !== undefined;
}

function ofSchedule(schedule: ScheduleConfiguration, path: string): readonly Adjustable[] {
  const entry = findSchedule(schedule.name);
  const own =
    entry === undefined
      ? ofOwnRule(schedule.hyperparameters, "", `${path}.`)
      : ofEntry(entry, schedule.hyperparameters, `${path}.`);
  const parts = (schedule.schedules ?? []).flatMap((inner, index) => ofSchedule(inner, `${path}[${index}]`));
  return [...own, ...parts];
}

/** The numbers and flags of a catalogue's entry that its rule reads. */
function ofEntry(
  entry: CatalogueEntry,
  given: Readonly<Record<string, ReadValue>>,
  prefix: string,
): readonly Adjustable[] {
  return entry.arguments.flatMap((argument) => {
    const read = given[argument.name];
    const value = read === undefined ? argument.default : read.value;
    const own = { documentation: argument.documentation, read: read?.range == null ? null : read };
    if (typeof value === "boolean" && argument.kind === "boolean" && argument.symbol !== undefined) {
      const label = argument.symbol;
      return [{ id: prefix + argument.name, label, value, control: { kind: "switch" as const }, ...own }];
    }
    if (!isNumeric(argument)) return [];
    const numbers = Array.isArray(value) ? value : [value];
    return numbers.flatMap((number, index): Adjustable[] => {
      if (typeof number !== "number" || !Number.isFinite(number)) return [];
      const id = prefix + argument.name + (Array.isArray(value) ? `[${index}]` : "");
      const label = labelOf(argument, index, numbers.length);
      return [{ id, label, value: number, control: numberControl(number, argument), ...own }];
    });
  });
}

/** Whether an argument holds numbers that change what is simulated; a range of one number leaves nothing to change. */
function isNumeric({ kind, symbol, ruleNames, range }: ArgumentDefinition): boolean {
  const isNumber = ["number", "float", "integer", "numbers", "floats"].includes(kind);
  const isFixed = range?.minimum !== undefined && range.minimum === range.maximum;
  return isNumber && !isFixed && (symbol !== undefined || ruleNames !== undefined);
}

const subscripts = ["₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"];

function labelOf({ name, symbol = name }: ArgumentDefinition, index: number, count: number): string {
  return count === 1 ? symbol : symbol + (subscripts[index] ?? `[${index}]`);
}

/** Of a rule of the user's own everything that is a number. */
function ofOwnRule(given: Readonly<Record<string, ReadValue>>, rate: string, prefix: string): readonly Adjustable[] {
  return Object.entries(given).flatMap(([name, read]): Adjustable[] => {
    if (name === OWN_RULE || typeof read.value !== "number" || !Number.isFinite(read.value)) return [];
    const control = numberControl(read.value, { kind: "number" });
    const documentation = name === rate ? "Learning rate: length of the steps." : `${name} in the rule.`;
    const own = { value: read.value, control, read: read.range === null ? null : read };
    return [{ id: prefix + name, label: name === rate ? "lr" : name, documentation, ...own }];
  });
}
