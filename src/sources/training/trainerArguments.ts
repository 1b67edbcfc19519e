import type { CatalogueEntry, ScheduleEntry } from "../catalogue/catalogue";
import type { OptimizerConfiguration, ReadValue, SourceRange } from "../configuration";

/** Values of arguments under the framework's names, with what is not known of them. */
export type ReadArguments = Pick<OptimizerConfiguration, "hyperparameters" | "unresolved" | "issues">;

/** The arguments of transformers' TrainingArguments, in whatever language they are written. */
export interface TrainerArguments extends ReadArguments {
  /** The class that they are arguments of. */
  readonly entry: CatalogueEntry;
  /** Of all of them. */
  readonly range: SourceRange;
  /** Where the value of an argument stands; null for one that is not given. */
  placeOf(name: string): SourceRange | null;
  /**
   * What Trainer gives the function of its schedule.
   *
   * @param known arguments that Trainer works out; null for those that only the run knows
   * @param takesKeywords whether those of lr_scheduler_kwargs come with them
   */
  bindSchedule(
    schedule: ScheduleEntry,
    known: Readonly<Record<string, ReadValue | null>>,
    takesKeywords: boolean,
  ): ReadArguments;
}
