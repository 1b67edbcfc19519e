import { COUNT, NOT_NEGATIVE, UNIT_INTERVAL } from "../../../core/numberRange";
import { MAXIMUM_STEPS } from "../../../core/simulation/validateSpecification";
import { findOptimizer, findSchedule } from "../../catalogue/findEntry";
import type { ReadValue, SourceIssue, SourceRange, SourceReading } from "../../configuration";
import { bindParams } from "../../yaml/bindParams";
import { type MappingNode, placeOf } from "../../yaml/configurationNode";
import type { Loading } from "../../yaml/loading";
import { entryAt, scalarAt, withUnderscores } from "../../yaml/mapping";
import type { AskedValues } from "../askedValues";
import { assembled, type ReadSchedule } from "../assembled";
import { type CompanionNumber, companionNumber, companionsOf, noNumber } from "../companions";
import { dependingOnRun, scheduleOf, unreadSchedule } from "../namedSchedule";
import { pairedEntry, presetValues, renamedParams } from "../renamedParams";
import { type CommandFormat, commandLoading, withSingleValues } from "./programCommand";

/** Options that few other programs have, of which two are needed beside the learning rate. */
const ownOptions = /^(?:lr-decay-(?:style|iters|samples)|lr-warmup-(?:fraction|iters|samples)|adam-beta[12])$/;

/** Options of forks that count tokens, for which their schedule is another. */
const tokenOptions = ["lr_decay_tokens", "lr_warmup_tokens", "train_tokens"];

/** What Megatron-LM takes where the command says nothing (megatron/training/arguments.py). */
const presets = {
  adam: { betas: [0.9, 0.999], eps: 1e-8, weight_decay: 0.01 },
  sgd: { momentum: 0.9, weight_decay: 0.01 },
  clipping: 1,
};

/** Megatron-LM: `pretrain_gpt.py … --lr 6e-5 --lr-decay-style cosine --lr-warmup-fraction .001 --adam-beta2 0.95`. */
export const megatron: CommandFormat = {
  recognises: ({ options }) =>
    entryAt(options, "lr") !== undefined && options.entries.filter(({ key }) => ownOptions.test(key)).length >= 2,
  read: ({ options, range, asked }) => readMegatron(withUnderscores(withSingleValues(options)), range, asked),
};

function readMegatron(root: MappingNode, range: SourceRange, asked: AskedValues): SourceReading {
  const loading = commandLoading(root, asked);
  const optimizer = entryAt(root, "optimizer");
  const name = optimizer === undefined ? "adam" : String(scalarAt(optimizer));
  // With neither Transformer Engine nor apex, whose fused ones do the same, Megatron takes torch's.
  const entry = findOptimizer(name === "sgd" ? "torch.optim.SGD" : "torch.optim.AdamW");
  if (entry === undefined || (name !== "adam" && name !== "sgd")) {
    const message = `Megatron's optimizer ${name} cannot be simulated; adam and sgd can be.`;
    const place = optimizer === undefined ? range : placeOf(optimizer);
    return { configurations: [], issues: [{ severity: "information", message, range: place }] };
  }
  const params = renamedParams(root, {
    lr: "lr",
    weight_decay: "weight_decay",
    ...(name === "sgd" ? { momentum: "sgd_momentum" } : { eps: "adam_eps" }),
  });
  const betas = name === "sgd" ? undefined : pairedEntry(root, ["adam_beta1", "adam_beta2"], [0.9, 0.999]);
  if (betas !== undefined) params.set("betas", betas);
  const bound = bindParams(entry, params, range, loading, { known: presetValues(params, presets[name]) });
  const limit = companionNumber(root, "clip_grad", NOT_NEGATIVE, loading);
  const train = readCounts(root, loading);
  const configuration = assembled({
    entry,
    range,
    bound: { ...bound, issues: [...bound.issues, ...decayIssues(root)] },
    schedule: readSchedule(root, range, loading, train),
    companions: companionsOf(limit.value === undefined ? { ...limit, value: presets.clipping } : limit, noNumber),
    ...(train.updates !== null && train.updates <= MAXIMUM_STEPS ? { steps: train.updates } : {}),
  });
  return { configurations: [configuration], issues: [] };
}

/** In what a training counts: updates or samples. */
interface Counts {
  readonly unit: "iters" | "samples";
  readonly total: CompanionNumber;
  readonly batch: CompanionNumber;
  /** Updates of the whole training; null where the command does not tell. */
  readonly updates: number | null;
}

function readCounts(root: MappingNode, loading: Loading): Counts {
  const batch = companionNumber(root, "global_batch_size", COUNT, loading);
  const hasSamples = ["train_samples", "lr_decay_samples"].some((key) => entryAt(root, key) !== undefined);
  const unit = hasSamples && entryAt(root, "train_iters") === undefined ? "samples" : "iters";
  const total = companionNumber(root, `train_${unit}`, COUNT, loading);
  if (typeof total.value !== "number") return { unit, total, batch, updates: null };
  if (unit === "iters") return { unit, total, batch, updates: total.value };
  // While the batch grows, updates take fewer samples.
  const isSteady = typeof batch.value === "number" && entryAt(root, "rampup_batch_size") === undefined;
  return { unit, total, batch, updates: isSteady ? Math.floor(total.value / Number(batch.value)) : null };
}

/** `get_optimizer_param_scheduler` of megatron/training/training.py. Updates that are no samples are counted as such: their shares are the same. */
function readSchedule(
  root: MappingNode,
  command: SourceRange,
  loading: Loading,
  { unit, total, batch }: Counts,
): ReadSchedule {
  const entry = findSchedule("megatron.core.optimizer_param_scheduler.OptimizerParamScheduler");
  const style = entryAt(root, "lr_decay_style");
  const range = style === undefined ? command : placeOf(style);
  const tokens = tokenOptions.find((key) => entryAt(root, key) !== undefined);
  if (entry === undefined || tokens !== undefined) {
    const option = `--${(tokens ?? "lr_decay_style").replaceAll("_", "-")}`;
    return unreadSchedule(`The schedule that ${option} counts in tokens cannot be simulated.`, range);
  }
  const isSampled = unit === "samples";
  const decay = companionNumber(root, `lr_decay_${unit}`, COUNT, loading);
  const fraction = companionNumber(root, "lr_warmup_fraction", UNIT_INTERVAL, loading);
  const warmup = companionNumber(root, `lr_warmup_${unit}`, NOT_NEGATIVE, loading);
  const anneal = companionNumber(root, `lr_wsd_decay_${unit}`, COUNT, loading);
  const isRising = (fraction.value ?? warmup.value ?? 0) !== 0;
  const countsSamples = isSampled || (scalarAt(style) === "inverse-square-root" && !isRising);
  if (countsSamples && typeof batch.value !== "number") {
    const message =
      "The schedule counts samples, and this command does not say how many a batch has: expected --global-batch-size.";
    return unreadSchedule(message, range);
  }
  const size = batch.value ?? 1;
  const factor = isSampled ? 1 : size;
  const steps = decay.value === undefined ? total.value : decay.value;
  const at = (...keys: readonly string[]) => placeOfFirst(root, keys);
  const count = (number: CompanionNumber, key: string): Record<string, ReadValue | null> => {
    if (number.value === undefined) return {};
    return { [key]: number.value === null ? null : { value: number.value * factor, range: null } };
  };
  const isOpen = typeof steps !== "number";
  const share = fraction.value;
  const bound = bindParams(
    entry,
    renamedParams(root, {
      init_lr: "lr_warmup_init",
      min_lr: "min_lr",
      lr_decay_style: "lr_decay_style",
      lr_wsd_decay_style: "lr_wsd_decay_style",
    }),
    range,
    loading,
    {
      known: {
        lr_decay_steps: isOpen ? null : { value: steps * factor, range: at(`lr_decay_${unit}`, `train_${unit}`) },
        ...located(count(warmup, "lr_warmup_steps"), at(`lr_warmup_${unit}`)),
        ...located(count(anneal, "wsd_decay_steps"), at(`lr_wsd_decay_${unit}`)),
        ...(share === undefined
          ? {}
          : located(
              { lr_warmup_steps: isOpen || share === null ? null : { value: share * steps * factor, range: null } },
              at("lr_warmup_fraction"),
            )),
        increment: { value: size, range: at("global_batch_size") },
      },
    },
  );
  const issues = [total, batch, decay, fraction, warmup, anneal].flatMap((number) => number.issues);
  const rampup = entryAt(root, "rampup_batch_size");
  if (rampup !== undefined) {
    const message =
      "The batch grows during the training; a simulation counts the samples of the largest at every update.";
    issues.push({ severity: "information", message, range: placeOf(rampup) });
  }
  const read = scheduleOf({ entry, range }, { ...bound, issues: [...issues, ...bound.issues] });
  if (!isOpen || isSampled || read.schedule === null) return read;
  const open = dependingOnRun(read, "lr_decay_steps", "train_iters", range);
  if (typeof share !== "number" || open.schedule === null) return open;
  const sharesOfRun = { ...open.schedule.sharesOfRun, lr_warmup_steps: share };
  const unresolved = open.unresolved.filter((name) => !name.endsWith(".lr_warmup_steps"));
  return { ...open, unresolved, schedule: { ...open.schedule, sharesOfRun } };
}

function located(
  values: Readonly<Record<string, ReadValue | null>>,
  range: SourceRange | null,
): Record<string, ReadValue | null> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value && { ...value, range }]));
}

function placeOfFirst(root: MappingNode, keys: readonly string[]): SourceRange | null {
  const given = keys.flatMap((key) => entryAt(root, key) ?? [])[0];
  return given === undefined ? null : placeOf(given);
}

/** What Megatron does with weight decay besides, and a simulation does not. */
function decayIssues(root: MappingNode): readonly SourceIssue[] {
  const issues: SourceIssue[] = [];
  const tell = (key: string, message: string) => {
    const entry = entryAt(root, key);
    if (entry !== undefined) issues.push({ severity: "information", message, range: placeOf(entry) });
  };
  if (Number(scalarAt(entryAt(root, "weight_decay"))) !== 0) {
    tell(
      "weight_decay",
      "Megatron leaves biases and norms without weight decay; a simulation gives it to all parameters.",
    );
  }
  const style = scalarAt(entryAt(root, "weight_decay_incr_style"));
  if (style !== undefined && style !== "constant") {
    tell("weight_decay_incr_style", "The weight decay changes during the training; a simulation keeps --weight-decay.");
  }
  return issues;
}
