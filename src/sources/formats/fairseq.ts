import { COUNT, NOT_NEGATIVE } from "../../core/numberRange";
import { MAXIMUM_STEPS } from "../../core/simulation/validateSpecification";
import { findOptimizer, findSchedule } from "../catalogue/findEntry";
import type { ReadValue, SourceRange, SourceReading } from "../configuration";
import { bindParams } from "../yaml/bindParams";
import { type ConfigurationNode, type MappingEntry, placeOf } from "../yaml/configurationNode";
import type { Loading } from "../yaml/loading";
import { entryAt, scalarAt } from "../yaml/mapping";
import { assembled, type ReadSchedule } from "./assembled";
import { type CompanionNumber, companionNumber, companionsOf } from "./companions";
import type { ConfigurationFormat } from "./configurationFile";
import { dependingOnRun, readNamedSchedule, unreadSchedule } from "./namedSchedule";
import { omegaconfReference } from "./references";
import { presetValues, renamedParams } from "./renamedParams";
import { yamlLoading } from "./yamlLoading";

/** Where a configuration of fairseq has its parts; on a command line all of them are in one place. */
export interface FairseqParts {
  readonly range: SourceRange;
  /** Which optimizer it is, and the mapping with its fields. */
  readonly optimizer: MappingEntry;
  readonly optimizerFields: ConfigurationNode;
  /** The same of the schedule: fixed where there is none. */
  readonly schedule: MappingEntry | undefined;
  readonly scheduleFields: ConfigurationNode | undefined;
  /** What the training has besides: `lr`, `max_update`, `clip_norm`, `update_freq`. */
  readonly training: ConfigurationNode | undefined;
}

/** What fairseq hands its optimizers, and what it has in the place of the defaults of their libraries. */
const optimizers: Readonly<
  Record<string, { readonly path: string; readonly fields: Readonly<Record<string, string>> }>
> = {
  adam: { path: "fairseq.optim.adam.Adam", fields: { betas: "adam_betas", eps: "adam_eps" } },
  sgd: { path: "torch.optim.SGD", fields: { momentum: "momentum" } },
  adagrad: { path: "torch.optim.Adagrad", fields: {} },
  adadelta: { path: "torch.optim.Adadelta", fields: { rho: "adadelta_rho", eps: "adadelta_eps" } },
};

const schedules: Readonly<Record<string, string>> = {
  inverse_sqrt: "inverse_square_root_schedule.InverseSquareRootSchedule",
  polynomial_decay: "polynomial_decay_schedule.PolynomialDecayLRSchedule",
  cosine: "cosine_lr_scheduler.CosineLRSchedule",
  tri_stage: "tri_stage_lr_scheduler.TriStageLRSchedule",
  fixed: "fixed_schedule.FixedLRSchedule",
};

/** The learning rate where nothing says one (fairseq/dataclass/configs.py). */
const USUAL_RATE = 0.25;

/** fairseq: `optimizer: {_name: adam, …}` beside `lr_scheduler` and `optimization`. */
export const fairseq: ConfigurationFormat = {
  languages: ["yaml"],
  recognises({ root }) {
    const names = (key: string) => typeof scalarAt(entryAt(entryAt(root, key)?.value, "_name")) === "string";
    return names("optimizer") && (names("lr_scheduler") || entryAt(root, "optimization") !== undefined);
  },
  read(file) {
    const { root } = file;
    const optimizer = entryAt(root, "optimizer");
    const name = entryAt(optimizer?.value, "_name");
    if (optimizer === undefined || name === undefined) return { configurations: [], issues: [] };
    const schedule = entryAt(root, "lr_scheduler");
    const parts: FairseqParts = {
      range: optimizer.range,
      optimizer: name,
      optimizerFields: optimizer.value,
      schedule: entryAt(schedule?.value, "_name"),
      scheduleFields: schedule?.value,
      training: entryAt(root, "optimization")?.value,
    };
    return readFairseq(parts, yamlLoading(file, { findReference: omegaconfReference, hasTuples: true }));
  },
};

/** What fairseq 0.12.2 makes of its configuration, without apex, whose optimizers it takes on GPUs where that is installed. */
export function readFairseq(parts: FairseqParts, loading: Loading): SourceReading {
  const { optimizer, optimizerFields, training, range } = parts;
  const name = String(scalarAt(optimizer));
  const known = Object.hasOwn(optimizers, name) ? optimizers[name] : undefined;
  const entry = findOptimizer(known?.path ?? "");
  if (entry === undefined || known === undefined) {
    const message = `fairseq's optimizer ${name} cannot be simulated; those that can be are ${Object.keys(optimizers).join(", ")}.`;
    return { configurations: [], issues: [{ severity: "information", message, range: placeOf(optimizer) }] };
  }
  const params = renamedParams(optimizerFields, { weight_decay: "weight_decay", ...known.fields });
  const rates = [training, optimizerFields, parts.scheduleFields].map((node) => entryAt(node, "lr"));
  const rate = rates.find((each) => each !== undefined);
  if (rate !== undefined) params.set("lr", firstOf(rate));
  const presets = { lr: USUAL_RATE, weight_decay: 0, ...(name === "sgd" ? { momentum: 0 } : {}) };
  const bound = bindParams(entry, params, range, loading, { known: presetValues(params, presets) });
  const total = companionNumber(training, "max_update", NOT_NEGATIVE, loading);
  const steps = typeof total.value === "number" && total.value > 0 && total.value <= MAXIMUM_STEPS ? total.value : null;
  const configuration = assembled({
    entry,
    range,
    bound: { ...bound, issues: [...bound.issues, ...rateIssues(rate)] },
    schedule: readSchedule(parts, total, loading),
    companions: companionsOf(
      companionNumber(training, "clip_norm", NOT_NEGATIVE, loading),
      readAccumulation(training, loading),
    ),
    ...(steps === null ? {} : { steps }),
  });
  return { configurations: [configuration], issues: [] };
}

/** The first of a list, which is that of the first epoch. */
function firstOf(entry: MappingEntry): MappingEntry {
  const { value } = entry;
  return value.kind === "list" && value.items.length > 0 ? { ...entry, value: value.items[0] } : entry;
}

function rateIssues(rate: MappingEntry | undefined): SourceReading["issues"] {
  if (rate?.value.kind !== "list" || rate.value.items.length < 2) return [];
  const message =
    "fairseq takes one of these learning rates in every epoch, whose updates only the run knows; a simulation keeps the first.";
  return [{ severity: "information", message, range: placeOf(rate) }];
}

/** Of a list, that of the first epoch. */
function readAccumulation(training: ConfigurationNode | undefined, loading: Loading): CompanionNumber {
  const given = entryAt(training, "update_freq");
  const node =
    given === undefined ? undefined : { entries: [firstOf(given)], kind: "mapping" as const, range: given.range };
  return companionNumber(node, "update_freq", COUNT, loading);
}

function readSchedule(
  { schedule, scheduleFields, training, range: place }: FairseqParts,
  total: CompanionNumber,
  loading: Loading,
): ReadSchedule {
  const name = schedule === undefined ? "fixed" : String(scalarAt(schedule));
  const range = schedule === undefined ? place : placeOf(schedule);
  const entry = findSchedule(`fairseq.optim.lr_scheduler.${Object.hasOwn(schedules, name) ? schedules[name] : ""}`);
  if (entry === undefined) return unreadSchedule(`fairseq's schedule ${name} cannot be simulated yet.`, range);
  const names = entry.arguments.map((argument) => argument.name);
  const params = renamedParams(scheduleFields, Object.fromEntries(names.map((each) => [each, each])));
  const given = entryAt(training, "max_update");
  // Lengths that are not given are those of the training.
  const length = names.find((each) => each === "total_num_update" || each === "max_update");
  const needsLength = length !== undefined && !params.has(length) && !hasOwnLength(name, params);
  const isKnown = typeof total.value === "number" && total.value > 0;
  const ofTraining: ReadValue | null =
    isKnown && given !== undefined ? { value: Number(total.value), range: placeOf(given) } : null;
  const known = needsLength && length !== undefined ? { [length]: ofTraining } : {};
  const read = readNamedSchedule({ entry, range, nameRange: range, params }, loading, { known });
  const issues = [...total.issues, ...read.issues, ...annealIssues(name, scheduleFields)];
  const whole = { ...read, issues };
  return needsLength && length !== undefined && ofTraining === null
    ? dependingOnRun(whole, length, "max_update", range)
    : whole;
}

/** Whether a schedule says itself how long it is. */
function hasOwnLength(name: string, params: ReadonlyMap<string, MappingEntry>): boolean {
  if (name === "cosine") return Number(scalarAt(params.get("lr_period_updates")) ?? -1) > 0;
  return name === "tri_stage" && !params.has("phase_ratio");
}

function annealIssues(name: string, fields: ConfigurationNode | undefined): SourceReading["issues"] {
  const anneal = entryAt(fields, "force_anneal");
  if (anneal === undefined || scalarAt(anneal) === null || name === "cosine") return [];
  const message =
    "fairseq lowers the learning rate from this epoch on, whose updates only the run knows; a simulation does not.";
  return [{ severity: "information", message, range: placeOf(anneal) }];
}
