import { shortNumber } from "../core/shortNumber";
import { type CatalogueEntry, defaultArguments } from "./catalogue/catalogue";
import { findComposition, findOptimizer, findSchedule } from "./catalogue/findEntry";
import { chainRate, chainStartingRate } from "./chainSpecification";
import type {
  OptimizerConfiguration,
  ReadValue,
  ScheduleConfiguration,
  SourceValue,
  TransformationConfiguration,
} from "./configuration";
import { argumentValues, plainValues } from "./configurationValues";
import { OWN_RULE, rateOfOwnRule } from "./ownRule";

/** A hyperparameter in short: `lr` `3e-4 → cosine`. */
export interface GistEntry {
  readonly label: string;
  readonly value: string;
  /** The value as it was read, with where it came from; absent where it is made of several, or of none. */
  readonly read?: ReadValue;
}

/** Values of groups that are shown. */
const MOST_GROUPS = 3;

/** The optimizer as people call it: `AdamW`. */
export function configurationTitle(configuration: OptimizerConfiguration): string {
  const { optimizer, transformations, handWritten } = configuration;
  if (handWritten !== undefined) return `Hand-written ${handWritten.form ?? "rule"}`;
  return findOptimizer(optimizer)?.title ?? (transformations === undefined ? "Own rule" : "Chain");
}

/** A schedule as its framework calls it: `CosineAnnealingLR`. */
export function scheduleTitle({ name }: ScheduleConfiguration): string {
  return (findSchedule(name) ?? findComposition(name))?.title ?? "Own schedule";
}

/**
 * The hyperparameters in short, the learning rate first: `lr` `3e-4 → cosine`, `β` `0.9, 0.999`. What is left at a default
 * without effect is not said; what cannot be read is `?`. What the user has said comes last.
 */
export function configurationGist(configuration: OptimizerConfiguration): readonly GistEntry[] {
  return [...ownGist(configuration), ...surroundingGist(configuration)];
}

/** What is done around the optimizer, in short: `clip` `norm 1`, `accumulate` `4`. */
export function surroundingGist(configuration: OptimizerConfiguration): readonly GistEntry[] {
  const entry = findOptimizer(configuration.optimizer);
  const gist: GistEntry[] = [];
  const { clipping, lossScaling, accumulation, groups } = configuration;
  if (clipping !== null && entry?.clipping === undefined) {
    const { kind, order, limit } = clipping;
    const clipped = order === undefined ? kind : `${order === "infinity" ? "∞" : order}-${kind}`;
    gist.push({ label: "clip", value: `${clipped} ${shortNumber(limit)}` });
  }
  if (lossScaling !== undefined) {
    const isUnread = configuration.unresolved.includes("initial_scale");
    gist.push({ label: "loss scale", value: isUnread ? "?" : shortNumber(lossScaling.initialScale) });
  }
  if (accumulation !== undefined) gist.push({ label: "accumulate", value: String(accumulation) });
  if (groups.length > 1) gist.push({ label: "groups", value: String(groups.length) });
  for (const { expression, answer } of configuration.unknowns ?? []) {
    if (answer !== undefined) gist.push({ label: expression, value: `${answer} (your answer)` });
  }
  return gist;
}

function ownGist(configuration: OptimizerConfiguration): GistEntry[] {
  if (configuration.transformations !== undefined) return chainGist(configuration, configuration.transformations);
  const entry = findOptimizer(configuration.optimizer);
  return entry === undefined ? ownRuleGist(configuration) : catalogueGist(configuration, entry, entry.learningRate);
}

function catalogueGist(configuration: OptimizerConfiguration, entry: CatalogueEntry, rate: string): GistEntry[] {
  const defaults = defaultArguments(entry);
  const { hyperparameters, unresolved } = configuration;
  const gist: GistEntry[] = [];
  for (const { name, kind, symbol } of entry.arguments) {
    if (symbol === undefined) continue;
    const read = name === rate ? startingRate(configuration, rate) : hyperparameters[name];
    const value = read === undefined ? (name === rate ? undefined : defaults[name]) : read.value;
    // A mask that is true of all tensors does nothing.
    if (kind === "mask" && value === true && !unresolved.includes(name)) continue;
    const isDefault = read === undefined || (read.range === null && read.origin === undefined);
    const ofGroups = isDefault ? ownOfGroups(configuration, name) : null;
    const shown = ofGroups?.value ?? (unresolved.includes(name) ? "?" : shortValue(value));
    const from = ofGroups === null ? read : ofGroups.read;
    const origin = from === undefined || shown === "?" ? {} : { read: from };
    const isScheduled = configuration.schedule?.name === OWN_RULE && value === undefined && !unresolved.includes(name);
    if (name === rate) {
      gist.push({ label: symbol, value: withSchedule(isScheduled ? null : shown, configuration), ...origin });
    } else if (shown === "?" || value || value !== defaults[name])
      gist.push({ label: symbol, value: shown, ...origin });
  }
  return gist;
}

/** `1e-5 | 1e-4`, where every parameter group has a value of its own; null elsewhere. */
function ownOfGroups({ groups, unresolved }: OptimizerConfiguration, name: string): Omit<GistEntry, "label"> | null {
  const own = groups.map(({ hyperparameters: { [name]: read } }, index): Omit<GistEntry, "label"> | null => {
    if (read !== undefined) return { value: shortValue(read.value), read };
    return unresolved.includes(`groups[${index}].${name}`) ? { value: "?" } : null;
  });
  const [first] = own;
  if (first === undefined || first === null || own.includes(null)) return null;
  const values = [...new Set(own.map((each) => each?.value))];
  if (values.length === 1) return first;
  return { value: `${values.slice(0, MOST_GROUPS).join(" | ")}${values.length > MOST_GROUPS ? " …" : ""}` };
}

function ownRuleGist({ hyperparameters, ...configuration }: OptimizerConfiguration): GistEntry[] {
  const { [rateOfOwnRule(configuration)]: learningRate, ...others } = hyperparameters;
  const gist: GistEntry[] = [];
  gist.push({
    label: "lr",
    value: withSchedule(shortValue(learningRate?.value), { ...configuration, hyperparameters }),
    ...(learningRate === undefined ? {} : { read: learningRate }),
  });
  for (const [label, read] of Object.entries<ReadValue>(others)) {
    gist.push({ label, value: shortValue(read.value), read });
  }
  return gist;
}

/** The learning rate, what the updates pass through, and how many gradients make one. */
function chainGist(
  configuration: OptimizerConfiguration,
  transformations: readonly TransformationConfiguration[],
): GistEntry[] {
  const { schedule, hyperparameters } = configuration;
  const rate = schedule === null ? chainStartingRate(chainRate(transformations)) : startingRate(configuration, "");
  const { every_k_schedule: gradients, max_consecutive_errors: errors } = hyperparameters;
  return [
    {
      label: "lr",
      value: withSchedule(shortValue(rate?.value), configuration),
      ...(rate === undefined ? {} : { read: rate }),
    },
    { label: "chain", value: transformations.map(transformationInShort).join(", ") },
    ...(gradients === undefined ? [] : [{ label: "gradients", value: shortValue(gradients.value) }]),
    ...(errors === undefined ? [] : [{ label: "max errors", value: shortValue(errors.value) }]),
  ];
}

/** `lookahead(adam)`. */
function transformationInShort({ name, inner }: TransformationConfiguration): string {
  const title = name.slice(name.lastIndexOf(".") + 1);
  return inner.length === 0 ? title : `${title}(${inner.map(transformationInShort).join(", ")})`;
}

/** @param rate null where the schedule alone makes it */
function withSchedule(rate: string | null, { schedule, unresolved }: OptimizerConfiguration): string {
  if (schedule === null) return unresolved.includes("schedule") ? `${rate ?? "?"} → ?` : (rate ?? "?");
  const every = schedule.interval === undefined ? "" : ` every ${schedule.interval} updates`;
  return `${rate === null ? "" : `${rate} → `}${scheduleInShort(schedule)}${every}`;
}

/** `cosine`; of a schedule that is made of others, `linear then cosine`. */
function scheduleInShort({ name, hyperparameters, schedules = [] }: ScheduleConfiguration): string {
  const composition = findComposition(name);
  if (composition !== undefined) return schedules.map(scheduleInShort).join(` ${composition.shortTitle} `) || "?";
  const entry = findSchedule(name);
  return entry?.describe?.(plainValues(hyperparameters)) ?? entry?.shortTitle ?? "own rule";
}

/** The learning rate that the run starts from: the schedule's, where it brings one. */
function startingRate({ schedule, hyperparameters }: OptimizerConfiguration, rate: string): ReadValue | undefined {
  const entry = schedule === null ? undefined : findSchedule(schedule.name);
  if (schedule !== null && entry?.startingRate !== undefined) {
    const value = entry.startingRate(argumentValues(entry, schedule.hyperparameters));
    return value === undefined ? undefined : { value, range: schedule.range, origin: `of ${entry.title}` };
  }
  const brought = entry?.learningRate === undefined ? undefined : schedule?.hyperparameters[entry.learningRate];
  if (brought === undefined) return hyperparameters[rate];
  const [first] = [brought.value].flat();
  return first === undefined || first === null ? hyperparameters[rate] : { ...brought, value: first };
}

function shortValue(value: SourceValue | undefined): string {
  if (value === undefined) return "?";
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "number") return shortNumber(value);
  return typeof value === "string" ? value : value.map(shortValue).join(", ");
}
