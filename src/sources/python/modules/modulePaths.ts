/** Folders above a file in which an absolute import is looked for. */
const FOLDERS_ABOVE = 4;

/** The folder that a path is in: empty for the one that paths are relative to. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf("/");
  return end <= 0 ? path.slice(0, end + 1) : path.slice(0, end);
}

/** A path as seen from a folder, with `..` worked out. */
export function joinPath(folder: string, path: string): string {
  if (path.startsWith("/") || /^[A-Za-z]:\//.test(path)) return path;
  const isRooted = folder.startsWith("/");
  const segments: string[] = [];
  for (const segment of `${folder}/${path}`.split("/")) {
    if (segment === "" || segment === ".") continue;
    const last = segments[segments.length - 1];
    if (segment !== ".." || last === ".." || (last === undefined && !isRooted)) segments.push(segment);
    else segments.pop();
  }
  return (isRooted ? "/" : "") + segments.join("/");
}

/**
 * The folders in which an import is looked for, the nearest first: for a relative one that which its points name; for an absolute one the
 * folder of the file and those above, each with the `src` in it.
 */
export function searchFolders(name: string, file: string): readonly string[] {
  const points = pointsOf(name);
  if (points > 0) return [joinPath(folderOf(file), "../".repeat(points - 1))];
  return foldersAbove(file).flatMap((folder) => [folder, joinPath(folder, "src")]);
}

/** The folder of a file and those above it, up to a bound. */
export function foldersAbove(file: string): readonly string[] {
  const folders = [joinPath(folderOf(file), "")];
  while (folders.length <= FOLDERS_ABOVE) {
    const above = joinPath(folders[folders.length - 1], "..");
    if (above === folders[folders.length - 1]) break;
    folders.push(above);
  }
  return folders;
}

/** The files in a folder that a module of this name may be. */
export function moduleFiles(name: string, folder: string): readonly string[] {
  const path = name.slice(pointsOf(name)).replaceAll(".", "/");
  const init = joinPath(folder, path === "" ? "__init__.py" : `${path}/__init__.py`);
  return path === "" ? [init] : [joinPath(folder, `${path}.py`), init];
}

/** How many points a relative import begins with. */
export function pointsOf(name: string): number {
  return /^\.*/.exec(name)?.[0].length ?? 0;
}
