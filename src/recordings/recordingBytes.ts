import { fileURLToPath } from "node:url";
import type { ByteSource } from "../core/numpy/byteSource";
import { MemoryBytes } from "../core/numpy/memoryBytes";
import type { FileContents } from "../core/problems/recordingSpecification";
import { FileBytes } from "./fileBytes";

/**
 * The bytes of a file that is handed over, else of one on this machine's disk.
 *
 * @throws RecordingError where there is no file that can be read
 */
export function recordingBytes(uri: string, contents: FileContents): ByteSource {
  return isOnDisk(uri) ? new FileBytes(fileURLToPath(uri)) : new MemoryBytes(decodeURI(uri), contents[uri]);
}

/** Whether a file can be read by its path, so that its content need not be handed over. */
export function isOnDisk(uri: string): boolean {
  return uri.startsWith("file:");
}
