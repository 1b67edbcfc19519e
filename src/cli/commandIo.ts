import { open } from "node:fs/promises";
import { fileProblem } from "../recordings/fileProblem";
import { CommandError } from "./commandError";

/** What a command may do to the world besides reading and writing the files that it is told to. */
export interface CommandIo {
  /** Writes a piece of the result and resolves when there is room for the next. */
  readonly write: (piece: string | Uint8Array) => Promise<void>;
  /** Tells the user something that is not the result, one line or more. */
  readonly message: (text: string) => void;
  /** Folder of the built extension, in which the files of the report page lie. */
  readonly assets: string;
}

/** Where a result goes, piece by piece. */
export interface Output {
  write(piece: string | Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/**
 * A file to write a result into. What it held is gone at once, so that a place that cannot be written shows before long work.
 *
 * @throws CommandError naming the file and the reason
 */
export async function openOutputFile(path: string): Promise<Output> {
  const file = await open(path, "w").catch((error) => {
    throw fileError("write", path, error);
  });
  return {
    write: (piece) =>
      file.appendFile(piece).catch((error) => {
        throw fileError("write", path, error);
      }),
    close: () => file.close(),
  };
}

/** The file that `--out` names, or else the standard output. */
export async function openOutput(path: string | undefined, io: CommandIo): Promise<Output> {
  if (path !== undefined) return openOutputFile(path);
  return { write: (piece) => io.write(piece), close: async () => {} };
}

/** An error of the file system as a sentence: `Cannot read train.py: there is no such file.` */
export function fileError(action: "read" | "write", path: string, error: unknown): CommandError {
  return new CommandError(fileProblem(action, path, error));
}
