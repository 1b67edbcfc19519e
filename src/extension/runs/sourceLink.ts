import type {
  OptimizerConfiguration,
  ReadValue,
  ScheduleConfiguration,
  TransformationConfiguration,
} from "../../sources/configuration";
import type { RunSource } from "./runPlan";

/**
 * What a configuration says, wherever it stands in its file: equal for two readings between which only its place, its
 * formatting or comments have changed.
 */
export function configurationKey(configuration: OptimizerConfiguration): string {
  const { framework, optimizer, name, hyperparameters, schedule, clipping, groups, rule, simulation } = configuration;
  const { transformations, accumulation, lossScaling } = configuration;
  return JSON.stringify([
    framework,
    optimizer,
    name,
    values(hyperparameters),
    schedule && scheduleKey(schedule),
    clipping,
    groups.map((group) => [values(group.hyperparameters), group.tensors]),
    rule?.text,
    simulation,
    transformations?.map(transformationKey),
    accumulation,
    lossScaling,
  ]);
}

function scheduleKey({ name, hyperparameters, interval, sharesOfRun, schedules }: ScheduleConfiguration): unknown {
  return [name, values(hyperparameters), interval, sharesOfRun, schedules?.map(scheduleKey)];
}

function transformationKey({ name, hyperparameters, schedules, inner }: TransformationConfiguration): unknown {
  const own = Object.entries(schedules).map(([argument, schedule]) => [argument, scheduleKey(schedule)]);
  return [name, values(hyperparameters), own, inner.map(transformationKey)];
}

/** A run's configuration in a new reading of its file. */
export interface Located {
  readonly configuration: OptimizerConfiguration;
  /** Whether it says something else than when the run was made. */
  readonly changed: boolean;
}

/**
 * Finds a run's configuration again: one that says the same, else one of the same name, else the one nearest to where it
 * was; of several the nearest. Null when the file has none any more.
 */
export function locate(source: RunSource, configurations: readonly OptimizerConfiguration[]): Located | null {
  const byDistance = configurations.toSorted((a, b) => distance(a, source) - distance(b, source));
  const same = byDistance.find((configuration) => configurationKey(configuration) === source.key);
  if (same) return { configuration: same, changed: false };
  const name = (JSON.parse(source.key) as unknown[])[2];
  const namesake = byDistance.find((configuration) => name !== null && configuration.name === name);
  const configuration = namesake ?? byDistance[0];
  return configuration ? { configuration, changed: true } : null;
}

/**
 * Finds a run's configuration in a file that is being edited, where its place is followed from edit to edit: only one that says the same, has
 * the same name, or begins where it did, so that no other one is taken for it while it is half typed.
 */
export function locateHere(
  source: RunSource,
  configurations: readonly OptimizerConfiguration[],
): OptimizerConfiguration | null {
  const located = locate(source, configurations);
  if (located === null) return null;
  const { configuration, changed } = located;
  const isNamesake = configuration.name !== null && configuration.name === (JSON.parse(source.key) as unknown[])[2];
  return !changed || isNamesake || configuration.range.line === source.line ? configuration : null;
}

function distance(configuration: OptimizerConfiguration, source: RunSource): number {
  return Math.abs(configuration.range.line - source.line);
}

function values(read: Readonly<Record<string, ReadValue>>): unknown {
  return Object.entries(read).map(([name, { value }]) => [name, value]);
}
