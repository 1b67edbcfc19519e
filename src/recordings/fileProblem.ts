/** An error of the file system as a sentence: `Cannot read train.py: there is no such file.` */
export function fileProblem(action: "read" | "write", path: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: action === "read" ? "there is no such file" : "there is no such folder",
    EISDIR: "it is a folder",
    EACCES: "access is denied",
    ENOSPC: "the disk is full",
  };
  return `Cannot ${action} ${path}: ${reasons[code ?? ""] ?? message}.`;
}
