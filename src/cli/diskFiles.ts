import { readFile, stat } from "node:fs/promises";
import type { SourceFiles } from "../sources/sourceFiles";
import { decodeText } from "./readText";

/** Longest file, in bytes, that is read for what another one takes from it. */
const LONGEST = 1_000_000;

/** The files of the disk, by paths as they are given on the command line. */
export const diskFiles: SourceFiles = {
  async read(path) {
    try {
      const found = await stat(path);
      if (!found.isFile() || found.size > LONGEST) return null;
      const text = decodeText(await readFile(path));
      return text.includes("\0") ? null : text;
    } catch {
      // A file that is not there, or not to be read, says nothing.
      return null;
    }
  },
};
