import { type Dirent, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { foreignFolders } from "../sources/foreignFolders";
import { isSourceFile } from "../sources/languages";
import { fileError } from "./commandIo";

/**
 * The source files that an argument means: the file itself, or all of a folder and the folders in it, in alphabetical order.
 * Hidden folders and those of installed packages are left out.
 *
 * @param complain told why a file or folder cannot be read
 */
export function findSourceFiles(path: string, complain: (message: string) => void): string[] {
  try {
    if (statSync(path).isDirectory()) return filesIn(path, complain);
  } catch (error) {
    complain(fileError("read", path, error).message);
    return [];
  }
  return [path];
}

function filesIn(folder: string, complain: (message: string) => void): string[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    complain(fileError("read", folder, error).message);
    return [];
  }
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        return entry.name.startsWith(".") || foreignFolders.includes(entry.name) ? [] : filesIn(path, complain);
      }
      return isSourceFile(entry.name) ? [path] : [];
    });
}
