import type { SourceFiles } from "../sourceFiles";
import type { MappingNode } from "../yaml/configurationNode";
import { entryAt, scalarAt } from "../yaml/mapping";
import { merged, readOtherFile, relativePath } from "./otherFiles";

/** Files in a chain, each built on the next. */
const MOST_BASES = 16;

/** The file that all of MaxText's are built on; its values are known. */
const ROOT_FILE = /(?:^|\/)base\.ya?ml$/;

/** A file as MaxText has it after those that `base_config` names, one below the other. */
export interface WholeFile {
  readonly root: MappingNode;
  /** Whether nothing is missing but what MaxText's own base.yml would say. */
  readonly isWhole: boolean;
}

/**
 * A file over those that it is built on: each is looked for beside the file that names it, and then in MaxText's folder of configurations. A file without any is
 * whole where it has a learning rate; others, such as those of models, are laid over one that the training is started with.
 */
export async function withMaxtextBases(root: MappingNode, path: string, files: SourceFiles): Promise<WholeFile> {
  const seen = new Set([path]);
  let whole = root;
  let [named, place] = [baseOf(root), path];
  if (named === null) return { root, isWhole: entryAt(root, "learning_rate") !== undefined };
  while (named !== null) {
    const base: BaseFile | null = seen.size > MOST_BASES ? null : await readBase(place, named, files);
    if (base === null || seen.has(base.path)) return { root: whole, isWhole: base === null && ROOT_FILE.test(named) };
    seen.add(base.path);
    whole = merged(base.root, whole);
    [named, place] = [baseOf(base.root), base.path];
  }
  return { root: whole, isWhole: true };
}

interface BaseFile {
  readonly root: MappingNode;
  readonly path: string;
}

async function readBase(path: string, name: string, files: SourceFiles): Promise<BaseFile | null> {
  const folder = /^(?:.*\/)?configs\//.exec(path)?.[0];
  const places = [relativePath(path, name), folder === undefined ? null : relativePath(folder, name)];
  for (const place of new Set(places)) {
    const root = place === null ? null : await readOtherFile(place, files);
    if (root !== null && place !== null) return { root, path: place };
  }
  return null;
}

function baseOf(root: MappingNode): string | null {
  const base = scalarAt(entryAt(root, "base_config"));
  return typeof base === "string" && base !== "" ? base : null;
}
