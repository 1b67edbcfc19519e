import type { RuleSchedule, ScheduleSpecification } from "../core/simulation/specification";
import {
  type ArgumentDefinition,
  type ArgumentValues,
  type OptimizerEntry,
  ruleNumbers,
  type ScheduleEntry,
} from "./catalogue/catalogue";
import { findComposition, findSchedule } from "./catalogue/findEntry";
import type { ScheduleConfiguration } from "./configuration";
import { argumentValues, numbersOf } from "./configurationValues";

/**
 * Says what to simulate for a schedule.
 *
 * @param optimizer whose schedule it is; undefined for a rule of the user's own
 * @param groups number of parameter groups, at least 1
 */
export function scheduleSpecification(
  schedule: ScheduleConfiguration,
  optimizer: OptimizerEntry | undefined,
  groups: number,
): ScheduleSpecification {
  const created = schedule.schedules && inOrderOfCreation(schedule);
  return { ...specificationOf(schedule, optimizer, groups, created), interval: schedule.interval ?? 1 };
}

/** A schedule with the arguments that depend on how many updates the run has. */
export function scheduleOfRun(schedule: ScheduleConfiguration, updates: number): ScheduleConfiguration {
  const shares = Object.entries(schedule.sharesOfRun ?? {});
  const values = shares.map(([name, share]) => [name, { value: Math.ceil(updates * share), range: null }]);
  return { ...schedule, hyperparameters: { ...schedule.hyperparameters, ...Object.fromEntries(values) } };
}

/** A schedule and all that it is made of, as Python creates them: what an argument stands for before the call. */
function inOrderOfCreation(schedule: ScheduleConfiguration): readonly ScheduleConfiguration[] {
  const all = (it: ScheduleConfiguration): ScheduleConfiguration[] => [...(it.schedules ?? []).flatMap(all), it];
  return all(schedule).sort((a, b) => a.range.endLine - b.range.endLine || a.range.endColumn - b.range.endColumn);
}

/** @param created the schedules that act together, in the order in which they are created; undefined for one alone */
function specificationOf(
  schedule: ScheduleConfiguration,
  optimizer: OptimizerEntry | undefined,
  groups: number,
  created: readonly ScheduleConfiguration[] | undefined,
): ScheduleSpecification {
  const order = created === undefined ? {} : { created: created.indexOf(schedule) };
  const composition = findComposition(schedule.name);
  if (composition !== undefined) {
    return {
      composition: composition.composition,
      schedules: (schedule.schedules ?? []).map((inner) => specificationOf(inner, optimizer, groups, created)),
      milestones: [schedule.hyperparameters.milestones?.value ?? []].flat().filter((step) => typeof step === "number"),
      interval: 1,
      ...order,
    };
  }
  const entry = findSchedule(schedule.name);
  if (entry === undefined) {
    const { rule } = schedule.hyperparameters;
    return { rule: scheduleText(String(rule?.value)), parameters: numbersOf(schedule.hyperparameters), interval: 1 };
  }
  const values = argumentValues(entry, schedule.hyperparameters);
  return { ...entrySchedule(entry, values, momentumOf(optimizer, entry), groups), ...order };
}

function entrySchedule(
  entry: ScheduleEntry,
  values: ArgumentValues,
  momentum: ArgumentDefinition | undefined,
  groups: number,
): RuleSchedule {
  const moved = entry.movesMomentum?.(values) ? (momentum?.ruleNames?.slice(0, entry.movesBetas ? 2 : 1) ?? []) : [];
  const perGroup = entry.arguments.filter((argument) => argument.perGroup && Array.isArray(values[argument.name]));
  const ofGroup = (group: number) => {
    const own = { ...values };
    for (const { name } of perGroup) own[name] = [values[name]].flat()[group];
    return { rule: entry.rule(own, ...moved), parameters: ruleNumbers(entry, own) };
  };
  return {
    ...ofGroup(0),
    interval: 1,
    ...(moved.length === 0 ? {} : { moves: moved }),
    ...(perGroup.length === 0 ? {} : { groups: Array.from({ length: groups }, (_, group) => ofGroup(group)) }),
    ...entry.details?.(values),
  };
}

/** The learning rate that a schedule brings along. */
export function startingRate(schedule: ScheduleConfiguration | null): number | undefined {
  const entry: ScheduleEntry | undefined = schedule === null ? undefined : findSchedule(schedule.name);
  if (schedule === null || entry === undefined) return undefined;
  if (entry.startingRate !== undefined) return entry.startingRate(argumentValues(entry, schedule.hyperparameters));
  if (entry.learningRate === undefined) return undefined;
  const value = schedule.hyperparameters[entry.learningRate]?.value;
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === "number" ? first : undefined;
}

/** The argument that a schedule moves as the momentum: the first of torch's betas where there are betas; undefined where it moves none. */
export function momentumOf(
  optimizer: OptimizerEntry | undefined,
  { movesBetas = false }: Pick<ScheduleEntry, "movesBetas"> = {},
): ArgumentDefinition | undefined {
  const named = (name: string) => optimizer?.arguments.find((argument) => argument.name === name);
  return named("betas") ?? (movesBetas ? undefined : named("momentum"));
}

/**
 * An optimizer's values with the momentum at the lowest and at the highest value that a schedule gives it, since these decide what the
 * rule has to hold; the values themselves where no schedule moves it.
 */
export function scheduledValues(
  values: ArgumentValues,
  schedule: ScheduleConfiguration | null,
  optimizer: OptimizerEntry,
): readonly ArgumentValues[] {
  const momentum = momentumOf(optimizer);
  const bounds = schedule === null ? [] : momentumBounds(schedule, optimizer);
  if (momentum === undefined || bounds.length === 0) return [values];
  const { name } = momentum;
  return [Math.max(...bounds), Math.min(...bounds)].map((bound) => {
    const value = values[name];
    return { ...values, [name]: Array.isArray(value) ? [bound, ...value.slice(1)] : bound };
  });
}

function momentumBounds(schedule: ScheduleConfiguration, optimizer: OptimizerEntry): readonly number[] {
  const entry = findSchedule(schedule.name);
  const moves = entry !== undefined && momentumOf(optimizer, entry) !== undefined;
  const own = (moves && entry.movesMomentum?.(argumentValues(entry, schedule.hyperparameters))) || [];
  return [...own, ...(schedule.schedules ?? []).flatMap((inner) => momentumBounds(inner, optimizer))];
}

/**
 * The text of a schedule that a user wrote: either lines that assign `lr`, or the learning rate as one expression.
 */
export function scheduleText(text: string): string {
  return /^\s*(state\s+)?[A-Za-z_]\w*\s*=(?!=)/m.test(text) ? text : `lr = ${text}`;
}
