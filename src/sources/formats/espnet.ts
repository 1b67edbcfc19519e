import { COUNT, POSITIVE } from "../../core/numberRange";
import { findOptimizer, findSchedule } from "../catalogue/findEntry";
import type { ReadValue } from "../configuration";
import { bindParams } from "../yaml/bindParams";
import { type MappingNode, placeOf } from "../yaml/configurationNode";
import type { Loading } from "../yaml/loading";
import { entryAt, paramsOf, scalarAt } from "../yaml/mapping";
import { assembled, noSchedule, type ReadSchedule } from "./assembled";
import { type Companions, companionNumber, companionsOf, noNumber } from "./companions";
import { type ConfigurationFormat, nothing } from "./configurationFile";
import { readNamedSchedule, unreadSchedule } from "./namedSchedule";
import { yamlLoading } from "./yamlLoading";

/** `optim_classes` of espnet2/tasks/abs_task.py, ESPnet 202511: those of torch. */
const optimizerNames: Readonly<Record<string, string>> = {
  adam: "Adam",
  adamw: "AdamW",
  sgd: "SGD",
  adadelta: "Adadelta",
  adagrad: "Adagrad",
  adamax: "Adamax",
  asgd: "ASGD",
  lbfgs: "LBFGS",
  rmsprop: "RMSprop",
  rprop: "Rprop",
  radam: "RAdam",
};

/** Its own subclass of SGD has another usual rate than torch (espnet2/optimizers/sgd.py). */
const USUAL_SGD_RATE: ReadValue = { value: 0.1, range: null };

/** `scheduler_classes`, in small letters, each with when it is stepped (espnet2/schedulers/abs_scheduler.py). */
const scheduleNames: Readonly<Record<string, readonly [name: string, stepping: "update" | "epoch"]>> = {
  reducelronplateau: ["torch.optim.lr_scheduler.ReduceLROnPlateau", "epoch"],
  steplr: ["torch.optim.lr_scheduler.StepLR", "epoch"],
  multisteplr: ["torch.optim.lr_scheduler.MultiStepLR", "epoch"],
  exponentiallr: ["torch.optim.lr_scheduler.ExponentialLR", "epoch"],
  cosineannealinglr: ["torch.optim.lr_scheduler.CosineAnnealingLR", "epoch"],
  cycliclr: ["torch.optim.lr_scheduler.CyclicLR", "update"],
  onecyclelr: ["torch.optim.lr_scheduler.OneCycleLR", "update"],
  cosineannealingwarmrestarts: ["torch.optim.lr_scheduler.CosineAnnealingWarmRestarts", "update"],
  noamlr: ["espnet2.schedulers.noam_lr.NoamLR", "update"],
  warmuplr: ["espnet2.schedulers.warmup_lr.WarmupLR", "update"],
  warmupsteplr: ["espnet2.schedulers.warmup_step_lr.WarmupStepLR", "update"],
  tristagelr: ["espnet2.schedulers.tristage_lr.TristageLR", "update"],
};

/** The norm to which ESPnet clips where a file says nothing. */
const USUAL_CLIPPING = 5;

/** ESPnet: `optim: adam` with `optim_conf: {lr: 0.001}` beside it, and `scheduler` with `scheduler_conf`. */
export const espnet: ConfigurationFormat = {
  languages: ["yaml"],
  recognises({ root }) {
    const name = scalarAt(entryAt(root, "optim"));
    return typeof name === "string" && entryAt(root, "optim_conf")?.value.kind === "mapping";
  },
  read(file) {
    const { root } = file;
    const loading = yamlLoading(file, { isPyYaml: true });
    const optim = entryAt(root, "optim");
    const conf = entryAt(root, "optim_conf");
    if (optim === undefined || conf === undefined) return nothing;
    const name = String(scalarAt(optim)).toLowerCase();
    const entry = findOptimizer(`torch.optim.${optimizerNames[name]}`);
    const range = optim.keyRange.line <= conf.keyRange.line ? optim.range : conf.range;
    if (entry === undefined) {
      // Other programs have such keys too.
      if (entryAt(conf.value, "lr") === undefined) return nothing;
      const message = `ESPnet's optimizer ${name} cannot be simulated yet; those of torch can be: ${Object.keys(optimizerNames).join(", ")}.`;
      return { configurations: [], issues: [{ severity: "information", message, range: placeOf(optim) }] };
    }
    const params = paramsOf(conf);
    const known: Readonly<Record<string, ReadValue>> =
      name === "sgd" && !params.has("lr") ? { lr: USUAL_SGD_RATE } : {};
    const bound = bindParams(entry, params, conf.keyRange, loading, { known });
    const companions = clippingOf(root, loading);
    return {
      configurations: [assembled({ entry, range, bound, companions, schedule: readSchedule(root, loading) })],
      issues: [],
    };
  },
};

function clippingOf(root: MappingNode, loading: Loading): Companions {
  const limit = companionNumber(root, "grad_clip", {}, loading);
  const accumulation = companionNumber(root, "accum_grad", COUNT, loading);
  const type = entryAt(root, "grad_clip_type");
  const isInfinite = type?.value.kind === "scalar" && /^\.?inf$/i.test(type.value.source);
  const order = isInfinite ? noNumber : companionNumber(root, "grad_clip_type", POSITIVE, loading);
  const kind = {
    kind: "norm" as const,
    ...(isInfinite ? { order: "infinity" as const } : (order.value ?? 2) === 2 ? {} : { order: Number(order.value) }),
  };
  const companions = companionsOf(
    limit.value === undefined ? { ...limit, value: USUAL_CLIPPING } : limit,
    accumulation,
    kind,
  );
  const { unresolved, issues } = companions;
  return { ...companions, unresolved: [...unresolved, ...order.unresolved], issues: [...issues, ...order.issues] };
}

function readSchedule(root: MappingNode, loading: Loading): ReadSchedule {
  const scheduler = entryAt(root, "scheduler");
  const name = scalarAt(scheduler);
  if (scheduler === undefined || typeof name !== "string" || name.toLowerCase() === "none") return noSchedule;
  const nameRange = placeOf(scheduler);
  const [known, stepping] = scheduleNames[name.toLowerCase()] ?? [];
  const entry = known === undefined ? undefined : findSchedule(known);
  if (entry === undefined) return unreadSchedule(`ESPnet's schedule ${name} cannot be simulated yet.`, nameRange);
  const params = paramsOf(entryAt(root, "scheduler_conf"));
  const read = readNamedSchedule({ entry, range: scheduler.range, nameRange, params }, loading);
  if (stepping === "update") return read;
  const message =
    "ESPnet steps this schedule once in an epoch, whose updates only the run knows; a simulation steps it with every update.";
  return { ...read, issues: [...read.issues, { severity: "information", message, range: nameRange }] };
}
