import { javascriptWords } from "../arguments/languageWords";
import { type MappingEntry, placeOf } from "../yaml/configurationNode";
import type { Loading } from "../yaml/loading";
import { typedNode } from "./typedNode";

/** As DeepSpeed loads its files. */
export const hjsonLoading: Loading = {
  words: javascriptWords,
  load: (entry) => (isAuto(entry) ? { unread: null } : { value: typedNode(entry.value), range: placeOf(entry) }),
};

/** Whether a value is left to the program that reads the file: the Trainer of Hugging Face, or Accelerate. */
export function isAuto({ value }: MappingEntry): boolean {
  return value.kind === "scalar" && value.value === "auto";
}
