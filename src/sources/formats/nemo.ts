import { MAXIMUM_STEPS } from "../../core/simulation/validateSpecification";
import { findOptimizer, findSchedule } from "../catalogue/findEntry";
import type { OptimizerConfiguration, SourceIssue, SourceReading } from "../configuration";
import { bindParams } from "../yaml/bindParams";
import { type ConfigurationNode, type MappingEntry, type MappingNode, placeOf } from "../yaml/configurationNode";
import type { Loading } from "../yaml/loading";
import { entryAt, paramsOf, scalarAt } from "../yaml/mapping";
import { assembled, noSchedule, type ReadSchedule } from "./assembled";
import type { ConfigurationFormat } from "./configurationFile";
import { lightningCompanions } from "./lightning";
import { dependingOnRun, readNamedSchedule, unreadSchedule } from "./namedSchedule";
import { omegaconfReference } from "./references";
import { yamlLoading } from "./yamlLoading";

/** The classes of torch that NeMo 3.0.0 has names for (`AVAILABLE_OPTIMIZERS` of nemo/core/optim/optimizers.py). */
const optimizerNames: Readonly<Record<string, string>> = {
  sgd: "SGD",
  adam: "Adam",
  adamw: "AdamW",
  adadelta: "Adadelta",
  adamax: "Adamax",
  adagrad: "Adagrad",
  rmsprop: "RMSprop",
  rprop: "Rprop",
};

/** Those of its own, and of apex. */
const ownOptimizers = new Set([
  "novograd",
  "adafactor",
  "adan",
  "lamb",
  "fused_adam",
  "distributed_fused_adam",
  "megatron_fused_adam",
  "mcore_distributed_optim",
]);

/** The classes of torch among its schedules; ExponentialLR and ReduceLROnPlateau are stepped after every epoch. */
const torchSchedules: Readonly<Record<string, "update" | "epoch">> = {
  StepLR: "update",
  CyclicLR: "update",
  ExponentialLR: "epoch",
  ReduceLROnPlateau: "epoch",
};

/** Keys beside the arguments of a schedule, which NeMo takes for itself. */
const schedulerKeys = ["name", "monitor", "reduce_on_plateau", "iters_per_batch"];

/** NeMo: `optim: {name: adamw, lr: 2.0, sched: {name: NoamAnnealing, …}}`, mostly within `model`. */
export const nemo: ConfigurationFormat = {
  languages: ["yaml"],
  recognises: ({ root }) => findOptims(root).length > 0,
  read(file): SourceReading {
    const loading = yamlLoading(file, { findReference: omegaconfReference });
    const readings = findOptims(file.root).map((optim) => readOptim(optim, file.root, loading));
    return {
      configurations: readings.flatMap((each) => ("optimizer" in each ? [each] : [])),
      issues: readings.flatMap((each) => ("optimizer" in each ? [] : [each])),
    };
  },
};

/** The entries `optim` that have a name and a rate, and in them a schedule by its name. */
function findOptims(node: ConfigurationNode): readonly MappingEntry[] {
  if (node.kind !== "mapping") return [];
  return node.entries.flatMap((entry) => (isOptim(entry) ? [entry] : findOptims(entry.value)));
}

function isOptim({ key, value }: MappingEntry): boolean {
  if (key !== "optim" || typeof scalarAt(entryAt(value, "name")) !== "string" || !entryAt(value, "lr")) return false;
  return typeof scalarAt(entryAt(entryAt(value, "sched")?.value, "name")) === "string";
}

/** @returns an issue where the optimizer cannot be simulated */
function readOptim(optim: MappingEntry, root: MappingNode, loading: Loading): OptimizerConfiguration | SourceIssue {
  const params = new Map(paramsOf(optim));
  const name = params.get("name");
  const place = name === undefined ? optim.keyRange : placeOf(name);
  const title = String(scalarAt(name));
  const entry = findOptimizer(`torch.optim.${optimizerNames[title]}`);
  if (entry === undefined) {
    const message = ownOptimizers.has(title)
      ? `NeMo's optimizer ${title} cannot be simulated yet; those of torch can be: ${Object.keys(optimizerNames).join(", ")}.`
      : `NeMo has no optimizer ${title}; expected one of ${Object.keys(optimizerNames).join(", ")}.`;
    return { severity: ownOptimizers.has(title) ? "information" : "error", message, range: place };
  }
  const sched = params.get("sched");
  for (const key of ["name", "sched", "cls"]) params.delete(key);
  const bound = params.has("args")
    ? bindParams(entry, new Map(), place, loading, { known: unreadArguments(entry.arguments, params) })
    : bindParams(entry, params, place, loading);
  const steps = stepsOf(root, sched);
  return assembled({
    entry,
    range: optim.range,
    bound,
    schedule: sched === undefined ? noSchedule : readSchedule(sched, steps, loading),
    companions: lightningCompanions(root, loading),
    ...(steps !== null && Number(scalarAt(steps)) <= MAXIMUM_STEPS ? { steps: Number(scalarAt(steps)) } : {}),
  });
}

/** Arguments that stand in a form of their own, besides those that stand here. */
function unreadArguments(all: readonly { readonly name: string }[], params: ReadonlyMap<string, MappingEntry>) {
  return Object.fromEntries(all.filter(({ name }) => !params.has(name)).map(({ name }) => [name, null]));
}

/** The number of updates: that of the trainer goes before the schedule's own. */
function stepsOf(root: MappingNode, sched: MappingEntry | undefined): MappingEntry | null {
  const given = [entryAt(entryAt(root, "trainer")?.value, "max_steps"), entryAt(sched?.value, "max_steps")];
  return given.find((entry) => Number(scalarAt(entry)) > 0) ?? null;
}

function readSchedule(sched: MappingEntry, steps: MappingEntry | null, loading: Loading): ReadSchedule {
  const params = new Map(paramsOf(sched));
  const name = params.get("name");
  if (name === undefined) return noSchedule;
  const title = String(scalarAt(name));
  const nameRange = placeOf(name);
  if (params.has("args")) return unreadSchedule("Arguments of a schedule under args are not read yet.", nameRange);
  for (const key of schedulerKeys) params.delete(key);
  const isTorch = Object.hasOwn(torchSchedules, title);
  const entry = findSchedule(`${isTorch ? "torch.optim" : "nemo.core.optim"}.lr_scheduler.${title}`);
  if (entry === undefined) return unreadSchedule(`NeMo's schedule ${title} cannot be simulated yet.`, nameRange);
  params.delete("max_steps");
  const takesSteps = entry.arguments.some((argument) => argument.name === "max_steps");
  if (takesSteps && steps !== null) params.set("max_steps", { ...steps, key: "max_steps" });
  // Noam never ends: the number of steps matters to it for its warm-up alone.
  const isUnused = title === "NoamAnnealing" && typeof scalarAt(params.get("warmup_ratio")) !== "number";
  const isOpen = takesSteps && steps === null && !isUnused;
  const read = readNamedSchedule({ entry, range: sched.range, nameRange, params }, loading, {
    ...(isOpen ? { known: { max_steps: null } } : {}),
  });
  if (isOpen) return dependingOnRun(read, "max_steps", "max_steps", nameRange);
  if (torchSchedules[title] !== "epoch") return read;
  const message =
    "This schedule is stepped once in an epoch, whose updates only the run knows; a simulation steps it with every update.";
  return { ...read, issues: [...read.issues, { severity: "information", message, range: nameRange }] };
}
