import type { SourceFiles } from "../sourceFiles";
import type { ConfigurationNode, MappingEntry, MappingNode } from "../yaml/configurationNode";
import { entryAt, scalarAt } from "../yaml/mapping";
import { merged, readOtherFile, relativePath } from "./otherFiles";

/** Files that a list of defaults may name; more are not read. */
const MOST_FILES = 32;

/** Folders above that of the file in which the root of all groups is looked for. */
const MOST_FOLDERS = 3;

/** A choice of Hydra's list of defaults: `- optimizer: adam`. */
interface Choice {
  /** `optimizer`, `model/optimizer`; empty for a file beside. */
  readonly group: string;
  readonly option: string;
  /** Whether the group is sought from the root of the configuration, wherever the file is. */
  readonly isAbsolute: boolean;
  /** The keys under which the file's values come to stand. */
  readonly keys: readonly string[];
  readonly entry: MappingEntry;
}

/**
 * A configuration of Hydra with what its list of defaults brings in for optimizers and schedules, which comes to stand where the list names it. What
 * cannot be read is left out.
 */
export async function withDefaults(root: MappingNode, path: string, files: SourceFiles): Promise<MappingNode> {
  const list = entryAt(root, "defaults")?.value;
  if (list?.kind !== "list") return root;
  const choices = list.items.flatMap(choicesOf).filter(({ keys }) => /optim|sched/i.test(keys.at(-1) ?? ""));
  let below: MappingNode = { kind: "mapping", entries: [], range: root.range };
  for (const choice of choices.slice(0, MOST_FILES)) {
    const read = await readChoice(choice, path, files);
    if (read !== null) below = merged(below, placed(read, choice));
  }
  return merged(below, root);
}

function choicesOf(item: ConfigurationNode): readonly Choice[] {
  if (item.kind !== "mapping") return [];
  return item.entries.flatMap((entry): readonly Choice[] => {
    const option = scalarAt(entry);
    if (typeof option !== "string") return [];
    const named = entry.key.replace(/^(?:(?:override|optional)\s+)+/, "");
    const [path, place] = named.split("@");
    const group = path.replace(/^\//, "");
    if (group === "" || place?.startsWith("_")) return [];
    const keys = place === undefined ? group.split("/") : place.split(".");
    return [{ group, option, isAbsolute: path.startsWith("/"), keys, entry }];
  });
}

async function readChoice(
  { group, option, isAbsolute }: Choice,
  path: string,
  files: SourceFiles,
): Promise<MappingNode | null> {
  const name = `${group}/${option.replace(/\.ya?ml$/, "")}`;
  for (let above = 0; above <= (isAbsolute ? MOST_FOLDERS : 0); above++) {
    for (const extension of [".yaml", ".yml"]) {
      const other = relativePath(path, `${"../".repeat(above)}${name}${extension}`);
      const read = other === null ? null : await readOtherFile(other, files);
      if (read !== null) return read;
    }
  }
  return null;
}

/** The values under their keys, in the place of the choice. */
function placed(values: MappingNode, { keys, entry }: Choice): MappingNode {
  const { file: _, ...own } = values;
  return keys.reduceRight<MappingNode>(
    (value, key) => ({
      kind: "mapping",
      entries: [{ key, keyRange: entry.keyRange, value, range: entry.range }],
      range: entry.range,
    }),
    { ...own, range: entry.range },
  );
}
