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
import { plainValues } from "./configurationValues";
import { shortNumber } from "./shortNumber";

/** A hyperparameter in short: `lr` `3e-4 → cosine`. */
export interface GistEntry {
  readonly label: string;
  readonly value: string;
}

/** The optimizer as people call it: `AdamW`. */
export function configurationTitle(configuration: OptimizerConfiguration): string {
  const { optimizer, transformations } = configuration;
  return findOptimizer(optimizer)?.title ?? (transformations === undefined ? "Own rule" : "Chain");
}

/**
 * The hyperparameters in short, the learning rate first: `lr` `3e-4 → cosine`, `β` `0.9, 0.999`. What is left at a default
 * without effect is not said; what cannot be read is `?`.
 */
export function configurationGist(configuration: OptimizerConfiguration): readonly GistEntry[] {
  const entry = findOptimizer(configuration.optimizer);
  const gist = ownGist(configuration);
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
    const value =
      name === rate ? startingRate(configuration, rate) : (hyperparameters[name] ?? { value: defaults[name] }).value;
    // A mask that is true of all tensors does nothing.
    if (kind === "mask" && value === true && !unresolved.includes(name)) continue;
    const shown = unresolved.includes(name) ? "?" : shortValue(value);
    if (name === rate) gist.push({ label: symbol, value: withSchedule(shown, configuration) });
    else if (shown === "?" || value || value !== defaults[name]) gist.push({ label: symbol, value: shown });
  }
  return gist;
}

function ownRuleGist({ hyperparameters, ...configuration }: OptimizerConfiguration): GistEntry[] {
  const { learningRate, ...others } = hyperparameters;
  const gist: GistEntry[] = [];
  gist.push({
    label: "lr",
    value: withSchedule(shortValue(learningRate?.value), { ...configuration, hyperparameters }),
  });
  for (const [label, { value }] of Object.entries<ReadValue>(others)) {
    gist.push({ label, value: shortValue(value) });
  }
  return gist;
}

/** The learning rate, what the updates pass through, and how many gradients make one. */
function chainGist(
  configuration: OptimizerConfiguration,
  transformations: readonly TransformationConfiguration[],
): GistEntry[] {
  const { schedule, hyperparameters } = configuration;
  const rate =
    schedule === null ? chainStartingRate(chainRate(transformations)).value : startingRate(configuration, "");
  const { every_k_schedule: gradients, max_consecutive_errors: errors } = hyperparameters;
  return [
    { label: "lr", value: withSchedule(shortValue(rate), configuration) },
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

function withSchedule(rate: string, { schedule, unresolved }: OptimizerConfiguration): string {
  if (schedule === null) return unresolved.includes("schedule") ? `${rate} → ?` : rate;
  const every = schedule.interval === undefined ? "" : ` every ${schedule.interval} updates`;
  return `${rate} → ${scheduleInShort(schedule)}${every}`;
}

/** `cosine`; of a schedule that is made of others, `linear then cosine`. */
function scheduleInShort({ name, hyperparameters, schedules = [] }: ScheduleConfiguration): string {
  const composition = findComposition(name);
  if (composition !== undefined) return schedules.map(scheduleInShort).join(` ${composition.shortTitle} `) || "?";
  const entry = findSchedule(name);
  return entry?.describe?.(plainValues(hyperparameters)) ?? entry?.shortTitle ?? "own rule";
}

/** The learning rate that the run starts from: the schedule's, where it brings one. */
function startingRate({ schedule, hyperparameters }: OptimizerConfiguration, rate: string): SourceValue | undefined {
  const entry = schedule === null ? undefined : findSchedule(schedule.name);
  if (schedule !== null && entry?.startingRate !== undefined) {
    const given = Object.entries(schedule.hyperparameters).map(([name, { value }]) => [name, value] as const);
    return entry.startingRate({ ...defaultArguments(entry), ...Object.fromEntries(given) });
  }
  const brought = entry?.learningRate;
  const value = brought === undefined ? undefined : schedule?.hyperparameters[brought]?.value;
  return (Array.isArray(value) ? value[0] : value) ?? hyperparameters[rate]?.value;
}

function shortValue(value: SourceValue | undefined): string {
  if (value === undefined) return "?";
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "number") return shortNumber(value);
  return typeof value === "string" ? value : value.map(shortValue).join(", ");
}
