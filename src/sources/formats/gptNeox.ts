import { COUNT, NOT_NEGATIVE, POSITIVE } from "../../core/numberRange";
import { MAXIMUM_STEPS } from "../../core/simulation/validateSpecification";
import { findOptimizer, findSchedule } from "../catalogue/findEntry";
import type { ReadValue, SourceIssue, SourceReading } from "../configuration";
import { bindParams } from "../yaml/bindParams";
import { type MappingEntry, type MappingNode, placeOf } from "../yaml/configurationNode";
import type { Loading } from "../yaml/loading";
import { entryAt, paramsOf, scalarAt, withUnderscores } from "../yaml/mapping";
import { assembled, type ReadSchedule } from "./assembled";
import { type CompanionNumber, companionNumber, companionsOf } from "./companions";
import { type ConfigurationFormat, nothing } from "./configurationFile";
import { dependingOnRun, scheduleOf, unreadSchedule } from "./namedSchedule";
import { yamlLoading } from "./yamlLoading";

/** What GPT-NeoX takes where a file says nothing (megatron/neox_arguments, GPT-NeoX 2.0). */
const USUAL = { weightDecay: 0.01, clipping: 1, warmup: 0.01, rate: 0.001 };

/** Keys that no other program's files have, of which one is needed beside the optimizer. */
const ownKeys = ["lr_decay_style", "lr_decay_iters", "train_iters", "lr-decay-style", "lr-decay-iters", "train-iters"];

/** GPT-NeoX: an optimizer as DeepSpeed has it, and a schedule of its own from keys beside it; hyphens and underscores are the same. */
export const gptNeox: ConfigurationFormat = {
  languages: ["yaml"],
  recognises({ root }) {
    const optimizer = entryAt(root, "optimizer")?.value;
    const isNamed =
      typeof scalarAt(entryAt(optimizer, "type")) === "string" && entryAt(optimizer, "params") !== undefined;
    return isNamed && ownKeys.some((key) => entryAt(root, key) !== undefined);
  },
  read(file) {
    const root = withUnderscores(file.root);
    const loading = yamlLoading(file, { isPyYaml: true });
    const optimizer = entryAt(root, "optimizer");
    const type = entryAt(optimizer?.value, "type");
    return optimizer === undefined || type === undefined ? nothing : readNeox(root, optimizer, type, loading);
  },
};

function readNeox(root: MappingNode, optimizer: MappingEntry, type: MappingEntry, loading: Loading): SourceReading {
  const zero = Number(scalarAt(entryAt(entryAt(root, "zero_optimization")?.value, "stage")) ?? 0);
  const name = String(scalarAt(type)).toLowerCase();
  const entry = findOptimizer(optimizerPath(name, zero) ?? "");
  const isElsewhere = ["use_mup", "use_bnb_optimizer"].some((key) => scalarAt(entryAt(root, key)) === true);
  if (entry === undefined || isElsewhere) {
    const by = isElsewhere ? " by mup or bitsandbytes" : "";
    const message = `The optimizer ${String(scalarAt(type))} that GPT-NeoX makes${by} cannot be simulated; Adam, cpu_adam and Lion of DeepSpeed can be.`;
    return { configurations: [], issues: [{ severity: "information", message, range: placeOf(type) }] };
  }
  const decay = companionNumber(root, "weight_decay", NOT_NEGATIVE, loading);
  const place = entryAt(root, "weight_decay");
  const weightDecay: ReadValue | null =
    decay.value === null
      ? null
      : { value: decay.value ?? USUAL.weightDecay, range: place === undefined ? null : placeOf(place) };
  const params = paramsOf(entryAt(optimizer.value, "params"));
  const bound = bindParams(entry, params, type.keyRange, loading, { known: { weight_decay: weightDecay } });
  const limit = companionNumber(root, "gradient_clipping", {}, loading);
  const companions = companionsOf(
    limit.value === undefined ? { ...limit, value: USUAL.clipping } : limit,
    companionNumber(root, "gradient_accumulation_steps", COUNT, loading),
  );
  const steps = companionNumber(root, "train_iters", COUNT, loading).value;
  const configuration = assembled({
    entry,
    framework: "deepspeed",
    range: optimizer.range,
    bound: { ...bound, issues: [...bound.issues, ...decay.issues, ...decayIssues(weightDecay)] },
    schedule: readSchedule(root, optimizer, loading),
    companions,
    ...(typeof steps === "number" && steps <= MAXIMUM_STEPS ? { steps } : {}),
  });
  return { configurations: [configuration], issues: [] };
}

/** `get_optimizer` of megatron/training.py, where apex is not installed. */
function optimizerPath(name: string, zeroStage: number): string | null {
  if (name === "adam") return "deepspeed.ops.adam.FusedAdam";
  if (name === "cpu_adam" || name === "cpu_torch_adam") return "deepspeed.ops.adam.DeepSpeedCPUAdam";
  return name === "lion" && zeroStage > 0 ? "deepspeed.ops.lion.FusedLion" : null;
}

function decayIssues(decay: ReadValue | null): readonly SourceIssue[] {
  if (!decay?.value || decay.range === null) return [];
  const message = "GPT-NeoX leaves biases and norms without weight decay; a simulation gives it to all parameters.";
  return [{ severity: "information", message, range: decay.range }];
}

/** `get_learning_rate_scheduler` of megatron/training.py. */
function readSchedule(root: MappingNode, optimizer: MappingEntry, loading: Loading): ReadSchedule {
  const entry = findSchedule("megatron.learning_rates.AnnealingLR");
  const fraction = entryAt(root, "lr_decay_fraction");
  const decay = companionNumber(root, "lr_decay_iters", COUNT, loading);
  const train = companionNumber(root, "train_iters", COUNT, loading);
  const warmup = companionNumber(root, "warmup", { minimum: 0, maximum: 1 }, loading);
  const lowest = companionNumber(root, "min_lr", NOT_NEGATIVE, loading);
  const range = (entryAt(root, "lr_decay_style") ?? optimizer).range;
  if (entry === undefined) return unreadSchedule("The schedule of GPT-NeoX cannot be simulated.", range);
  const share = fraction === undefined ? 1 : companionNumber(root, "lr_decay_fraction", POSITIVE, loading).value;
  const total =
    decay.value ??
    (typeof train.value === "number" && typeof share === "number" ? Math.floor(train.value * share) : undefined);
  const warmupShare = warmup.value === undefined ? USUAL.warmup : warmup.value;
  const at = (key: string) => {
    const given = entryAt(root, key);
    return given === undefined ? null : placeOf(given);
  };
  const style = entryAt(root, "lr_decay_style");
  const isOpen = typeof total !== "number";
  const bound = bindParams(entry, style === undefined ? new Map() : new Map([["decay_style", style]]), range, loading, {
    known: {
      total_iters: isOpen ? null : { value: Math.max(1, total), range: at("lr_decay_iters") ?? at("train_iters") },
      warmup_iter:
        isOpen || warmupShare === null ? null : { value: warmupShare * Math.max(1, total), range: at("warmup") },
      ...minimum(lowest, at("min_lr")),
    },
  });
  const issues = [decay, train, warmup, lowest].flatMap((number) => number.issues);
  const read = scheduleOf({ entry, range }, { ...bound, issues: [...issues, ...bound.issues] });
  if (!isOpen || read.schedule === null || warmupShare === null) return read;
  const open = dependingOnRun(read, "total_iters", "train_iters", range);
  const unresolved = open.unresolved.filter((name) => !name.endsWith(".warmup_iter"));
  const sharesOfRun = { total_iters: 1, warmup_iter: warmupShare };
  return { ...open, unresolved, schedule: { ...read.schedule, sharesOfRun } };
}

function minimum(lowest: CompanionNumber, range: ReadValue["range"]): Readonly<Record<string, ReadValue | null>> {
  if (lowest.value === undefined) return {};
  return { min_lr: lowest.value === null ? null : { value: lowest.value, range } };
}
