import { COUNT, NOT_NEGATIVE } from "../../core/numberRange";
import { MAXIMUM_STEPS } from "../../core/simulation/validateSpecification";
import { findOptimizer, findSchedule } from "../catalogue/findEntry";
import type { SourceIssue, SourceReading } from "../configuration";
import { bindParams } from "../yaml/bindParams";
import { type ConfigurationNode, type MappingEntry, type MappingNode, placeOf } from "../yaml/configurationNode";
import type { Loading } from "../yaml/loading";
import { entryAt, scalarAt } from "../yaml/mapping";
import { assembled, type ReadSchedule } from "./assembled";
import { companionNumber, companionsOf, noNumber } from "./companions";
import { type ConfigurationFormat, nothing } from "./configurationFile";
import { readNamedSchedule, unreadSchedule } from "./namedSchedule";
import { presetValues, renamedParams } from "./renamedParams";
import { yamlLoading } from "./yamlLoading";

/** What Levanter takes where the file says nothing (AdamConfig of levanter/optim/config.py, and TrainerConfig of levanter/trainer.py). */
const presets = { learning_rate: 6e-4, b1: 0.9, b2: 0.95, eps: 1e-8, weight_decay: 0.1 };
const usual = { clipping: 1, steps: 400_000 };

/** Fields with which the learning rate rises and falls more than once, or otherwise. */
const cycleFields = ["cycles", "cycle_length", "haps", "cooldown", "rewarmup", "warmup_ratio", "stable_lr_schedule"];

/** Levanter: `optimizer: {learning_rate: 6E-4, weight_decay: 0.1, …}` beside `trainer` and the type of a model. */
export const levanter: ConfigurationFormat = {
  languages: ["yaml"],
  recognises({ root }) {
    const optimizer = entryAt(root, "optimizer")?.value;
    const isOfModel = typeof scalarAt(entryAt(entryAt(root, "model")?.value, "type")) === "string";
    return (
      isOfModel &&
      entryAt(root, "trainer")?.value.kind === "mapping" &&
      entryAt(optimizer, "learning_rate") !== undefined
    );
  },
  read(file) {
    const optimizer = entryAt(file.root, "optimizer");
    if (optimizer?.value.kind !== "mapping") return nothing;
    const loading = yamlLoading(file, { convertsText: true });
    return readLevanter(optimizer, optimizer.value, entryAt(file.root, "trainer")?.value, loading);
  },
};

function readLevanter(
  optimizer: MappingEntry,
  fields: MappingNode,
  trainer: ConfigurationNode | undefined,
  loading: Loading,
): SourceReading {
  const type = entryAt(fields, "type");
  const entry = findOptimizer("optax.adamw");
  if (entry === undefined || (type !== undefined && scalarAt(type) !== "adam")) {
    const message = `Levanter's optimizer ${String(scalarAt(type))} cannot be simulated; the nearest that can be is adam.`;
    const range = type === undefined ? optimizer.keyRange : placeOf(type);
    return { configurations: [], issues: [{ severity: "information", message, range }] };
  }
  const params = renamedParams(fields, {
    learning_rate: "learning_rate",
    b1: "beta1",
    b2: "beta2",
    eps: "epsilon",
    weight_decay: "weight_decay",
    nesterov: "nesterov",
  });
  const bound = bindParams(entry, params, optimizer.keyRange, loading, { known: presetValues(params, presets) });
  const given = companionNumber(trainer, "num_train_steps", COUNT, loading);
  const steps = given.value === undefined ? usual.steps : given.value;
  const limit = companionNumber(fields, "max_grad_norm", NOT_NEGATIVE, loading);
  const companions = companionsOf(limit.value === undefined ? { ...limit, value: usual.clipping } : limit, noNumber, {
    kind: "norm",
    offset: 0,
  });
  const configuration = assembled({
    entry,
    range: optimizer.range,
    bound: { ...bound, issues: [...bound.issues, ...given.issues, ...decayIssues(fields)] },
    schedule: readSchedule(optimizer, fields, entryAt(trainer, "num_train_steps"), steps, loading),
    companions,
    ...(steps !== null && steps <= MAXIMUM_STEPS ? { steps } : {}),
  });
  return { configurations: [configuration], issues: [] };
}

/** @param steps of the training; null where they cannot be read */
function readSchedule(
  optimizer: MappingEntry,
  fields: MappingNode,
  given: MappingEntry | undefined,
  steps: number | null,
  loading: Loading,
): ReadSchedule {
  const style = entryAt(fields, "lr_schedule");
  const range = style?.range ?? optimizer.keyRange;
  const cyclic = cycleFields.flatMap((key) => entryAt(fields, key) ?? []).find((entry) => scalarAt(entry) !== null);
  if (cyclic !== undefined)
    return unreadSchedule(`Levanter's schedule with ${cyclic.key} cannot be simulated yet.`, placeOf(cyclic));
  const name = scalarAt(style);
  const entry = findSchedule("levanter.optim.OptimizerConfig.lr_scheduler");
  if (entry === undefined || name === "inv_sqrt" || name === "inv") {
    return unreadSchedule(`Levanter's schedule ${String(name)} cannot be simulated yet.`, range);
  }
  if (steps === null) return unreadSchedule("The schedule needs num_train_steps, which cannot be read.", range);
  const names = ["warmup", "decay", "lr_schedule", "min_lr_ratio"];
  const params = renamedParams(fields, Object.fromEntries(names.map((each) => [each, each])));
  const known = { num_train_steps: { value: steps, range: given === undefined ? null : placeOf(given) } };
  return readNamedSchedule({ entry, range, nameRange: range, params }, loading, { known });
}

function decayIssues(fields: MappingNode): readonly SourceIssue[] {
  const decay = entryAt(fields, "weight_decay");
  if (decay === undefined || scalarAt(decay) === 0) return [];
  const message =
    "Levanter leaves biases, norms and embeddings without weight decay unless told otherwise; a simulation gives it to all parameters.";
  return [{ severity: "information", message, range: placeOf(decay) }];
}
