import type { LanguageWords } from "../arguments/languageWords";
import type { TypedValue } from "../arguments/typedValue";
import type { ReadValue } from "../configuration";
import type { MappingEntry } from "./configurationNode";

/** How the program that a file is for loads its values. */
export interface Loading {
  readonly words: LanguageWords;
  load(entry: MappingEntry): LoadedValue | UnreadValue;
}

/** A value as the program has it, with where it was read. */
export interface LoadedValue extends Omit<ReadValue, "value"> {
  readonly value: TypedValue;
}

/** A value that the file leaves to the program, or to the run. */
export interface UnreadValue {
  /** What to say of it behind the argument's name: `is ${oc.env:LR}, …`; null where there is nothing to add. */
  readonly unread: string | null;
}
