import type { ParseMemory } from "../../parseMemory";
import type { SourceFiles } from "../../sourceFiles";
import { textHash } from "../../textHash";
import { indexOf } from "../fileIndex";
import { parsePython } from "../pythonSource";
import { UnknownExpressions } from "../unknownExpressions";
import { type ImportStatement, importStatements, namedFiles } from "./importStatements";
import { isInstalled } from "./isInstalled";
import { folderOf, foldersAbove, joinPath, moduleFiles, searchFolders } from "./modulePaths";
import { noModules, type PythonModule, type PythonModules } from "./pythonModules";

/** Bounds on what is loaded for one file: files in a row that import each other, files, characters of them, and looks for files. */
const MAXIMUM_DEPTH = 4;
const MAXIMUM_FILES = 40;
const MAXIMUM_LENGTH = 1_000_000;
const MAXIMUM_LOOKS = 800;

/** Names of one import that are looked for as modules. */
const MAXIMUM_SUBMODULES = 8;

/** Folders of the folders above in which a file may be that is named by a path. */
const configurationFolders: readonly string[] = ["configs", "config"];

/**
 * Loads the files of the workspace that a Python file may take values from: those that it imports or names, directly or through
 * others, as far as the bounds go. They are parsed when they are asked for.
 *
 * @param memory of the last version of the text, and of those of the others
 */
export async function loadModules(
  path: string,
  text: string,
  files: SourceFiles,
  memory?: ParseMemory,
): Promise<PythonModules> {
  const loader = new Loader(path, files);
  let last: readonly LoadedText[] = [{ path, text }];
  for (let depth = 0; depth < MAXIMUM_DEPTH && last.length > 0; depth++) {
    last = (await Promise.all(last.map((loaded) => loader.loadFrom(loaded)))).flat();
  }
  return loader.texts.size === 0 ? noModules : createModules(path, loader.texts, memory);
}

interface LoadedText {
  readonly path: string;
  readonly text: string;
}

class Loader {
  readonly texts = new Map<string, string>();
  private readonly looks = new Map<string, Promise<LoadedText | null>>();
  private length = 0;

  constructor(
    path: string,
    private readonly files: SourceFiles,
  ) {
    // The file that is read is not one of its own modules, however the others import it.
    this.looks.set(path, Promise.resolve(null));
  }

  /** The files that a text imports or names and that had not been loaded before. */
  async loadFrom({ path, text }: LoadedText): Promise<readonly LoadedText[]> {
    const imports = importStatements(text).filter(({ module }) => !isInstalled(module));
    const found = await Promise.all([
      ...imports.map((statement) => this.loadImport(statement, path)),
      ...namedFiles(text).map((named) => this.loadFirst(namedPaths(named, path, configurationFolders))),
    ]);
    const fresh = found.flat().filter((loaded) => !this.texts.has(loaded.path));
    for (const loaded of fresh) this.texts.set(loaded.path, loaded.text);
    return fresh.filter((loaded, index) => fresh.indexOf(loaded) === index);
  }

  /** The module of an import, or those in the package that it names, in the nearest folder that has them. */
  private async loadImport({ module, names }: ImportStatement, path: string): Promise<readonly LoadedText[]> {
    for (const folder of searchFolders(module, path)) {
      const own = await this.loadFirst(moduleFiles(module, folder));
      if (own.length > 0 && !own[0].path.endsWith("__init__.py")) return own;
      const prefix = module.endsWith(".") ? module : `${module}.`;
      const submodules = names.slice(0, MAXIMUM_SUBMODULES).map((name) => moduleFiles(prefix + name, folder));
      const inner = await Promise.all(submodules.map((candidates) => this.loadFirst(candidates)));
      const found = [...own, ...inner.flat()];
      if (found.length > 0) return found;
    }
    return [];
  }

  /** The first of these files that there is. */
  private async loadFirst(paths: readonly string[]): Promise<readonly LoadedText[]> {
    for (const path of paths) {
      const loaded = await this.load(path);
      if (loaded !== null) return [loaded];
    }
    return [];
  }

  private load(path: string): Promise<LoadedText | null> {
    const known = this.looks.get(path);
    if (known !== undefined) return known;
    if (this.looks.size >= MAXIMUM_LOOKS) return Promise.resolve(null);
    const look = this.read(path);
    this.looks.set(path, look);
    return look;
  }

  private async read(path: string): Promise<LoadedText | null> {
    if (this.length >= MAXIMUM_LENGTH || this.texts.size >= MAXIMUM_FILES) return null;
    const text = await this.files.read(path);
    if (text === null || this.length + text.length > MAXIMUM_LENGTH || this.texts.size >= MAXIMUM_FILES) return null;
    this.length += text.length;
    return { path, text };
  }
}

function createModules(path: string, texts: ReadonlyMap<string, string>, memory?: ParseMemory): PythonModules {
  const parsed = new Map<string, PythonModule>();
  const found = new Map<string, PythonModule | null>();
  const moduleAt = (file: string): PythonModule => {
    const known = parsed.get(file);
    if (known !== undefined) return known;
    const source = parsePython(texts.get(file) ?? "", file, modules, new UnknownExpressions(), memory?.of(file));
    const module = { source, scopes: indexOf(source).scopes };
    parsed.set(file, module);
    return module;
  };
  const firstOf = (candidates: readonly string[]): PythonModule | null => {
    const file = candidates.find((candidate) => texts.has(candidate));
    return file === undefined ? null : moduleAt(file);
  };
  const modules: PythonModules = {
    version: versionOf(path, texts),
    find(name, file) {
      if (isInstalled(name)) return null;
      const folder = folderOf(file ?? path);
      const key = `${folder}:${name}`;
      const known = found.get(key);
      if (known !== undefined) return known;
      const module = firstOf(searchFolders(name, file ?? path).flatMap((base) => moduleFiles(name, base)));
      found.set(key, module);
      return module;
    },
    at: (named, file, beside = []) => firstOf(namedPaths(named, file ?? path, beside)),
  };
  return modules;
}

/** A text that tells what has been loaded, and for which file, from anything else. */
function versionOf(path: string, texts: ReadonlyMap<string, string>): string {
  const contents = Array.from(texts, ([file, text]) => [file, text.length, textHash(text)]);
  return JSON.stringify([path, ...contents]);
}

/** What a path that is written in a file may be: seen from its folder, or from folders of these names in the folders above. */
function namedPaths(named: string, file: string, beside: readonly string[]): readonly string[] {
  const above = foldersAbove(file).flatMap((folder) => beside.map((name) => joinPath(folder, name)));
  return [folderOf(file), ...above].map((folder) => joinPath(folder, named));
}
