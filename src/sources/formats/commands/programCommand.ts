import type { SourceRange, SourceReading } from "../../configuration";
import type { MappingEntry, MappingNode } from "../../yaml/configurationNode";
import type { Loading } from "../../yaml/loading";
import type { AskedValues } from "../askedValues";
import { yamlLoading } from "../yamlLoading";

/** A command of a script that may start a training. */
export interface ProgramCommand {
  /** Its words, the options among them. */
  readonly words: readonly string[];
  /** By their names as they are spelled, without the hyphens in front. */
  readonly options: MappingNode;
  readonly range: SourceRange;
  readonly asked: AskedValues;
}

/** A program that is configured on its command line. */
export interface CommandFormat {
  /** A cheap look at the options; of several formats the first that finds its own reads the command. */
  recognises(command: ProgramCommand): boolean;
  read(command: ProgramCommand): SourceReading;
}

/** Whether a command has a word that is this file, in whatever folder. */
export function namesFile({ words }: ProgramCommand, pattern: RegExp): boolean {
  return words.some((word) => pattern.test(word.slice(word.lastIndexOf("/") + 1)));
}

/**
 * Options of which each takes one value: what stands behind that is another argument of the program, or one that only the run knows.
 *
 * @param lists options that take all that stands behind them
 */
export function withSingleValues(options: MappingNode, lists: readonly string[] = []): MappingNode {
  const single = (entry: MappingEntry): MappingEntry => {
    const { value } = entry;
    return value.kind !== "list" || lists.includes(entry.key) ? entry : { ...entry, value: value.items[0] };
  };
  return { ...options, entries: options.entries.map(single) };
}

/**
 * How the values of options are loaded: those of variables are told apart, and those that only the run knows are left to it. The user is asked for them as they are
 * spelled: `$LR`.
 */
export function commandLoading(root: MappingNode, asked: AskedValues): Loading {
  const loading = yamlLoading(
    { root: { ...root, entries: root.entries.map(keyedBySpelling) }, language: "yaml", asked },
    { hasTuples: true, findReference: ({ isOpen, source }) => (isOpen ? { text: source, keys: null } : null) },
  );
  return {
    ...loading,
    load(entry, need) {
      const loaded = loading.load(entry, need);
      const { value } = entry;
      if ("unread" in loaded || value.kind !== "scalar" || value.isOpen || value.variable === undefined) return loaded;
      return { ...loaded, origin: `value of ${value.variable}` };
    },
  };
}

function keyedBySpelling(entry: MappingEntry): MappingEntry {
  const { value } = entry;
  return value.kind === "scalar" && value.isOpen ? { ...entry, key: value.source } : entry;
}
