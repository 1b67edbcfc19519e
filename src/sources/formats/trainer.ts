import type { CatalogueEntry } from "../catalogue/catalogue";
import { findTraining } from "../catalogue/findEntry";
import type { ReadValue, SourceRange, SourceReading } from "../configuration";
import { readTrainer } from "../training/readTrainer";
import { bindParams } from "../yaml/bindParams";
import { type MappingEntry, placeOf } from "../yaml/configurationNode";
import type { Loading } from "../yaml/loading";
import { paramsOf } from "../yaml/mapping";

/** Values that the program gives Trainer or its schedule, whatever the file says. */
export interface TrainerOverrides {
  readonly fields?: Readonly<Record<string, ReadValue | null>>;
  readonly schedule?: Readonly<Record<string, ReadValue | null>>;
}

/**
 * What transformers' Trainer makes of fields of TrainingArguments in a file. Other fields may stand between them, for other parts of the program.
 *
 * @param range of what is said to be the optimizer
 */
export function readTrainerFields(
  given: ReadonlyMap<string, MappingEntry>,
  range: SourceRange,
  loading: Loading,
  { fields = {}, schedule: known = {} }: TrainerOverrides = {},
): SourceReading {
  const entry = trainingArguments();
  const params = new Map([...given].filter(([name]) => entry.arguments.some((argument) => argument.name === name)));
  const bound = bindParams(entry, params, range, loading, { known: fields });
  return readTrainer({
    ...bound,
    entry,
    range,
    placeOf(name) {
      const param = params.get(name);
      return param === undefined ? null : placeOf(param);
    },
    bindSchedule: (schedule, worked, takesKeywords) =>
      bindParams(
        schedule,
        takesKeywords ? paramsOf(params.get("lr_scheduler_kwargs")) : new Map(),
        params.get("lr_scheduler_kwargs")?.keyRange ?? range,
        loading,
        { known: { ...worked, ...known } },
      ),
  });
}

/** Where an optimizer stands in a mapping that holds other things too: at the first of these keys that is given. */
export function anchorOf(params: ReadonlyMap<string, MappingEntry>, keys: readonly string[]): SourceRange | null {
  return keys.flatMap((key) => params.get(key) ?? [])[0]?.range ?? null;
}

function trainingArguments(): CatalogueEntry {
  const entry = findTraining("transformers.TrainingArguments");
  if (entry === undefined) throw new Error("The catalogue has no TrainingArguments.");
  return entry;
}
