import type { SourceFiles } from "../../../src/sources/sourceFiles";

/** Files that are held by their paths. */
export function filesOf(texts: ReadonlyMap<string, string>): SourceFiles {
  return { read: async (path) => texts.get(path) ?? null };
}
