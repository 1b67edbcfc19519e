import type { ConfigurationNode, MappingEntry, MappingNode } from "./configurationNode";

/** What stands under a key. */
export function entryAt(node: ConfigurationNode | null | undefined, key: string): MappingEntry | undefined {
  return node?.kind === "mapping" ? node.entries.find((entry) => entry.key === key) : undefined;
}

/** The entries of a mapping by their keys; none of what is no mapping. */
export function paramsOf(entry: MappingEntry | undefined): ReadonlyMap<string, MappingEntry> {
  return new Map(entry?.value.kind === "mapping" ? entry.value.entries.map((each) => [each.key, each]) : []);
}

/** The value of an entry that is neither a list nor a mapping. */
export function scalarAt(entry: MappingEntry | undefined): number | boolean | string | null | undefined {
  return entry?.value.kind === "scalar" ? entry.value.value : undefined;
}

/** A mapping whose keys have underscores for hyphens, as the programs that take both have them. */
export function withUnderscores(node: MappingNode): MappingNode {
  return { ...node, entries: node.entries.map((entry) => ({ ...entry, key: entry.key.replaceAll("-", "_") })) };
}
