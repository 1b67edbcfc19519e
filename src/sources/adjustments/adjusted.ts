import { findOptimizer, findSchedule } from "../catalogue/findEntry";
import type { OptimizerConfiguration, ReadValue, ScheduleConfiguration, SourceValue } from "../configuration";

/** Other values of hyperparameters, by the `id` of `adjustables`. */
export type Adjustments = Readonly<Record<string, number | boolean>>;

/**
 * A configuration with other values, as if its source said so. Whether the framework takes them is for `runSpecification` and its controls; a name that
 * the configuration has no hyperparameter of changes nothing.
 */
export function adjusted(configuration: OptimizerConfiguration, changes: Adjustments): OptimizerConfiguration {
  const entry = findOptimizer(configuration.optimizer);
  const { schedule } = configuration;
  return {
    ...configuration,
    hyperparameters: withChanges(configuration.hyperparameters, changes, "", defaultsOf(entry?.arguments)),
    schedule: schedule && adjustedSchedule(schedule, changes, "schedule"),
  };
}

function adjustedSchedule(schedule: ScheduleConfiguration, changes: Adjustments, path: string): ScheduleConfiguration {
  const defaults = defaultsOf(findSchedule(schedule.name)?.arguments);
  const { schedules } = schedule;
  return {
    ...schedule,
    hyperparameters: withChanges(schedule.hyperparameters, changes, `${path}.`, defaults),
    ...(schedules === undefined
      ? {}
      : { schedules: schedules.map((inner, index) => adjustedSchedule(inner, changes, `${path}[${index}]`)) }),
  };
}

type Defaults = ReadonlyMap<string, SourceValue>;

function defaultsOf(definitions: readonly { readonly name: string; readonly default?: SourceValue }[] = []): Defaults {
  return new Map(definitions.flatMap(({ name, default: preset }) => (preset === undefined ? [] : [[name, preset]])));
}

function withChanges(
  given: Readonly<Record<string, ReadValue>>,
  changes: Adjustments,
  prefix: string,
  defaults: Defaults,
): Readonly<Record<string, ReadValue>> {
  const changed: Record<string, ReadValue> = { ...given };
  for (const [id, value] of Object.entries(changes)) {
    const match = /^([\w-]+)(?:\[(\d+)\])?$/.exec(id.startsWith(prefix) ? id.slice(prefix.length) : "");
    if (match === null) continue;
    const [, name, index] = match;
    const preset = defaults.get(name);
    const old = changed[name] ?? (preset === undefined ? undefined : { value: preset, range: null });
    if (old === undefined) continue;
    const entries = index === undefined ? null : [old.value].flat();
    changed[name] = { ...old, value: entries === null ? value : entries.with(Number(index), value) };
  }
  return changed;
}
