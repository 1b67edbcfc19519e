import type { AnswerKind } from "../answers/unknownValue";
import type { LanguageWords } from "../arguments/languageWords";
import type { TypedValue } from "../arguments/typedValue";
import type { ReadValue } from "../configuration";
import type { MappingEntry } from "./configurationNode";

/** How the program that a file is for loads its values. */
export interface Loading {
  readonly words: LanguageWords;
  /** @param need what needs the value, where the user can be asked for one that is left open */
  load(entry: MappingEntry, need?: LoadedFor): LoadedValue | UnreadValue;
}

/** What needs a value. */
export interface LoadedFor {
  readonly argument: string;
  /** What the argument belongs to, as shown. */
  readonly of: string;
  /** Null where nobody would type it. */
  readonly kind: AnswerKind | null;
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
