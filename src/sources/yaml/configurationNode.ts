import type { SourceRange } from "../configuration";

/** A value of a file with its place: aliases are followed, merge keys are merged in. */
export type ConfigurationNode = ScalarNode | ListNode | MappingNode;

interface AnyNode {
  readonly range: SourceRange;
  /** Path of the file that `range` is in, where it is another than the one that is read. */
  readonly file?: string;
  /** As it stands in the file, where one is written: `!new:torch.optim.Adam`. */
  readonly tag?: string;
}

export interface ScalarNode extends AnyNode {
  readonly kind: "scalar";
  readonly value: number | boolean | string | null;
  /** As it stands in the file, with quotes or block indicator. */
  readonly source: string;
  /** Offset of `source` in the file. */
  readonly offset: number;
  /** True where part of it is left to the run, and stands as it is spelled: `$LR` in a shell script. */
  readonly isOpen?: boolean;
  /** The variable of a shell script whose value it is. */
  readonly variable?: string;
}

export interface ListNode extends AnyNode {
  readonly kind: "list";
  readonly items: readonly ConfigurationNode[];
}

export interface MappingNode extends AnyNode {
  readonly kind: "mapping";
  /** In the order of the file; every key once. */
  readonly entries: readonly MappingEntry[];
}

export interface MappingEntry {
  readonly key: string;
  readonly keyRange: SourceRange;
  readonly value: ConfigurationNode;
  /** From the key to the end of the value. */
  readonly range: SourceRange;
}

const longestQuotation = 40;

/** A value as a message shows it: `-0.1`, `"fast"`, `a list`, `a mapping`. */
export function describeNode(node: ConfigurationNode): string {
  if (node.kind !== "scalar") return `a ${node.kind}`;
  if (node.source === "") return "nothing";
  const line = node.source.trim().split("\n", 1)[0].trimEnd();
  return line.length > longestQuotation ? `${line.slice(0, longestQuotation - 1)}…` : line;
}

/** Where to point at for a value: at the value, or at its key where nothing is written behind the key. */
export function placeOf(entry: MappingEntry): SourceRange {
  return entry.value.kind === "scalar" && entry.value.source === "" ? entry.keyRange : entry.value.range;
}
