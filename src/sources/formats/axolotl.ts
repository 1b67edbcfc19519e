import type { OptimizerConfiguration, ReadValue, SourceRange, SourceReading } from "../configuration";
import { type MappingEntry, placeOf } from "../yaml/configurationNode";
import { entryAt, scalarAt } from "../yaml/mapping";
import type { ConfigurationFormat } from "./configurationFile";
import { anchorOf, readTrainerFields, type TrainerOverrides } from "./trainer";
import { yamlLoading } from "./yamlLoading";

/** Optimizers that Axolotl makes itself (`CustomSupportedOptimizers` of axolotl/utils/schemas/enums.py). */
const ownOptimizers = new Set([
  "optimi_adamw",
  "ao_adamw_4bit",
  "ao_adamw_8bit",
  "ao_adamw_fp8",
  "adopt_adamw",
  "came_pytorch",
  "muon",
  "dion",
]);

/** Share of the updates that Axolotl warms up for where the file says nothing, and the most of them (`_configure_warmup_and_logging`). */
const USUAL_WARMUP = { share: 0.03, most: 100 };

/**
 * Axolotl: `base_model`, `micro_batch_size` and `learning_rate` at the root, from which it makes TrainingArguments (axolotl/core/builders/base.py), with a cosine
 * unless the file says otherwise.
 */
export const axolotl: ConfigurationFormat = {
  languages: ["yaml"],
  recognises({ root }) {
    return ["base_model", "micro_batch_size", "learning_rate"].every((key) => entryAt(root, key) !== undefined);
  },
  read(file) {
    const given = new Map(
      file.root.entries.filter((entry) => scalarAt(entry) !== null).map((entry) => [entry.key, entry]),
    );
    const range = anchorOf(given, ["optimizer", "learning_rate"]) ?? file.root.range;
    const optimizer = given.get("optimizer");
    if (optimizer !== undefined && ownOptimizers.has(String(scalarAt(optimizer)))) {
      const message = `Axolotl's optimizer "${scalarAt(optimizer)}" cannot be simulated yet; the nearest that can be is torch.optim.AdamW.`;
      return { configurations: [], issues: [{ severity: "information", message, range: placeOf(optimizer) }] };
    }
    const reading = readTrainerFields(
      renamed(given),
      range,
      yamlLoading(file, { convertsText: true }),
      overrides(given),
    );
    const own = ownSchedule(given);
    return own === null ? withUsualWarmup(reading, given) : withoutSchedule(reading, own);
  },
};

/** As TrainingArguments calls them. */
function renamed(given: ReadonlyMap<string, MappingEntry>): ReadonlyMap<string, MappingEntry> {
  const names: Readonly<Record<string, string>> = { optimizer: "optim", lr_scheduler: "lr_scheduler_type" };
  return new Map([...given].map(([key, entry]) => [names[key] ?? key, entry]));
}

function overrides(given: ReadonlyMap<string, MappingEntry>): TrainerOverrides {
  const schedule = given.get("lr_scheduler");
  const range = schedule === undefined ? null : placeOf(schedule);
  const type = (value: string) => ({ lr_scheduler_type: { value, range } });
  const warmup = warmupFields(given);
  // The schedule is left out afterwards.
  if (ownSchedule(given) !== null) return { fields: { ...warmup, ...type("constant") } };
  if (schedule !== undefined && scalarAt(schedule) !== "cosine") return { fields: warmup };
  const lowest = given.get("cosine_min_lr_ratio");
  const share = scalarAt(lowest);
  if (lowest === undefined || typeof share !== "number" || share === 0)
    return { fields: { ...warmup, ...type("cosine") } };
  return {
    fields: { ...warmup, ...type("cosine_with_min_lr") },
    schedule: { min_lr_rate: { value: share, range: placeOf(lowest) } },
  };
}

/** The entry that asks for a schedule of Axolotl's own (axolotl/core/trainers/mixins/scheduler.py); null where it is one of transformers. */
function ownSchedule(given: ReadonlyMap<string, MappingEntry>): MappingEntry | null {
  const schedule = given.get("lr_scheduler");
  if (schedule !== undefined && ["one_cycle", "rex"].includes(String(scalarAt(schedule)))) return schedule;
  const quadratic = given.get("lr_quadratic_warmup");
  if (quadratic !== undefined && scalarAt(quadratic) === true) return quadratic;
  return (given.has("cosine_min_lr_ratio") ? given.get("cosine_constant_lr_ratio") : undefined) ?? null;
}

/** What Axolotl makes of the warm-up: whole steps, rounded down, where it knows the number of updates, and never one alone. */
function warmupFields(given: ReadonlyMap<string, MappingEntry>): Readonly<Record<string, ReadValue>> {
  const [steps, ratio] = [given.get("warmup_steps"), given.get("warmup_ratio")];
  const count = scalarAt(steps);
  if (steps !== undefined && count) return count === 1 ? { warmup_steps: { value: 2, range: placeOf(steps) } } : {};
  const share = scalarAt(ratio) || USUAL_WARMUP.share;
  const total = scalarAt(given.get("max_steps"));
  if (typeof total !== "number" || total <= 0 || typeof share !== "number") {
    return isWarmupUsual(given) ? { warmup_ratio: { value: USUAL_WARMUP.share, range: null } } : {};
  }
  const all = Math.trunc(share * total);
  const taken = isWarmupUsual(given) ? Math.min(all, USUAL_WARMUP.most) : all;
  const range = ratio === undefined ? null : placeOf(ratio);
  return { warmup_steps: { value: taken === 1 ? 2 : taken, range }, warmup_ratio: { value: 0, range: null } };
}

function isWarmupUsual(given: ReadonlyMap<string, MappingEntry>): boolean {
  return !scalarAt(given.get("warmup_steps")) && !scalarAt(given.get("warmup_ratio"));
}

function withUsualWarmup(reading: SourceReading, given: ReadonlyMap<string, MappingEntry>): SourceReading {
  if (!isWarmupUsual(given)) return reading;
  const { share, most } = USUAL_WARMUP;
  const message = `Axolotl warms up for ${share * 100} % of the updates where the file says nothing, for ${most} at most.`;
  return changed(reading, (configuration) => withInformation(configuration, message, configuration.range));
}

function withoutSchedule(reading: SourceReading, entry: MappingEntry): SourceReading {
  const message = `The schedule that Axolotl makes with ${entry.key} cannot be simulated yet.`;
  return changed(reading, ({ unresolved, ...configuration }) =>
    withInformation(
      { ...configuration, schedule: null, unresolved: [...unresolved, "schedule"] },
      message,
      placeOf(entry),
    ),
  );
}

function changed(
  reading: SourceReading,
  change: (configuration: OptimizerConfiguration) => OptimizerConfiguration,
): SourceReading {
  return { ...reading, configurations: reading.configurations.map(change) };
}

function withInformation(
  configuration: OptimizerConfiguration,
  message: string,
  range: SourceRange,
): OptimizerConfiguration {
  return { ...configuration, issues: [...configuration.issues, { severity: "information", message, range }] };
}
