import type { Key } from "./accessPath";
import { followImport } from "./modules/followImport";
import { isInstalled } from "./modules/isInstalled";
import { originOf } from "./modules/originOf";
import { anyOf, inWords, type OriginReader, type Origins, UNKNOWN } from "./origins";
import type { PythonSource } from "./pythonSource";
import { nameIn, type Scope, visibleStars } from "./scopes";

/**
 * What another file of the workspace has by a name, or what is reached from there.
 *
 * @param path full name by the imports of the file
 * @returns null where it is none of the workspace
 */
export function workspaceOrigins(
  path: string,
  keys: readonly Key[],
  source: PythonSource,
  reader: OriginReader,
): Origins | null {
  const count = keys.findIndex((key) => typeof key === "number" || !/^[^\W\d]\w*$/.test(key));
  const names = count === -1 ? keys : keys.slice(0, count);
  const full = names.reduce<string>((module, name) => nameIn(module, String(name)), path);
  const found = followImport(full, source).filter(({ kind }) => kind !== "absent");
  if (found.every(({ kind }) => kind === "outside")) return null;
  return anyOf(
    found.map((imported) => {
      if (imported.kind !== "definition") return UNKNOWN;
      const { name, home, attributes } = imported;
      const rest = [...attributes, ...keys.slice(names.length)];
      const origins = reader.atEnd({ name, home, source: imported.source }, rest);
      return inWords(origins, originOf([name, ...rest].join("."), imported.source));
    }),
  );
}

/** The same of a name that a scope has from a module of which everything is imported. */
export function starredOrigins(
  name: string,
  keys: readonly Key[],
  scope: Scope,
  source: PythonSource,
  reader: OriginReader,
): Origins {
  const found: Origins[] = [];
  for (const module of visibleStars(scope)) {
    const path = nameIn(module, name);
    const origins = workspaceOrigins(path, keys, source, reader);
    if (origins !== null) found.push(origins);
    // Anything may come from a module that is not there to be read.
    else if (!isInstalled(path)) return UNKNOWN;
  }
  return found.length === 0 ? UNKNOWN : anyOf(found);
}
