import ignore, { type Ignore } from "ignore";

/** What the `.gitignore` files of a folder, and of the folders in it, leave out. Paths are relative to the folder, with slashes. */
export class IgnoredFiles {
  private readonly rules = new Map<string, Ignore>();
  private readonly folders = new Map<string, boolean>();

  /** @param files texts of `.gitignore` files by the folders that they lie in, the outermost being `""` */
  constructor(files: ReadonlyMap<string, string>) {
    for (const [folder, text] of files) this.rules.set(folder, ignore().add(text));
  }

  /** Whether a file is left out, by itself or with a folder that it lies in: what is in such a folder cannot be taken in again. */
  ignores(path: string): boolean {
    const folder = parentOf(path);
    return (folder !== "" && this.ignoresFolder(folder)) || this.matches(path);
  }

  private ignoresFolder(path: string): boolean {
    const known = this.folders.get(path);
    if (known !== undefined) return known;
    const parent = parentOf(path);
    const ignored = (parent !== "" && this.ignoresFolder(parent)) || this.matches(`${path}/`);
    this.folders.set(path, ignored);
    return ignored;
  }

  /** The innermost file that speaks of a path decides. */
  private matches(path: string): boolean {
    for (let folder = parentOf(path); ; folder = parentOf(folder)) {
      const inFolder = folder === "" ? path : path.slice(folder.length + 1);
      const { ignored, unignored } = this.rules.get(folder)?.test(inFolder) ?? { ignored: false, unignored: false };
      if (ignored || unignored) return ignored;
      if (folder === "") return false;
    }
  }
}

/** The folder of a file, or of a folder with a slash at its end; `""` for the outermost. */
function parentOf(path: string): string {
  const end = path.lastIndexOf("/", path.length - 2);
  return end < 0 ? "" : path.slice(0, end);
}
