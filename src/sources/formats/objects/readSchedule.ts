import type { CatalogueEntry, CompositionEntry } from "../../catalogue/catalogue";
import type { ScheduleConfiguration, SourceIssue, SourceRange } from "../../configuration";
import { type BoundParams, bindParams } from "../../yaml/bindParams";
import type { MappingEntry } from "../../yaml/configurationNode";
import type { Loading } from "../../yaml/loading";
import type { ReadSchedule } from "../assembled";
import type { ConfiguredObject, ObjectAt } from "./configuredObject";
import { type ObjectRole, objectRole } from "./objectRole";

/** How objects are read. */
export interface ObjectReading {
  readonly objectAt: ObjectAt;
  readonly loading: Loading;
  /** Whether the program gives arguments besides those of the file. */
  readonly isPartial: boolean;
}

/** Schedules made of others that are nested deeper are not read. */
const MAXIMUM_DEPTH = 8;

/** @param range of what is said to be the schedule */
export function readScheduleObject(
  object: ConfiguredObject,
  role: ObjectRole | null,
  range: SourceRange,
  reading: ObjectReading,
  depth = 0,
): ReadSchedule {
  if (role?.kind === "composition") return readComposition(object, role.entry, range, reading, depth);
  if (role?.kind !== "schedule") {
    const message = `${object.path} cannot be simulated; expected a schedule of torch, transformers or Keras.`;
    return unread([{ severity: "information", message, range: object.pathRange }]);
  }
  const { entry } = role;
  const bound = bindObject(entry, object, reading);
  const schedule: ScheduleConfiguration = { name: entry.name, range, hyperparameters: bound.hyperparameters };
  const isRunLength = bound.unresolved.includes(RUN_LENGTH) && !object.params.has(RUN_LENGTH);
  const others = bound.unresolved.filter((name) => !isRunLength || name !== RUN_LENGTH);
  const unresolved = others.map((name) => `${entry.title}.${name}`);
  if (!isRunLength) return { schedule, unresolved, issues: bound.issues };
  const message =
    `${RUN_LENGTH} is given by the program, and only the run knows the number of its updates: ` +
    "a simulation takes its own number of steps in its place.";
  return {
    schedule: { ...schedule, sharesOfRun: { [RUN_LENGTH]: 1 } },
    unresolved: [...unresolved, RUN_LENGTH],
    runLength: RUN_LENGTH,
    issues: [...bound.issues, { severity: "information", message, range: object.pathRange }],
  };
}

const RUN_LENGTH = "num_training_steps";

/** The arguments of an object; what the program may give besides is unresolved where the file lacks it. */
export function bindObject(
  entry: CatalogueEntry,
  { params, pathRange }: ConfiguredObject,
  { loading, isPartial, objectAt }: ObjectReading,
): BoundParams {
  const isGiven = (name: string) => params.has(name);
  const unknown = entry.arguments.filter(({ name, kind, default: preset, takesSchedule }) =>
    isGiven(name) ? kind === "function" : isPartial && preset === undefined && !takesSchedule,
  );
  const known = Object.fromEntries(unknown.map(({ name }) => [name, null]));
  return bindParams(entry, params, pathRange, loading, {
    known,
    isLeft: ({ takesSchedule }, { value }) =>
      takesSchedule === true && (value.kind === "list" || objectAt(value) !== null),
  });
}

function readComposition(
  object: ConfiguredObject,
  entry: CompositionEntry,
  range: SourceRange,
  reading: ObjectReading,
  depth: number,
): ReadSchedule {
  const bound = bindObject(entry, object, reading);
  const components = componentsOf(object.params.get("schedulers"), reading.objectAt);
  if (components === null || depth >= MAXIMUM_DEPTH) {
    const message = `A ${entry.title} whose list of schedulers cannot be read cannot be simulated.`;
    return unread([{ severity: "information", message, range: object.pathRange }]);
  }
  const inner = components.map(({ component, place }) =>
    readScheduleObject(component, objectRole(component.path), place, reading, depth + 1),
  );
  const schedules = inner.flatMap(({ schedule }) => schedule ?? []);
  const issues = [...bound.issues, ...inner.flatMap((each) => each.issues)];
  if (schedules.length < inner.length) return unread(issues);
  return {
    schedule: { name: entry.name, range, hyperparameters: bound.hyperparameters, schedules },
    unresolved: [
      ...bound.unresolved.map((name) => `${entry.title}.${name}`),
      ...inner.flatMap(({ unresolved }) => unresolved),
    ],
    issues,
  };
}

function componentsOf(schedulers: MappingEntry | undefined, objectAt: ObjectAt) {
  if (schedulers?.value.kind !== "list") return null;
  const components = schedulers.value.items.map((item) => ({ component: objectAt(item), place: item.range }));
  const read = components.flatMap(({ component, place }) => (component === null ? [] : [{ component, place }]));
  return read.length === components.length ? read : null;
}

function unread(issues: readonly SourceIssue[]): ReadSchedule {
  return { schedule: null, unresolved: ["schedule"], issues };
}
