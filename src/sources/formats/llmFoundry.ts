import { COUNT, NOT_NEGATIVE } from "../../core/numberRange";
import { MAXIMUM_STEPS } from "../../core/simulation/validateSpecification";
import { findOptimizer, findSchedule } from "../catalogue/findEntry";
import type { ReadValue, SourceRange, SourceReading } from "../configuration";
import { bindParams } from "../yaml/bindParams";
import { type MappingEntry, type MappingNode, placeOf } from "../yaml/configurationNode";
import type { Loading } from "../yaml/loading";
import { entryAt, paramsOf, scalarAt } from "../yaml/mapping";
import { assembled, type ReadSchedule } from "./assembled";
import { type Companions, companionNumber, companionsOf, noNumber } from "./companions";
import { type ConfigurationFormat, nothing } from "./configurationFile";
import { dependingOnRun, readNamedSchedule, unreadSchedule } from "./namedSchedule";
import { omegaconfReference } from "./references";
import { yamlLoading } from "./yamlLoading";

/** LLM Foundry's names of schedules (llmfoundry/optim/__init__.py, LLM Foundry 0.22.0). */
const schedules: Readonly<Record<string, string>> = {
  constant_with_warmup: "composer.optim.ConstantWithWarmupScheduler",
  cosine_with_warmup: "composer.optim.CosineAnnealingWithWarmupScheduler",
  linear_decay_with_warmup: "composer.optim.LinearWithWarmupScheduler",
  inv_sqrt_with_warmup: "llmfoundry.optim.InverseSquareRootWithWarmupScheduler",
};

const timeArguments = ["t_warmup", "t_max", "t_scale", "t_cooldown"];

/** LLM Foundry: `optimizer: {name: decoupled_adamw, …}` and `scheduler: {name: cosine_with_warmup, t_warmup: 100ba, …}` for a training of Composer. */
export const llmFoundry: ConfigurationFormat = {
  languages: ["yaml"],
  recognises: ({ root }) => findTraining(root) !== null,
  read(file) {
    const training = findTraining(file.root);
    const loading = yamlLoading(file, { findReference: omegaconfReference });
    return training === null ? nothing : readTraining(training, loading);
  },
};

/** The mapping with a training: the whole file, or its `parameters`, which the platform hands the program. */
function findTraining(root: MappingNode): MappingNode | null {
  const nodes = [root, entryAt(root, "parameters")?.value];
  return nodes.find((node): node is MappingNode => node?.kind === "mapping" && isTraining(node)) ?? null;
}

function isTraining(node: MappingNode): boolean {
  const names = (key: string) => scalarAt(entryAt(entryAt(node, key)?.value, "name"));
  return (
    typeof names("optimizer") === "string" &&
    Object.hasOwn(schedules, String(names("scheduler"))) &&
    entryAt(node, "max_duration") !== undefined
  );
}

function readTraining(root: MappingNode, loading: Loading): SourceReading {
  const optimizer = entryAt(root, "optimizer");
  const named = entryAt(optimizer?.value, "name");
  const scheduler = entryAt(root, "scheduler");
  if (optimizer === undefined || named === undefined || scheduler === undefined) return nothing;
  const entry = findOptimizer("composer.optim.DecoupledAdamW");
  if (entry === undefined || scalarAt(named) !== "decoupled_adamw") {
    const message = `The optimizer ${String(scalarAt(named))} of LLM Foundry cannot be simulated yet; the nearest that can be is decoupled_adamw.`;
    return { configurations: [], issues: [{ severity: "information", message, range: placeOf(named) }] };
  }
  const params = new Map(paramsOf(optimizer));
  params.delete("name");
  const duration = readDuration(root, loading);
  const configuration = assembled({
    entry,
    range: optimizer.range,
    bound: bindParams(entry, params, placeOf(named), loading),
    schedule: readSchedule(scheduler, duration, loading),
    companions: readClipping(root, loading),
    ...(duration?.unit === "ba" && duration.count <= MAXIMUM_STEPS ? { steps: duration.count } : {}),
  });
  return { configurations: [configuration], issues: [] };
}

/** A time of Composer: `100ba` are batches, `2ep` epochs, `0.1dur` a share of the training; also tokens and samples. */
interface Time {
  readonly count: number;
  readonly unit: string;
  readonly range: SourceRange;
}

function readTime(entry: MappingEntry, loading: Loading): Time | null {
  const loaded = loading.load(entry);
  if ("unread" in loaded) return null;
  const { value } = loaded.value;
  const found =
    typeof value === "string" ? /^\s*([\d_.]+(?:[eE]\+?\d+)?)\s*(ba|ep|dur|tok|sp|iter)\s*$/.exec(value) : null;
  if (found === null) return null;
  const count = Number(found[1].replaceAll("_", ""));
  return Number.isFinite(count) ? { count, unit: found[2], range: loaded.range ?? placeOf(entry) } : null;
}

function readDuration(root: MappingNode, loading: Loading): Time | null {
  const given = entryAt(root, "max_duration");
  return given === undefined ? null : readTime(given, loading);
}

/** The schedule with its times in batches; where only the run knows how many it has, as shares of those. */
function readSchedule(scheduler: MappingEntry, duration: Time | null, loading: Loading): ReadSchedule {
  const params = new Map(paramsOf(scheduler));
  const named = params.get("name");
  const range = named === undefined ? scheduler.keyRange : placeOf(named);
  const entry = findSchedule(schedules[String(scalarAt(named))] ?? "");
  if (entry === undefined) return unreadSchedule("The schedule of this training cannot be simulated.", range);
  for (const key of ["name", "scale_warmup"]) params.delete(key);
  const all = duration?.unit === "ba" ? duration : null;
  const known: Record<string, ReadValue | null> = { t_max: all && { value: all.count, range: all.range } };
  const shares: Record<string, number> = all === null ? { t_max: 1 } : {};
  for (const argument of timeArguments) {
    const given = params.get(argument);
    if (given === undefined) continue;
    const time = readTime(given, loading);
    const isWhole = argument === "t_max" && time?.unit === "dur" && time.count === 1;
    if (time === null || !["ba", "dur"].includes(time.unit)) {
      const message = `${argument} is counted in what only the run can tell in batches; expected a time such as 100ba or 0.1dur.`;
      return unreadSchedule(message, placeOf(given));
    }
    if (isWhole) continue;
    delete shares[argument];
    if (time.unit === "ba") known[argument] = { value: Math.trunc(time.count), range: time.range };
    else if (all === null) {
      known[argument] = null;
      shares[argument] = time.count;
    } else known[argument] = { value: Math.trunc(time.count * all.count), range: time.range };
  }
  const read = readNamedSchedule({ entry, range: scheduler.range, nameRange: range, params }, loading, { known });
  if (Object.keys(shares).length === 0 || read.schedule === null) return read;
  const open = dependingOnRun(read, "t_max", "max_duration", range);
  if (open.schedule === null) return open;
  const unresolved = open.unresolved.filter((name) => !Object.keys(shares).some((each) => name.endsWith(`.${each}`)));
  return { ...open, unresolved, schedule: { ...open.schedule, sharesOfRun: shares } };
}

/** `algorithms: {gradient_clipping: {clipping_type: norm, clipping_threshold: 1.0}}`. */
function readClipping(root: MappingNode, loading: Loading): Companions {
  const clipping = entryAt(entryAt(root, "algorithms")?.value, "gradient_clipping")?.value;
  const type = scalarAt(entryAt(clipping, "clipping_type"));
  const limit = companionNumber(type === "adaptive" ? null : clipping, "clipping_threshold", NOT_NEGATIVE, loading);
  const accumulation =
    entryAt(root, "grad_accum") === undefined ? noNumber : companionNumber(root, "grad_accum", COUNT, loading);
  return companionsOf(limit, accumulation, { kind: type === "value" ? "value" : "norm" });
}
