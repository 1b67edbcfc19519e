import { COUNT, NOT_NEGATIVE } from "../../core/numberRange";
import { findOptimizer, findSchedule } from "../catalogue/findEntry";
import { timmOptimizers } from "../catalogue/timmOptimizers";
import type { SourceIssue, SourceRange, SourceReading, SourceValue } from "../configuration";
import { bindParams } from "../yaml/bindParams";
import { type MappingEntry, type MappingNode, placeOf } from "../yaml/configurationNode";
import type { Loading } from "../yaml/loading";
import { entryAt, scalarAt } from "../yaml/mapping";
import { assembled, noSchedule, type ReadSchedule } from "./assembled";
import { companionNumber, companionsOf } from "./companions";
import type { ConfigurationFormat } from "./configurationFile";
import { readNamedSchedule, unreadSchedule } from "./namedSchedule";
import { presetValues, renamedParams } from "./renamedParams";
import { anchorOf } from "./trainer";
import { yamlLoading } from "./yamlLoading";

/** What train.py takes where nothing is said. */
const usual = { optimizer: "sgd", momentum: 0.9, weightDecay: 2e-5, schedule: "cosine" };

interface TimmSchedule {
  readonly path: string;
  /** Keys of the constructor's arguments. */
  readonly keys: Readonly<Record<string, string>>;
  readonly presets: Readonly<Record<string, SourceValue>>;
}

const warmupKeys = { warmup_t: "warmup_epochs", warmup_lr_init: "warmup_lr", warmup_prefix: "warmup_prefix" };
const warmupPresets = { warmup_t: 5, warmup_lr_init: 1e-5, warmup_prefix: false };
const cycleKeys = {
  t_initial: "epochs",
  lr_min: "min_lr",
  cycle_mul: "lr_cycle_mul",
  cycle_decay: "lr_cycle_decay",
  cycle_limit: "lr_cycle_limit",
  k_decay: "lr_k_decay",
};
const cyclePresets = { t_initial: 300, cycle_decay: 0.5 };

/** `create_scheduler_v2` of timm/scheduler/scheduler_factory.py, with the defaults of train.py. */
const schedules: Readonly<Record<string, TimmSchedule>> = {
  cosine: {
    path: "cosine_lr.CosineLRScheduler",
    keys: { ...cycleKeys, ...warmupKeys },
    presets: { ...cyclePresets, ...warmupPresets },
  },
  poly: {
    path: "poly_lr.PolyLRScheduler",
    keys: { ...cycleKeys, ...warmupKeys, power: "decay_rate" },
    presets: { ...cyclePresets, ...warmupPresets, power: 0.1 },
  },
  step: {
    path: "step_lr.StepLRScheduler",
    keys: { decay_t: "decay_epochs", decay_rate: "decay_rate", ...warmupKeys },
    presets: { decay_t: 90, decay_rate: 0.1, ...warmupPresets },
  },
  multistep: {
    path: "multistep_lr.MultiStepLRScheduler",
    keys: { decay_t: "decay_milestones", decay_rate: "decay_rate", ...warmupKeys },
    presets: { decay_t: [90, 180, 270], decay_rate: 0.1, ...warmupPresets },
  },
};

const ownKeys = ["opt", "sched", "warmup_epochs", "lr_base", "decay_epochs", "cooldown_epochs"];

/** timm: the options of train.py as it writes them to `args.yaml`, and takes them with `--config`. */
export const timm: ConfigurationFormat = {
  languages: ["yaml"],
  recognises: ({ root }) => hasTimmKeys(root),
  read(file) {
    const params = new Map(file.root.entries.map((entry) => [entry.key, entry]));
    const range = anchorOf(params, ["opt", "lr", "lr_base"]) ?? file.root.range;
    return readTimm(file.root, range, yamlLoading(file, { convertsText: true }));
  },
};

/** Whether a mapping has options that few programs but timm's have together, an optimizer's name among them. */
export function hasTimmKeys(root: MappingNode): boolean {
  const isName = (key: string) => typeof scalarAt(entryAt(root, key)) === "string";
  const given = ownKeys.filter((key) => entryAt(root, key) !== undefined);
  return given.length >= 3 && isName("opt") && (isName("sched") || !given.includes("sched"));
}

/** What train.py makes of its options. */
export function readTimm(root: MappingNode, range: SourceRange, loading: Loading): SourceReading {
  const named = entryAt(root, "opt");
  const name = String(named === undefined ? usual.optimizer : scalarAt(named)).toLowerCase();
  const known = Object.hasOwn(timmOptimizers, name) ? timmOptimizers[name] : undefined;
  const entry = findOptimizer(`torch.optim.${known?.title}`);
  if (entry === undefined || known === undefined) {
    const message = `timm's optimizer ${name} cannot be simulated yet; those of torch can be: ${Object.keys(timmOptimizers).join(", ")}.`;
    return {
      configurations: [],
      issues: [{ severity: "information", message, range: named === undefined ? range : placeOf(named) }],
    };
  }
  const keys = { momentum: "momentum", eps: "opt_eps", betas: "opt_betas" };
  const params = givenParams(root, {
    lr: "lr",
    weight_decay: "weight_decay",
    ...Object.fromEntries(known.takes.map((argument) => [argument, keys[argument]])),
  });
  const presets = {
    weight_decay: usual.weightDecay,
    ...(known.takes.includes("momentum") ? { momentum: usual.momentum } : {}),
    ...known.presets,
  };
  const hasRate = params.has("lr");
  const bound = bindParams(entry, params, range, loading, {
    known: { ...presetValues(params, presets), ...(hasRate ? {} : { lr: null }) },
  });
  const mode = scalarAt(entryAt(root, "clip_mode"));
  const configuration = assembled({
    entry,
    range,
    bound: { ...bound, issues: [...bound.issues, ...(hasRate ? [] : [rateIssue(root, range)]), ...decayIssues(root)] },
    schedule: readSchedule(root, range, loading),
    companions: companionsOf(
      companionNumber(mode === "agc" ? null : root, "clip_grad", NOT_NEGATIVE, loading),
      companionNumber(root, "grad_accum_steps", COUNT, loading),
      { kind: mode === "value" ? "value" : "norm" },
    ),
  });
  return { configurations: [configuration], issues: [] };
}

/** Options that are not null, which is the same as not given. */
function givenParams(root: MappingNode, keys: Readonly<Record<string, string>>): Map<string, MappingEntry> {
  return new Map([...renamedParams(root, keys)].filter(([, entry]) => scalarAt(entry) !== null));
}

function rateIssue(root: MappingNode, range: SourceRange): SourceIssue {
  const base = entryAt(root, "lr_base");
  const message =
    "timm works the learning rate out of lr_base and the batches of all processes, whose number only the run knows.";
  return { severity: "information", message, range: base === undefined ? range : placeOf(base) };
}

function decayIssues(root: MappingNode): readonly SourceIssue[] {
  const decay = entryAt(root, "weight_decay");
  if (decay === undefined || scalarAt(decay) === 0) return [];
  const message = "timm leaves biases and norms without weight decay; a simulation gives it to all parameters.";
  return [{ severity: "information", message, range: placeOf(decay) }];
}

function readSchedule(root: MappingNode, place: SourceRange, loading: Loading): ReadSchedule {
  const named = entryAt(root, "sched");
  const name = named === undefined ? usual.schedule : String(scalarAt(named));
  const range = named === undefined ? place : placeOf(named);
  if (name === "none") return noSchedule;
  const known = Object.hasOwn(schedules, name) ? schedules[name] : undefined;
  const entry = findSchedule(`timm.scheduler.${known?.path}`);
  if (entry === undefined || known === undefined)
    return unreadSchedule(`timm's schedule ${name} cannot be simulated yet.`, range);
  const params = givenParams(root, known.keys);
  const handing = { known: presetValues(params, known.presets) };
  const read = readNamedSchedule({ entry, range, nameRange: range, params }, loading, handing);
  const message =
    "timm counts this schedule in epochs, whose updates only the run knows; a simulation steps it with every update.";
  const noise = entryAt(root, "lr_noise");
  const isNoisy = noise !== undefined && scalarAt(noise) !== null;
  const noisy = "timm adds noise to the learning rate; a simulation does not.";
  return {
    ...read,
    issues: [
      ...read.issues,
      { severity: "information", message, range },
      ...(isNoisy ? [{ severity: "information" as const, message: noisy, range: placeOf(noise) }] : []),
    ],
  };
}
