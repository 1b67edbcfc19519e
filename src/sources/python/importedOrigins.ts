import type { Key } from "./accessPath";
import { callArguments } from "./callArguments";
import { callsNamed } from "./callSites";
import { flagOrigins } from "./commandFlags";
import type { Expression } from "./expression";
import { anyOf, inWords, type OriginReader, type Origins, UNKNOWN } from "./origins";
import { resolvePaths } from "./resolvePath";
import { workspaceOrigins } from "./workspaceOrigins";

/**
 * What an imported name, or the attribute or item at the end of `keys` from there, has its value from: where the file itself fills an object of an
 * imported module, as absl's flags and the configuration of a run in wandb, and where the module is another file of the workspace.
 *
 * @param path full name that the import binds
 * @param statement the import
 */
export function importedOrigins(
  path: string,
  keys: readonly Key[],
  statement: Expression,
  reader: OriginReader,
): Origins {
  const full = [path, ...keys].join(".");
  const flag = /(?:^|\.)flags\.FLAGS\.(\w+)$/.exec(full);
  if (flag !== null) return flagOrigins(flag[1], statement, reader);
  const key = keys.at(-1);
  if (/^wandb\.config\.\w+$/.test(full) && key !== undefined) return runConfiguration(key, statement, reader);
  return workspaceOrigins(path, keys, statement.source, reader) ?? UNKNOWN;
}

/** What `wandb.init(config=…)` is given; a sweep may give other values. */
function runConfiguration(key: Key, { scope, source }: Expression, reader: OriginReader): Origins {
  const calls = callsNamed("init", scope.file).filter((site) => {
    const callee = site.call.firstChild;
    return callee !== null && resolvePaths(callee, site.scope, source)?.[0] === "wandb.init";
  });
  const given = calls.map((site): Origins => {
    const node = callArguments(site.call, source).find(({ name }) => name === "config")?.value;
    return node ? reader.originsOf({ node, scope: site.scope, source }, [key]) : UNKNOWN;
  });
  return given.length === 0 ? UNKNOWN : inWords(anyOf(given), `wandb.config.${key}`);
}
