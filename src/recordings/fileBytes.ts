import { closeSync, fstatSync, openSync, readSync, type Stats } from "node:fs";
import type { ByteSource } from "../core/numpy/byteSource";
import { fileProblem } from "./fileProblem";
import { RecordingError } from "./recordingError";

/**
 * A file on the disk. It is opened anew for every read, so that a run that is given up leaves nothing open, and so that a file
 * that is written anew in mid-run is noticed instead of read half and half.
 */
export class FileBytes implements ByteSource {
  private readonly stats: Stats;

  /**
   * @param name the path, as messages name it
   * @throws RecordingError where there is no file that can be read
   */
  constructor(readonly name: string) {
    this.stats = this.open((_, stats) => stats);
  }

  get size(): number {
    return this.stats.size;
  }

  /** @throws RecordingError where the file cannot be read any more, or is another by now */
  read(target: Uint8Array, position: number): void {
    this.open((descriptor, { size, mtimeMs }) => {
      const isSame = size === this.stats.size && mtimeMs === this.stats.mtimeMs;
      for (let at = 0; at < target.length; ) {
        const read = isSame ? readSync(descriptor, target, at, target.length - at, position + at) : 0;
        if (read === 0) throw new RecordingError(`${this.name} has changed while it was read.`);
        at += read;
      }
    });
  }

  private open<Result>(use: (descriptor: number, stats: Stats) => Result): Result {
    try {
      const descriptor = openSync(this.name, "r");
      try {
        return use(descriptor, fstatSync(descriptor));
      } finally {
        closeSync(descriptor);
      }
    } catch (error) {
      throw error instanceof RecordingError ? error : new RecordingError(fileProblem("read", this.name, error));
    }
  }
}
