import { COUNT, NOT_NEGATIVE } from "../../core/numberRange";
import { MAXIMUM_STEPS } from "../../core/simulation/validateSpecification";
import { type ArgumentValues, defaultArguments } from "../catalogue/catalogue";
import { findOptimizer, findSchedule } from "../catalogue/findEntry";
import { maxtextSteps } from "../catalogue/maxtextSchedules";
import type { ReadValue, SourceIssue, SourceRange, SourceReading, SourceValue } from "../configuration";
import { plainValues } from "../configurationValues";
import { bindParams } from "../yaml/bindParams";
import { type MappingEntry, type MappingNode, placeOf } from "../yaml/configurationNode";
import type { Loading } from "../yaml/loading";
import { entryAt, scalarAt } from "../yaml/mapping";
import { assembled, type ReadSchedule } from "./assembled";
import { companionNumber, companionsOf } from "./companions";
import { type ConfigurationFormat, nothing } from "./configurationFile";
import { withMaxtextBases } from "./maxtextBases";
import { readNamedSchedule, unreadSchedule } from "./namedSchedule";
import { isOwn } from "./otherFiles";
import { renamedParams } from "./renamedParams";
import { yamlLoading } from "./yamlLoading";

/** An optimizer by MaxText's name for it (get_optimizer of maxtext/optimizers/optimizers.py, MaxText 0.2.5). */
interface MaxtextOptimizer {
  readonly path: string;
  /** Keys of the constructor's arguments. */
  readonly keys: Readonly<Record<string, string>>;
  /** What is to say of it. */
  readonly remark?: string;
}

const adamKeys = { b1: "adam_b1", b2: "adam_b2", eps: "adam_eps", eps_root: "adam_eps_root" };
const adamwKeys = { ...adamKeys, weight_decay: "adam_weight_decay" };

const optimizers: Readonly<Record<string, MaxtextOptimizer>> = {
  adamw: { path: "optax.adamw", keys: adamwKeys },
  adam_pax: {
    path: "optax.adamw",
    keys: adamwKeys,
    remark: "adam_pax has the bias correction within its decay rates, which is AdamW's arithmetic but for rounding.",
  },
  sgd: { path: "optax.sgd", keys: {} },
  muon: {
    path: "optax.contrib.muon",
    keys: {
      beta: "muon_beta",
      weight_decay: "muon_weight_decay",
      consistent_rms: "muon_consistent_rms",
      eps: "adam_eps",
      adam_b1: "adam_b1",
      adam_b2: "adam_b2",
      adam_eps_root: "adam_eps_root",
      adam_weight_decay: "adam_weight_decay",
    },
    remark: "MaxText chooses Muon's matrices by the model; a simulation gives it all tensors with two dimensions.",
  },
};

/** What MaxText takes where no file says anything (maxtext/configs/base.yml, which its classes agree with). */
const presets: Readonly<Record<string, SourceValue>> = {
  learning_rate: 3e-5,
  adam_b1: 0.9,
  adam_b2: 0.95,
  adam_eps: 1e-8,
  adam_eps_root: 0,
  adam_weight_decay: 0.1,
  muon_beta: 0.95,
  muon_weight_decay: 0,
  muon_consistent_rms: null,
};
const usual = { optimizer: "adamw", clipping: 1 };

/** Keys that few programs but MaxText have, and that say something of the optimizer or its schedule. */
const ownKeys = [
  "opt_type",
  "warmup_steps_fraction",
  "learning_rate_schedule_steps",
  "learning_rate_final_fraction",
  "cosine_learning_rate_final_fraction",
  "gradient_clipping_threshold",
  "adam_b1",
  "adam_eps_root",
  "adam_weight_decay",
  "muon_beta",
];

/** Where the configuration is said to stand, the first that a file has. */
const anchors = ["opt_type", "learning_rate", ...ownKeys];

/** Trainers of MaxText that make a schedule of their own, by a key that only their files have. */
const otherTrainers: Readonly<Record<string, string>> = { rl: "RL", student_overrides: "distillation" };

/** MaxText: flat keys such as `opt_type`, `adam_b1` and `warmup_steps_fraction`, on top of the file that `base_config` names. */
export const maxtext: ConfigurationFormat = {
  languages: ["yaml"],
  recognises({ root }) {
    const base = scalarAt(entryAt(root, "base_config"));
    const isBased = typeof base === "string" && /\.ya?ml$/.test(base);
    const given = ownKeys.filter((key) => scalarAt(entryAt(root, key)) !== undefined);
    const hasRate = entryAt(root, "learning_rate") !== undefined;
    return isBased ? hasRate || given.length > 0 : given.length >= (hasRate ? 2 : 3);
  },
  async read(file) {
    const { root, isWhole } = await withMaxtextBases(file.root, file.path, file.files);
    const loading = yamlLoading({ ...file, root }, { convertsText: true });
    const range = anchors.flatMap((key) => entryAt(file.root, key) ?? [])[0]?.range;
    return range === undefined ? nothing : readMaxtext(root, range, isWhole, loading);
  },
};

/**
 * @param isWhole whether every file could be read that says something: only then MaxText's own values stand for what none says
 */
function readMaxtext(root: MappingNode, range: SourceRange, isWhole: boolean, loading: Loading): SourceReading {
  const named = entryAt(root, "opt_type");
  const name = named === undefined ? usual.optimizer : String(scalarAt(named));
  const known = Object.hasOwn(optimizers, name) ? optimizers[name] : undefined;
  const entry = findOptimizer(known?.path ?? "");
  if (entry === undefined || known === undefined) {
    const message = `MaxText has no optimizer ${name}; expected ${Object.keys(optimizers).join(", ")}.`;
    return { configurations: [], issues: [{ severity: "error", message, range: placeHere(named, range) }] };
  }
  const keys: Readonly<Record<string, string>> = { learning_rate: "learning_rate", ...known.keys };
  const params = givenParams(root, keys);
  const left = Object.entries(keys).filter(([argument]) => !params.has(argument));
  const filled = left.map(([argument, key]): [string, ReadValue | null] => [
    argument,
    isWhole ? { value: presets[key], range: null } : null,
  ]);
  const bound = bindParams(entry, params, range, loading, { known: Object.fromEntries(filled) });
  const { schedule, steps } = readSchedule(root, range, isWhole, loading);
  const limit = companionNumber(root, "gradient_clipping_threshold", NOT_NEGATIVE, loading);
  const issues = [...(isWhole ? [] : [baseIssue(root, range)]), ...remarks(root, known, named, range)];
  const configuration = assembled({
    entry,
    range,
    bound: { ...bound, issues: [...bound.issues, ...issues] },
    schedule,
    companions: companionsOf(
      limit.value === undefined && isWhole ? { ...limit, value: usual.clipping } : limit,
      companionNumber(root, "gradient_accumulation_steps", COUNT, loading),
      { kind: "norm", offset: 0 },
    ),
    ...(steps !== null && steps <= MAXIMUM_STEPS ? { steps } : {}),
  });
  return { configurations: [configuration], issues: [] };
}

/** Keys with a value: `None` of a file is that of Python, and means the same as nothing. */
function givenParams(root: MappingNode, keys: Readonly<Record<string, string>>): Map<string, MappingEntry> {
  const isNothing = (entry: MappingEntry) => scalarAt(entry) === null || scalarAt(entry) === "None";
  return new Map([...renamedParams(root, keys)].filter(([, entry]) => !isNothing(entry)));
}

function readSchedule(
  root: MappingNode,
  range: SourceRange,
  isWhole: boolean,
  loading: Loading,
): { readonly schedule: ReadSchedule; readonly steps: number | null } {
  const unread = (message: string, place: SourceRange) => ({ schedule: unreadSchedule(message, place), steps: null });
  const other = Object.keys(otherTrainers).find((key) => entryAt(root, key)?.value.kind === "mapping");
  if (other !== undefined) {
    const message = `MaxText's ${otherTrainers[other]} trainer has a schedule of its own, which cannot be simulated yet.`;
    return unread(message, range);
  }
  const entry = findSchedule("maxtext.utils.maxtext_utils.create_learning_rate_schedule");
  if (entry === undefined) return unread("The schedule of MaxText cannot be simulated.", range);
  const names = [...entry.arguments.map(({ name }) => name), ...Object.keys(entry.synonyms ?? {})];
  const params = renamedParams(root, Object.fromEntries(names.map((name) => [name, name])));
  const isOpen = !isWhole && entry.arguments.some(({ name }) => !params.has(name));
  if (isOpen) return { schedule: { schedule: null, unresolved: ["schedule"], issues: [] }, steps: null };
  const place = anchorOfSchedule(root)?.range ?? range;
  const schedule = readNamedSchedule({ entry, range: place, nameRange: place, params }, loading);
  if (schedule.unresolved.length > 0) return { schedule, steps: null };
  const values: ArgumentValues = {
    ...defaultArguments(entry),
    ...plainValues(schedule.schedule?.hyperparameters ?? {}),
  };
  const { steps } = maxtextSteps(values);
  return { schedule, steps: Number.isInteger(steps) && steps > 0 ? steps : null };
}

function anchorOfSchedule(root: MappingNode): MappingEntry | undefined {
  const keys = ["lr_schedule_type", "warmup_steps_fraction", "learning_rate_schedule_steps"];
  return keys.flatMap((key) => entryAt(root, key) ?? []).find(({ value }) => isOwn(value));
}

function remarks(
  root: MappingNode,
  { remark }: MaxtextOptimizer,
  named: MappingEntry | undefined,
  range: SourceRange,
): readonly SourceIssue[] {
  const say = (key: string, message: string) => {
    const entry = entryAt(root, key);
    const isSet = entry !== undefined && (entry.value.kind === "list" ? entry.value.items.length > 0 : scalarAt(entry));
    return isSet ? [{ severity: "information" as const, message, range: placeHere(entry, range) }] : [];
  };
  return [
    ...(remark === undefined
      ? []
      : [{ severity: "information" as const, message: remark, range: placeHere(named, range) }]),
    ...say("adamw_mask", "MaxText leaves the named parameters without weight decay; a simulation gives it to all."),
    ...say("trainable_parameters_mask", "MaxText trains the named parameters alone; a simulation trains all."),
    ...say(
      "skip_step_on_spikes",
      "MaxText leaves out updates where the loss or the gradient leaps; a simulation makes all of them.",
    ),
  ];
}

function baseIssue(root: MappingNode, range: SourceRange): SourceIssue {
  const base = entryAt(root, "base_config");
  const message =
    base === undefined
      ? "Values that this file does not have are those of the file that the training is started with."
      : "A file that this one is built on cannot be read, so that values in it are not known.";
  return { severity: "information", message, range: placeHere(base, range) };
}

/** A place in the file that is read. */
function placeHere(entry: MappingEntry | undefined, otherwise: SourceRange): SourceRange {
  return entry !== undefined && isOwn(entry.value) ? placeOf(entry) : otherwise;
}
