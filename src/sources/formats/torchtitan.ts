import { COUNT, NOT_NEGATIVE } from "../../core/numberRange";
import { MAXIMUM_STEPS } from "../../core/simulation/validateSpecification";
import { findOptimizer, findSchedule } from "../catalogue/findEntry";
import type { SourceReading } from "../configuration";
import { bindParams } from "../yaml/bindParams";
import { type MappingEntry, type MappingNode, placeOf } from "../yaml/configurationNode";
import type { Loading } from "../yaml/loading";
import { entryAt, paramsOf, scalarAt } from "../yaml/mapping";
import { assembled, type ReadSchedule } from "./assembled";
import { companionNumber, companionsOf, noCompanions, noNumber } from "./companions";
import { type ConfigurationFormat, nothing } from "./configurationFile";
import { dependingOnRun, readNamedSchedule, unreadSchedule } from "./namedSchedule";
import { pairedEntry, presetValues, renamedParams } from "./renamedParams";
import { yamlLoading } from "./yamlLoading";

/** What torchtitan takes where the file says nothing (torchtitan/config/job_config.py, torchtitan 0.2.0). */
const presets = { lr: 8e-4, betas: [0.9, 0.95], eps: 1e-8, weight_decay: 0.1 };
const usual = { name: "AdamW", clipping: 1, steps: 10_000 };

/** torchtitan: the tables `[optimizer]`, `[lr_scheduler]` and `[training]` of TOML. */
export const torchtitan: ConfigurationFormat = {
  languages: ["toml"],
  recognises: ({ root }) =>
    ["optimizer", "lr_scheduler", "training"].every((key) => entryAt(root, key)?.value.kind === "mapping") &&
    (entryAt(entryAt(root, "optimizer")?.value, "lr") !== undefined ||
      entryAt(entryAt(root, "lr_scheduler")?.value, "warmup_steps") !== undefined),
  read(file) {
    const { root } = file;
    const [optimizer, scheduler, training] = ["optimizer", "lr_scheduler", "training"].map((key) => entryAt(root, key));
    if (optimizer?.value.kind !== "mapping" || scheduler === undefined || training === undefined) return nothing;
    return readTorchtitan({ optimizer, fields: optimizer.value, scheduler, training }, yamlLoading(file, {}));
  },
};

interface Tables {
  readonly optimizer: MappingEntry;
  /** Those of the optimizer. */
  readonly fields: MappingNode;
  readonly scheduler: MappingEntry;
  readonly training: MappingEntry;
}

function readTorchtitan({ optimizer, fields, scheduler, training }: Tables, loading: Loading): SourceReading {
  const named = entryAt(fields, "name");
  const name = named === undefined ? usual.name : String(scalarAt(named));
  const entry = findOptimizer(`torch.optim.${name}`);
  if (entry === undefined || (name !== "Adam" && name !== "AdamW")) {
    const message = `torchtitan has no optimizer ${name}; expected Adam or AdamW.`;
    const range = named === undefined ? optimizer.keyRange : placeOf(named);
    return { configurations: [], issues: [{ severity: "information", message, range }] };
  }
  const params = renamedParams(fields, { lr: "lr", eps: "eps", weight_decay: "weight_decay" });
  const betas = pairedEntry(fields, ["beta1", "beta2"], [0.9, 0.95]);
  if (betas !== undefined) params.set("betas", betas);
  const bound = bindParams(entry, params, optimizer.keyRange, loading, { known: presetValues(params, presets) });
  const limit = companionNumber(training.value, "max_norm", NOT_NEGATIVE, loading);
  const steps = companionNumber(training.value, "steps", COUNT, loading);
  const length = steps.value === undefined ? usual.steps : steps.value;
  const configuration = assembled({
    entry,
    range: optimizer.range,
    bound: { ...bound, issues: [...bound.issues, ...steps.issues] },
    schedule: readSchedule(scheduler, training, length, loading),
    // An update on the way back is made before gradients could be clipped.
    companions:
      scalarAt(entryAt(fields, "early_step_in_backward")) === true
        ? noCompanions
        : companionsOf(limit.value === undefined ? { ...limit, value: usual.clipping } : limit, noNumber),
    ...(length !== null && length <= MAXIMUM_STEPS ? { steps: length } : {}),
  });
  return { configurations: [configuration], issues: [] };
}

/** @param steps of the training; null where they cannot be read */
function readSchedule(
  scheduler: MappingEntry,
  training: MappingEntry,
  steps: number | null,
  loading: Loading,
): ReadSchedule {
  const entry = findSchedule("torchtitan.components.lr_scheduler.build_lr_schedulers");
  if (entry === undefined) return unreadSchedule("The schedule of torchtitan cannot be simulated.", scheduler.keyRange);
  const given = entryAt(training.value, "steps");
  const known = steps === null ? null : { value: steps, range: given === undefined ? null : placeOf(given) };
  const place = { entry, range: scheduler.range, nameRange: scheduler.keyRange, params: paramsOf(scheduler) };
  const read = readNamedSchedule(place, loading, { known: { training_steps: known } });
  return known === null ? dependingOnRun(read, "training_steps", "steps", scheduler.keyRange) : read;
}
