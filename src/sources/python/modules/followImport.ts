import type { SyntaxNode } from "@lezer/common";
import type { PythonSource } from "../pythonSource";
import { type Binding, nameIn, type Scope } from "../scopes";
import { pointsOf } from "./modulePaths";
import type { PythonModule } from "./pythonModules";

/** What an imported name stands for. */
export type Imported =
  /** Something of a package that is not of the workspace, by its full name. */
  | { readonly kind: "outside"; readonly path: string }
  | ({ readonly kind: "definition" } & ImportedDefinition)
  /** The module is of the workspace, and does not tell what it has by this name. */
  | { readonly kind: "unknown" }
  /** The module is of the workspace, and has no such name. */
  | { readonly kind: "absent" };

/** Where another file of the workspace assigns or defines a name. */
export interface ImportedDefinition {
  readonly name: string;
  /** What it is when all of the module has run; null where that takes more than the last assignment to tell. */
  readonly value: SyntaxNode | null;
  readonly home: Scope;
  readonly source: PythonSource;
  /** What is then taken of it, in order: `lr` of `cfg` in `config.cfg.lr`. */
  readonly attributes: readonly string[];
}

/**
 * Follows an import through the files of the workspace: to where a name is assigned or defined, or to where they have it from. Several
 * where a name is imported in several ways.
 *
 * @param path the full name by the imports of the file, relative ones with their points: `.config.LR`
 */
export function followImport(path: string, source: PythonSource): readonly Imported[] {
  const known = followed.get(source) ?? new Map<string, readonly Imported[]>();
  followed.set(source, known);
  const found = known.get(path) ?? follow(path, source, new Set());
  known.set(path, found);
  return found;
}

/** What has been found for the names of a file: most are asked for again and again, and a file's modules stay the same. */
const followed = new WeakMap<PythonSource, Map<string, readonly Imported[]>>();

/** Imports that lead to others further are not followed; it bounds the recursion where names grow on their way round. */
const MAXIMUM_STEPS = 100;

const absent: readonly Imported[] = [{ kind: "absent" }];

/** @param steps what has been followed, file by file: what comes round again is a circle, or known */
function follow(path: string, source: PythonSource, steps: Set<string>): readonly Imported[] {
  const step = `${source.file}:${path}`;
  if (steps.has(step)) return absent;
  if (steps.size > MAXIMUM_STEPS) return [{ kind: "unknown" }];
  steps.add(step);
  const points = pointsOf(path);
  const segments = path.slice(points).split(".");
  const moduleOf = (count: number) =>
    source.modules.find(".".repeat(points) + segments.slice(0, count).join("."), source.file);
  // A relative import begins at a package; of an absolute one the first name is a module's, or a folder's.
  for (let count = points > 0 ? 0 : 1; count < segments.length; count++) {
    const module = moduleOf(count);
    if (module === null) continue;
    // What a package imports from its own submodule it has by the same name: `from .make import make`.
    const isBound = module.source !== source && module.scopes.module.bindings.has(segments[count]);
    const isSubmodule = !isBound && count + 1 < segments.length && moduleOf(count + 1) !== null;
    if (!isSubmodule) return nameOf(module, segments.slice(count), steps);
  }
  return [points > 0 ? { kind: "unknown" } : { kind: "outside", path }];
}

function nameOf(
  { scopes, source }: PythonModule,
  [name, ...attributes]: readonly string[],
  steps: Set<string>,
): readonly Imported[] {
  const home = scopes.module;
  const bindings = home.bindings.get(name);
  const onward = (path: string) => follow([path, ...attributes].join("."), source, steps);
  if (bindings === undefined) {
    const present: Imported[] = [];
    for (const { module } of home.stars) {
      for (const imported of onward(nameIn(module, name))) if (imported.kind !== "absent") present.push(imported);
    }
    return present.length > 0 ? present : absent;
  }
  const imports = bindings.flatMap((binding) => (binding.kind === "import" ? binding.path : []));
  if (imports.length === bindings.length) return imports.flatMap(onward);
  return [{ kind: "definition", name, value: lastingValue(bindings), home, source, attributes }];
}

/** What a name of a module has when all of it has run, where that is certain. */
function lastingValue(bindings: readonly Binding[]): SyntaxNode | null {
  const last = bindings[bindings.length - 1];
  if (!("value" in last) || bindings.some(({ kind }) => kind === "other")) return null;
  const statement = last.kind === "definition" ? last.value : last.value.parent;
  const isCertain = bindings.length === 1 || statement?.parent?.name === "Script";
  return isCertain ? last.value : null;
}
