import type { ArgumentDefinition } from "../catalogue/catalogue";
import { findOptimizer, findSchedule } from "../catalogue/findEntry";
import type { OptimizerConfiguration, ReadValue, ScheduleConfiguration, SourceRange } from "../configuration";

/** The argument that a hyperparameter is, or is an entry of. */
export interface AdjustableArgument {
  /** `lr`, `betas`. */
  readonly name: string;
  /** Of the entry; null where the argument is the hyperparameter. */
  readonly index: number | null;
  /** Names all entries of the same argument: `betas`, `schedule.gamma`. */
  readonly id: string;
  /** As it was read; absent where it is a default. */
  readonly read: ReadValue | undefined;
  /** Absent in a rule of the user's own. */
  readonly definition: ArgumentDefinition | undefined;
  /** The framework's name of what it is an argument of, and its call. */
  readonly callee: string;
  readonly call: SourceRange;
}

/** @param id as `adjustables` has it; null where the configuration has no such argument */
export function argumentOfAdjustable(configuration: OptimizerConfiguration, id: string): AdjustableArgument | null {
  const match = /^(?:schedule((?:\[\d+\])*)\.)?([\w-]+)(?:\[(\d+)\])?$/.exec(id);
  if (match === null) return null;
  const [, path, name, index] = match;
  const holder = path === undefined ? ofOptimizer(configuration) : ofSchedule(configuration.schedule, path);
  if (holder === null) return null;
  const { hyperparameters, definitions, callee, call } = holder;
  return {
    name,
    index: index === undefined ? null : Number(index),
    id: index === undefined ? id : id.slice(0, id.lastIndexOf("[")),
    read: hyperparameters[name],
    definition: definitions.find((definition) => definition.name === name),
    callee,
    call,
  };
}

interface Holder extends Pick<AdjustableArgument, "callee" | "call"> {
  readonly hyperparameters: Readonly<Record<string, ReadValue>>;
  readonly definitions: readonly ArgumentDefinition[];
}

function ofOptimizer({ optimizer, hyperparameters, range }: OptimizerConfiguration): Holder {
  return { hyperparameters, definitions: findOptimizer(optimizer)?.arguments ?? [], callee: optimizer, call: range };
}

/** @param path to one of several: `[1]`, `[0][2]` */
function ofSchedule(schedule: ScheduleConfiguration | null, path: string): Holder | null {
  const indices = [...path.matchAll(/\d+/g)].map(Number);
  const found = indices.reduce<ScheduleConfiguration | null>(
    (outer, index) => outer?.schedules?.at(index) ?? null,
    schedule,
  );
  if (found === null) return null;
  const { name, hyperparameters, range } = found;
  return { hyperparameters, definitions: findSchedule(name)?.arguments ?? [], callee: name, call: range };
}
