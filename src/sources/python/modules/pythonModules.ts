import type { PythonSource } from "../pythonSource";
import type { Scopes } from "../scopes";

/** Another Python file of the workspace. */
export interface PythonModule {
  readonly source: PythonSource;
  readonly scopes: Scopes;
}

/** The files of the workspace that a Python file imports, directly or through others. */
export interface PythonModules {
  /** Equal where the same texts have been loaded. */
  readonly version: string;
  /**
   * The module that an import names.
   *
   * @param name as the import has it, with the points of a relative one: `..configs.base`
   * @param file in which the import stands; null for the one whose optimizers are read
   * @returns null where it is none of the workspace, or was not loaded
   */
  find(name: string, file: string | null): PythonModule | null;
  /**
   * The file that a path names.
   *
   * @param path as it is written in `file`
   * @param beside folders of the folders above that it may be beside too: `configs`
   */
  at(path: string, file: string | null, beside?: readonly string[]): PythonModule | null;
}

/** For a text that stands alone. */
export const noModules: PythonModules = { version: "", find: () => null, at: () => null };
