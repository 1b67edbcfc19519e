import type { SourceReading } from "../../sources/configuration";
import { isNativeFile, isTooLong, languageOfFile, mentionsFramework } from "../../sources/languages";

/** Where the files come from, so that nothing here depends on a disk. */
export interface ScanFileSystem<File> {
  pathOf(file: File): string;
  /** In bytes; null where the file is not there any more. */
  size(file: File): Promise<number | null>;
  /** Null where the file cannot be read. */
  read(file: File): Promise<Uint8Array | null>;
}

export interface ScanLimits {
  /** Of all files together, in bytes. */
  readonly bytes: number;
  /** Of a single file, in bytes. */
  readonly fileBytes: number;
  readonly files: number;
}

export interface ScanListeners<File> {
  /** Reads a text that may hold configurations. */
  parse(file: File, text: string): Promise<SourceReading>;
  found(file: File, reading: SourceReading): void;
  /** After every file. */
  progressed(done: number, total: number): void;
  isCancelled(): boolean;
}

/** How many files were not looked at. */
export interface LeftOut {
  /** Larger than a single file may be. */
  readonly tooLarge: number;
  /** Behind the limit of all files together. */
  readonly beyondLimits: number;
}

/** Parsers are in the way of everything else in their process: so often, in milliseconds, they let it go on. */
const BREATHING_SPACE = 15;

/**
 * Looks through files for configurations, those that lie less deep first. Binary files and texts that name no framework are not parsed.
 * A file that cannot be read has nothing.
 */
export async function scanFiles<File>(
  files: readonly File[],
  system: ScanFileSystem<File>,
  limits: ScanLimits,
  listeners: ScanListeners<File>,
): Promise<LeftOut> {
  const ordered = files.toSorted((a, b) => compareDepth(system.pathOf(a), system.pathOf(b)));
  let bytes = 0;
  let tooLarge = 0;
  let lastPause = performance.now();
  for (const [index, file] of ordered.entries()) {
    if (listeners.isCancelled()) return { tooLarge, beyondLimits: 0 };
    const size = await system.size(file);
    const isData = size === null || isTooLong(system.pathOf(file), size);
    if (!isData && size > limits.fileBytes) tooLarge++;
    else if (!isData) {
      if (index >= limits.files || bytes + size > limits.bytes) {
        return { tooLarge, beyondLimits: ordered.length - index };
      }
      bytes += size;
      await scanFile(file, system, listeners);
    }
    listeners.progressed(index + 1, ordered.length);
    if (performance.now() - lastPause < BREATHING_SPACE) continue;
    await new Promise((resolve) => setImmediate(resolve));
    lastPause = performance.now();
  }
  return { tooLarge, beyondLimits: 0 };
}

async function scanFile<File>(file: File, system: ScanFileSystem<File>, listeners: ScanListeners<File>): Promise<void> {
  const bytes = await system.read(file);
  const text = bytes && textWithConfigurations(system.pathOf(file), bytes);
  if (text && !listeners.isCancelled()) listeners.found(file, await listeners.parse(file, text));
}

/** The text of a file that may configure an optimizer; null for any other. */
export function textWithConfigurations(path: string, bytes: Uint8Array): string | null {
  if (isBinary(bytes)) return null;
  const language = isNativeFile(path) ? null : languageOfFile(path);
  // Names of frameworks are the same in all encodings that are read, and one byte a character is decoded fastest.
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (language !== null && !mentionsFramework(view.toString("latin1"), language)) return null;
  return new TextDecoder().decode(bytes);
}

/** How many bytes Git looks at to tell binary files from texts. */
const LOOKED_AT = 8000;

function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, LOOKED_AT).includes(0);
}

function compareDepth(a: string, b: string): number {
  return depth(a) - depth(b) || (a < b ? -1 : 1);
}

function depth(path: string): number {
  return path.split("/").length;
}
