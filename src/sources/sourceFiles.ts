/** Other files than the one that is read, for what it imports from them or builds on. */
export interface SourceFiles {
  /**
   * @param path of the form of the path that is read, with slashes, `..` worked out
   * @returns null where there is no such file, or it cannot be read
   */
  read(path: string): Promise<string | null>;
}

/** For a text that stands alone. */
export const noFiles: SourceFiles = { read: async () => null };
