import type { OptimizerEntry } from "../../catalogue/catalogue";
import type { SourceIssue, SourceReading } from "../../configuration";
import { unknownOptimizer } from "../../unknownOptimizer";
import type { MappingNode } from "../../yaml/configurationNode";
import { entryAt, scalarAt } from "../../yaml/mapping";
import { assembled, noSchedule, type ReadSchedule } from "../assembled";
import type { Companions } from "../companions";
import { assignSchedules } from "./assignSchedules";
import { type FoundObject, findObjects } from "./findObjects";
import { objectRole } from "./objectRole";
import { bindObject, type ObjectReading, readScheduleObject } from "./readSchedule";

/** When a program steps its schedules: with every update, after every epoch, or as its own code says. */
export type Stepping = "update" | "epoch" | "unknown";

/** How the objects of a file are read, and what the file says besides. */
export interface ObjectFile extends ObjectReading {
  readonly root: MappingNode;
  readonly companions: Companions;
  readonly stepping: Stepping;
  /** Updates of the whole run, where the file says so. */
  readonly steps?: number;
}

/** The optimizers among the objects of a file, each with its schedule. */
export function readObjects(file: ObjectFile): SourceReading {
  const found = findObjects(file.root, file.objectAt);
  const optimizers = found.filter(({ role }) => role.kind === "optimizer");
  const schedules = found.filter(({ role }) => role.kind !== "optimizer" && role.kind !== "unknownOptimizer");
  const assigned = assignSchedules(optimizers, schedules);
  const isSpare = schedules.some((schedule) => ![...assigned.values()].includes(schedule));
  return {
    configurations: optimizers.flatMap((object) => {
      if (object.role.kind !== "optimizer") return [];
      const schedule = readOwnSchedule(object, object.role.entry, file) ?? readAssigned(assigned.get(object), file);
      const isUnknown = isSpare && schedule === noSchedule;
      const { entry } = object.role;
      const bound = bindObject(entry, object, file);
      const { range } = object;
      const { companions, steps } = file;
      const own = isUnknown ? unassigned(object) : schedule;
      return [assembled({ entry, range, bound, companions, schedule: own, ...(steps === undefined ? {} : { steps }) })];
    }),
    issues: found
      .filter(({ role }) => role.kind === "unknownOptimizer")
      .map(({ path, pathRange }) => unknownOptimizer(path, pathRange)),
  };
}

/** The schedule that an optimizer is given for its learning rate, as those of Keras are; null where it is given none. */
function readOwnSchedule({ params }: FoundObject, entry: OptimizerEntry, file: ObjectFile): ReadSchedule | null {
  const given = params.get(entry.learningRate);
  const takesSchedule = entry.arguments.some(({ name, takesSchedule }) => name === entry.learningRate && takesSchedule);
  const object = given === undefined || !takesSchedule ? null : file.objectAt(given.value);
  if (object === null || given === undefined) return null;
  return readScheduleObject(object, objectRole(object.path), given.range, file);
}

function readAssigned(schedule: FoundObject | undefined, file: ObjectFile): ReadSchedule {
  if (schedule === undefined) return noSchedule;
  const read = readScheduleObject(schedule, schedule.role, schedule.range, file);
  const stepping = read.schedule === null ? "update" : steppingOf(schedule, file.stepping);
  if (stepping === "update" || read.runLength !== undefined) return read;
  const message =
    stepping === "epoch"
      ? "This schedule is stepped once in an epoch, whose updates only the run knows; a simulation steps it with every update."
      : "The file does not say whether this schedule is stepped with every update or every epoch; a simulation steps it with every update.";
  const issue: SourceIssue = { severity: "information", message, range: schedule.pathRange };
  return { ...read, issues: [...read.issues, issue] };
}

/** Lightning's `interval` stands beside the schedule. */
function steppingOf({ parent }: FoundObject, usual: Stepping): Stepping {
  const interval = scalarAt(entryAt(parent, "interval"));
  if (interval === "step") return "update";
  return interval === "epoch" ? "epoch" : usual;
}

function unassigned({ pathRange }: FoundObject): ReadSchedule {
  const message = "Which of the schedules of this file belongs to this optimizer cannot be read.";
  return { schedule: null, unresolved: ["schedule"], issues: [{ severity: "information", message, range: pathRange }] };
}
