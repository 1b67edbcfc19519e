import type { ScheduleEntry } from "../../catalogue/catalogue";
import { findSchedule } from "../../catalogue/findEntry";
import type { ReadValue, ScheduleConfiguration, SourceIssue } from "../../configuration";
import type { Expression } from "../expression";
import { acceptedValue } from "../pythonValue";
import { noSchedule, type ReadSchedule } from "../torchSchedule";
import { bindSetting } from "./bindSetting";
import type { ConfigurationFile } from "./configurationFile";
import { ownPlace } from "./ownPlace";
import { type MappingSetting, mappingOf, type Setting, settingAt } from "./setting";
import { plainSetting, typeNameOf } from "./typedMapping";

/** The schedulers of `param_scheduler`, a mapping or a list of such; of several optimizers it may have those of each by its name. */
export function readParamScheduler(
  file: ConfigurationFile,
  optimizer: string | null,
  accumulation: number,
  place: Expression,
): ReadSchedule {
  const setting = ofOptimizer(file.setting("param_scheduler"), optimizer);
  const items = itemsOf(setting);
  if (items === null) return { ...noSchedule, unresolved: ["schedule"] };
  if (items.length === 0) return noSchedule;
  const mappings = items.map(mappingOf);
  const unread = items.filter(({ kind }) => kind !== "mapping").map((item) => notRead("This scheduler", item, place));
  if (unread.length > 0) return { schedule: null, unresolved: ["schedule"], issues: unread };
  const schedulers = mappings.flatMap((mapping) => mapping ?? []);
  const unknown = schedulers
    .filter((mapping) => entryOf(mapping) === null)
    .map((mapping) => notRead(nameOf(mapping), mapping, place));
  if (unknown.length > 0) return { schedule: null, unresolved: ["schedule"], issues: unknown };
  if (accumulation > 1 && schedulers.some((mapping) => !isByEpoch(mapping))) {
    const message = `These schedulers are stepped ${accumulation} times for an update, which cannot be simulated yet.`;
    return { schedule: null, unresolved: ["schedule"], issues: [issueAt(message, setting, place)] };
  }
  return readSchedulers(schedulers, setting, file, place);
}

function readSchedulers(
  schedulers: readonly MappingSetting[],
  setting: Setting | undefined,
  file: ConfigurationFile,
  place: Expression,
): ReadSchedule {
  // Of a step those that count updates come first: the hook of the epoch is called after that of the update.
  const inOrder = [
    ...schedulers.filter((mapping) => !countsEpochs(mapping)),
    ...schedulers.filter((mapping) => countsEpochs(mapping)),
  ];
  const needsLength = inOrder.some(isConverted) || new Set(inOrder.map(countsEpochs)).size > 1;
  const read = inOrder.map((mapping) => readScheduler(mapping, needsLength, file, place));
  const parts = read.map(({ schedule }) => schedule);
  const whole: ScheduleConfiguration =
    parts.length === 1
      ? parts[0]
      : {
          name: "mmengine.param_scheduler",
          range: rangeOf(setting?.at, place),
          hyperparameters: {},
          schedules: parts,
        };
  return {
    schedule: whole,
    unresolved: read.flatMap(({ unresolved }) => unresolved),
    issues: [...read.flatMap(({ issues }) => issues), ...epochIssues(inOrder, needsLength, setting, place)],
  };
}

function readScheduler(
  mapping: MappingSetting,
  needsLength: boolean,
  file: ConfigurationFile,
  place: Expression,
): ReadSchedule & { readonly schedule: ScheduleConfiguration } {
  const entry = entryOf(mapping) as ScheduleEntry;
  const known = {
    ...(needsLength && isByEpoch(mapping) ? { epoch_length: null } : {}),
    ...endOf(mapping, entry, file),
  };
  const own = ownPlace(mapping.at, place) ?? place;
  const bound = bindSetting(entry, mapping, { taken: ["type"], known }, own);
  return {
    schedule: { name: entry.name, range: rangeOf(mapping.at, place), hyperparameters: bound.hyperparameters },
    unresolved: bound.unresolved.map((name) => `${entry.title}.${name}`),
    issues: bound.issues,
  };
}

/** The end of a scheduler that is given none: that of the training loop. Nothing where it makes no difference. */
function endOf(
  mapping: MappingSetting,
  entry: ScheduleEntry,
  file: ConfigurationFile,
): Readonly<Record<string, ReadValue | null>> {
  if (mapping.entries.has("end")) return {};
  const name = isByEpoch(mapping) ? "max_epochs" : "max_iters";
  const located = plainSetting(settingAt(file.setting("train_cfg"), name));
  if (located?.value.type === "integer") {
    return { end: { origin: `${name} of train_cfg`, ...acceptedValue(located.value.value, located) } };
  }
  return needsEnd(entry, mapping) ? { end: null } : {};
}

function needsEnd({ title }: ScheduleEntry, mapping: MappingSetting): boolean {
  const has = (name: string) => mapping.entries.has(name);
  if (title === "CosineAnnealingLR") return !has("T_max");
  if (title === "OneCycleLR") return !has("total_steps");
  return ["LinearLR", "ConstantLR", "PolyLR"].includes(title);
}

function epochIssues(
  schedulers: readonly MappingSetting[],
  needsLength: boolean,
  setting: Setting | undefined,
  place: Expression,
): readonly SourceIssue[] {
  if (!schedulers.some(isByEpoch)) return [];
  const message = needsLength
    ? "Some of these schedulers count epochs and some count updates; how many updates an epoch has only the run knows."
    : "This schedule is stepped once for every epoch, whose number of updates only the run knows; a simulation steps it with every update.";
  return [issueAt(message, setting, place)];
}

function ofOptimizer(setting: Setting | undefined, optimizer: string | null): Setting | undefined {
  const isNamed = optimizer !== null && setting?.kind === "mapping" && !setting.entries.has("type");
  return isNamed ? settingAt(setting, optimizer) : setting;
}

/** Null where it is not known what there is. */
function itemsOf(setting: Setting | undefined): readonly Setting[] | null {
  if (setting === undefined) return [];
  if (setting.kind === "list") return setting.items;
  if (setting.kind === "mapping") return [setting];
  const value = plainSetting(setting)?.value;
  return value?.type === "none" || (value?.type === "sequence" && value.value.length === 0) ? [] : null;
}

function entryOf(mapping: MappingSetting): ScheduleEntry | null {
  const type = typeNameOf(mapping);
  const entry = type && findSchedule("path" in type ? type.path : `mmengine.optim.${type.registered}`);
  return entry?.framework === "mmengine" ? entry : null;
}

function nameOf(mapping: MappingSetting): string {
  const type = typeNameOf(mapping);
  if (type === null) return "This scheduler";
  return "path" in type ? type.path : type.registered;
}

function isByEpoch(mapping: MappingSetting): boolean {
  return plainSetting(settingAt(mapping, "by_epoch"))?.value.value !== false;
}

function isConverted(mapping: MappingSetting): boolean {
  return isByEpoch(mapping) && plainSetting(settingAt(mapping, "convert_to_iter_based"))?.value.value === true;
}

/** Whether it is stepped once for every epoch. */
function countsEpochs(mapping: MappingSetting): boolean {
  return isByEpoch(mapping) && !isConverted(mapping);
}

function notRead(what: string, setting: Setting, place: Expression): SourceIssue {
  return issueAt(`${what} cannot be simulated yet.`, setting, place);
}

function issueAt(message: string, setting: Setting | undefined, place: Expression): SourceIssue {
  return { severity: "information", message, range: rangeOf(setting?.at, place) };
}

function rangeOf(at: Expression | undefined, place: Expression) {
  const { node, source } = ownPlace(at, place) ?? place;
  return source.rangeOf(node);
}
