import type { SyntaxNode } from "@lezer/common";
import { findSchedule } from "../catalogue/findEntry";
import { bindArguments } from "./bindArguments";
import { indexOf } from "./fileIndex";
import type { PythonSource } from "./pythonSource";
import { resolvePaths } from "./resolvePath";
import type { ReadSchedule } from "./torchSchedule";

/** What is watched that a simulation has: the loss, in whichever data. */
const LOSS = /^(?:val_)?loss$/;

/**
 * The schedule that Keras' callback ReduceLROnPlateau makes.
 *
 * @returns null for any other callback, and for one that watches what a simulation does not have, such as an accuracy
 */
export function readKerasPlateau(callback: SyntaxNode, source: PythonSource): ReadSchedule | null {
  const { scopes } = indexOf(source);
  const scope = scopes.scopeOf(callback);
  const [path, ...others] = (callback.firstChild && resolvePaths(callback.firstChild, scope, source)) ?? [];
  const entry = path === undefined || others.length > 0 ? undefined : findSchedule(path);
  if (entry === undefined || entry.takesLoss !== true) return null;
  const { hyperparameters, unresolved, issues } = bindArguments(entry, callback, scope, source);
  const watched = hyperparameters.monitor?.value;
  if (typeof watched !== "string" || !LOSS.test(watched)) return null;
  return {
    schedule: { name: entry.name, range: source.rangeOf(callback), hyperparameters },
    unresolved: unresolved.map((name) => `${entry.title}.${name}`),
    issues,
  };
}
