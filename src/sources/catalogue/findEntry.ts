import type { CatalogueEntry, CompositionEntry, OptimizerEntry, ScheduleEntry, SelectorEntry } from "./catalogue";
import { composerOptimizers } from "./composerOptimizers";
import { composerSchedules } from "./composerSchedules";
import { deepspeedOptimizers } from "./deepspeedOptimizers";
import { deepspeedSchedules } from "./deepspeedSchedules";
import { detectron2Schedules } from "./detectron2Schedules";
import { diffusersSchedules } from "./diffusersSchedules";
import { espnetSchedules } from "./espnetSchedules";
import { fairseqOptimizers } from "./fairseqOptimizers";
import { fairseqSchedules } from "./fairseqSchedules";
import { jaxjsOptimizers } from "./jaxjsOptimizers";
import { kerasOptimizers } from "./kerasOptimizers";
import { kerasPlateauSchedule } from "./kerasPlateauSchedule";
import { kerasSchedules } from "./kerasSchedules";
import { levanterSchedules } from "./levanterSchedules";
import { llmcSchedules } from "./llmcSchedules";
import { maxtextSchedules } from "./maxtextSchedules";
import { megatronSchedules } from "./megatronSchedules";
import { mmcvSchedules } from "./mmcvSchedules";
import { mmengineCompositions, mmengineSchedules } from "./mmengineSchedules";
import { nativeOptimizers, nativeSchedules } from "./nativeEntries";
import { nemoSchedules } from "./nemoSchedules";
import { neoxSchedules } from "./neoxSchedules";
import { optaxOptimizers } from "./optaxOptimizers";
import { optaxSchedules } from "./optaxSchedules";
import { scheduleSelectors } from "./scheduleSelectors";
import { tfjsOptimizers } from "./tfjsOptimizers";
import { timmSchedules } from "./timmSchedules";
import { torchCompositions } from "./torchCompositions";
import { torchOptimizers } from "./torchOptimizers";
import { torchSchedules } from "./torchSchedules";
import { torchtitanSchedules } from "./torchtitanSchedules";
import { trainingArguments } from "./trainingArguments";
import { transformersOptimizers } from "./transformersOptimizers";
import { transformersSchedules } from "./transformersSchedules";
import { warmupCompositions, warmupSchedules } from "./warmupSchedules";

/** All optimizers that can be simulated, native ones first. */
export const optimizers: readonly OptimizerEntry[] = [
  ...nativeOptimizers,
  ...torchOptimizers,
  ...transformersOptimizers,
  ...kerasOptimizers,
  ...optaxOptimizers,
  ...tfjsOptimizers,
  ...jaxjsOptimizers,
  ...deepspeedOptimizers,
  ...fairseqOptimizers,
  ...composerOptimizers,
];

/** All schedules, native ones first. */
export const schedules: readonly ScheduleEntry[] = [
  ...nativeSchedules,
  ...torchSchedules,
  ...transformersSchedules,
  ...diffusersSchedules,
  ...kerasSchedules,
  kerasPlateauSchedule,
  ...optaxSchedules,
  ...deepspeedSchedules,
  ...detectron2Schedules,
  ...nemoSchedules,
  ...espnetSchedules,
  ...neoxSchedules,
  ...mmengineSchedules,
  ...mmcvSchedules,
  ...megatronSchedules,
  ...llmcSchedules,
  ...fairseqSchedules,
  ...torchtitanSchedules,
  ...timmSchedules,
  ...composerSchedules,
  ...levanterSchedules,
  ...maxtextSchedules,
  ...warmupSchedules,
];

/** All schedules that are made of others. */
export const compositions: readonly CompositionEntry[] = [
  ...torchCompositions,
  ...mmengineCompositions,
  ...warmupCompositions,
];

const optimizersByName = index(optimizers);
const schedulesByName = index(schedules);
const compositionsByName = index(compositions);
const selectorsByName = index(scheduleSelectors);
const trainingByName = index(trainingArguments);

/** The optimizer of this full name or alias; native names in any case, with `_` or spaces for hyphens. */
export function findOptimizer(name: string): OptimizerEntry | undefined {
  return find(optimizersByName, name);
}

/** The schedule of this full name or alias; native names as in `findOptimizer`. */
export function findSchedule(name: string): ScheduleEntry | undefined {
  return find(schedulesByName, name);
}

/** The schedule made of others of this full name. */
export function findComposition(name: string): CompositionEntry | undefined {
  return compositionsByName.get(name);
}

/** The function of this full name that makes a schedule by its name. */
export function findSelector(name: string): SelectorEntry | undefined {
  return selectorsByName.get(name);
}

/** The class of this full name whose arguments make a whole training. */
export function findTraining(name: string): CatalogueEntry | undefined {
  return trainingByName.get(name);
}

const namespaces: ReadonlySet<string> = new Set(
  [...optimizersByName.keys(), ...schedulesByName.keys()].flatMap(namespacesOf),
);

/** Whether a full name is that of a package or module in which optimizers or schedules are, at any depth. */
export function isNamespace(path: string): boolean {
  return namespaces.has(path);
}

/** The packages and modules in a full name: `torch` and `torch.optim` of `torch.optim.SGD`. */
export function namespacesOf(path: string): readonly string[] {
  const segments = path.split(".");
  return segments.slice(1).map((_, index) => segments.slice(0, index + 1).join("."));
}

function index<Entry extends CatalogueEntry>(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(entries.flatMap((entry) => [entry.name, ...entry.aliases].map((name) => [name, entry] as const)));
}

function find<Entry extends CatalogueEntry>(entries: ReadonlyMap<string, Entry>, name: string): Entry | undefined {
  const exact = entries.get(name);
  if (exact !== undefined) return exact;
  const respelled = entries.get(name.trim().toLowerCase().replace(/[ _]/g, "-"));
  // Frameworks tell `adam` from `ADAM`.
  return respelled?.framework === "native" ? respelled : undefined;
}
