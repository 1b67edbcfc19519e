import { readFile } from "node:fs/promises";
import { CommandError } from "./commandError";
import { fileError } from "./commandIo";

/**
 * Reads a file as text: UTF-8, or what its byte order mark says, which is no part of the text. Lines and columns are then
 * those of an editor.
 *
 * @throws CommandError when the file cannot be read, or is no text
 */
export async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch((error) => {
    throw fileError("read", path, error);
  });
  const text = decodeText(bytes);
  const zero = text.indexOf("\0");
  if (zero < 0) return text;
  throw new CommandError(
    `Cannot read ${path}: character ${zero + 1} is a zero, as in no text; expected UTF-8, or UTF-16 with a byte order mark.`,
  );
}

/** Bytes as text: UTF-8, or what their byte order mark says, which is no part of the text. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return "utf-8";
}
