import type { PythonSource } from "../pythonSource";
import { noModules, type PythonModules } from "./pythonModules";

const mainFiles = new WeakMap<PythonModules, PythonSource>();

/** Says that a file is the one whose optimizers are read, and whose calls the files that it imports from are to know. */
export function setMainFile(source: PythonSource): void {
  if (source.modules !== noModules) mainFiles.set(source.modules, source);
}

/** The file that is read, seen from one that it imports from; null from itself. */
export function mainFileOf(source: PythonSource): PythonSource | null {
  return source.file === null ? null : (mainFiles.get(source.modules) ?? null);
}
