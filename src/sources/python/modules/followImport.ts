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
  return follow(path, source, new Set());
}

/** Imports that lead to others further are not followed; it bounds the recursion where names grow on their way round. */
const MAXIMUM_STEPS = 100;

/** @param followed what has been followed, file by file: what comes round again is a circle, or known */
function follow(path: string, source: PythonSource, followed: Set<string>): readonly Imported[] {
  const step = `${source.file}:${path}`;
  if (followed.has(step)) return [{ kind: "absent" }];
  if (followed.size > MAXIMUM_STEPS) return [{ kind: "unknown" }];
  followed.add(step);
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
    if (!isSubmodule) return nameOf(module, segments.slice(count), followed);
  }
  return [points > 0 ? { kind: "unknown" } : { kind: "outside", path }];
}

function nameOf(
  { scopes, source }: PythonModule,
  [name, ...attributes]: readonly string[],
  followed: Set<string>,
): readonly Imported[] {
  const home = scopes.module;
  const bindings = home.bindings.get(name);
  const onward = (path: string) => follow([path, ...attributes].join("."), source, followed);
  if (bindings === undefined) {
    const starred = home.stars.flatMap(({ module }) => onward(nameIn(module, name)));
    const present = starred.filter(({ kind }) => kind !== "absent");
    return present.length > 0 ? present : [{ kind: "absent" }];
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
