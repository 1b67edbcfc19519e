import type { SyntaxNode } from "@lezer/common";
import { followImport, type Imported, type ImportedDefinition } from "./modules/followImport";
import { isInstalled } from "./modules/isInstalled";
import type { PythonSource } from "./pythonSource";
import { type Binding, bindingScope, nameIn, type Scope, visibleStars } from "./scopes";

/** More renamings than this in a row are a circle. */
const MAXIMUM_DEPTH = 20;

/**
 * The full names that an expression such as `optim.AdamW` may have, by the imports of the file and of those of the workspace that it
 * imports from: `torch.optim.AdamW`. Several where a name is imported in several ways.
 *
 * @returns null where it is not known to be an import: a class or variable of the workspace, an attribute of an object
 */
export function resolvePaths(
  node: SyntaxNode,
  scope: Scope,
  source: PythonSource,
  depth = 0,
): readonly string[] | null {
  return fullNames(importedPaths(node, scope, source, depth) ?? [], source, depth);
}

/** The same of an expression that is given as its text, `optim.AdamW`: of names and attributes alone, without spaces. */
export function resolvePathText(text: string, scope: Scope, source: PythonSource): readonly string[] | null {
  const [name, ...attributes] = text.split(".");
  const objects = resolveName(name, scope, source, 0) ?? [];
  const paths = objects.map((object) => attributes.reduce(nameIn, object));
  return fullNames(paths, source, 0);
}

/** The same of what is imported by these names, relative ones with their points. */
export function fullNames(imports: readonly string[], source: PythonSource, depth = 0): readonly string[] | null {
  const found = new Set<string>();
  for (const path of imports) {
    for (const imported of followImport(path, source)) {
      if (imported.kind === "absent") continue;
      const paths = imported.kind === "outside" ? [imported.path] : pathsOfDefinition(imported, depth);
      if (paths === null) return null;
      for (const outside of paths) found.add(outside);
    }
  }
  return found.size === 0 ? null : [...found];
}

/** Where another file of the workspace assigns or defines what an expression such as `config.LR` stands for, if that is certain. */
export function importedDefinition(node: SyntaxNode, scope: Scope, source: PythonSource): ImportedDefinition | null {
  const paths = importedPaths(node, scope, source, 0) ?? [];
  const found = paths.flatMap((path) => followImport(path, source));
  const [only, ...others] = found.filter((imported) => !isElsewhere(imported, paths.length > 1));
  return others.length === 0 && only?.kind === "definition" ? only : null;
}

/** Whether a name of the workspace is not this one: of several modules of which everything is imported, an installed package does not have it. */
function isElsewhere(imported: Imported, isOneOfSeveral: boolean): boolean {
  if (imported.kind === "absent") return true;
  return isOneOfSeveral && imported.kind === "outside" && isInstalled(imported.path);
}

function pathsOfDefinition(
  imported: { readonly kind: "unknown" } | ({ readonly kind: "definition" } & ImportedDefinition),
  depth: number,
): readonly string[] | null {
  if (imported.kind === "unknown") return null;
  const { value, home, source, attributes } = imported;
  const paths = value && resolvePaths(value, home, source, depth + 1);
  return paths?.map((path) => [path, ...attributes].join(".")) ?? null;
}

/** The full names by the imports of the file alone, relative ones with their points. */
export function importedPaths(
  node: SyntaxNode,
  scope: Scope,
  source: PythonSource,
  depth = 0,
): readonly string[] | null {
  if (depth > MAXIMUM_DEPTH) return null;
  if (node.name === "VariableName") return resolveName(source.textOf(node), scope, source, depth);
  if (node.name !== "MemberExpression" || node.firstChild === null) return null;
  const property = node.lastChild;
  if (property?.name !== "PropertyName") return null;
  const objects = importedPaths(node.firstChild, scope, source, depth + 1);
  return objects?.map((path) => nameIn(path, source.textOf(property))) ?? null;
}

function resolveName(name: string, scope: Scope, source: PythonSource, depth: number): readonly string[] | null {
  const home = bindingScope(scope, name);
  if (home === null) {
    const stars = visibleStars(scope);
    return stars.length === 0 ? null : stars.map((module) => nameIn(module, name));
  }
  const paths = new Set<string>();
  for (const binding of home.bindings.get(name) ?? []) {
    if (isFallback(binding)) continue;
    if (binding.kind === "import") paths.add(binding.path);
    else if (binding.kind !== "assignment") return null;
    else {
      const assigned = importedPaths(binding.value, home, source, depth + 1);
      if (assigned === null) return null;
      for (const path of assigned) paths.add(path);
    }
  }
  return paths.size === 0 ? null : [...paths];
}

/** `torch = None`, for where an import fails. */
function isFallback(binding: Binding): boolean {
  return binding.kind === "assignment" && binding.value.name === "None";
}
