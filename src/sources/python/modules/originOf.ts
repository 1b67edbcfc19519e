import type { PythonSource } from "../pythonSource";

/** Where a value comes from, in words: `LR of config.py`. */
export function originOf(name: string, { file }: PythonSource): string {
  return file === null ? name : `${name} of ${shortPath(file)}`;
}

/** The name of a file; of a package's `__init__.py` with the package. */
function shortPath(file: string): string {
  return file
    .split("/")
    .slice(file.endsWith("__init__.py") ? -2 : -1)
    .join("/");
}
