import type { SourceFiles } from "../sourceFiles";
import type { ConfigurationNode, MappingEntry, MappingNode } from "../yaml/configurationNode";
import { entryAt } from "../yaml/mapping";
import { parseForeignYaml } from "../yaml/parseYaml";

/** A file of YAML beside the one that is read, with its path on its values; null where it cannot be read, or is no mapping. */
export async function readOtherFile(path: string, files: SourceFiles): Promise<MappingNode | null> {
  const text = await files.read(path);
  const root = text === null ? null : parseForeignYaml(text, path).root;
  return root?.kind === "mapping" ? root : null;
}

/** The path of a file that another names relative to its own folder, with `..` worked out; null for one outside of all folders, or elsewhere. */
export function relativePath(path: string, name: string): string | null {
  if (/^[~/\\]|:\/\//.test(name)) return null;
  const parts = path.split("/").slice(0, -1);
  for (const part of name.split("/")) {
    if (part === "..") {
      if (parts.length === 0) return null;
      parts.pop();
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

/** A mapping with what another one, that goes before it, has besides; mappings under the same key are merged in turn. */
export function merged(base: MappingNode, own: MappingNode): MappingNode {
  const entries = own.entries.map((entry): MappingEntry => {
    const below = entryAt(base, entry.key)?.value;
    const isMerged = below?.kind === "mapping" && entry.value.kind === "mapping";
    return isMerged ? { ...entry, value: merged(below, entry.value) } : entry;
  });
  const others = base.entries.filter(({ key }) => entryAt(own, key) === undefined);
  return { ...own, entries: [...entries, ...others] };
}

/** Whether a node stands in the file that is read, and not in another. */
export function isOwn(node: ConfigurationNode): boolean {
  return node.file === undefined;
}
