import { readFile, writeFile } from "node:fs/promises";
import type { Finding } from "../../diagnosis/finding";
import { safeEdits } from "../../diagnosis/safeFixes";
import { applyEdits } from "../../sources/edits/sourceEdits";
import { CommandError } from "../commandError";
import { fileError } from "../commandIo";
import { readText } from "../readText";

/** The most times that a file is mended and checked again: what is mended may show something else. */
const MOST_PASSES = 10;

/**
 * Mends in a file what has a single, safe fix.
 *
 * @param find says what is wrong with a text of the file
 * @returns the number of edits
 * @throws CommandError when the file cannot be read or written
 */
export async function fixFile(path: string, find: (text: string) => Promise<readonly Finding[]>): Promise<number> {
  const original = await readText(path);
  let text = original;
  let made = 0;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const edits = safeEdits(await find(text));
    if (edits.length === 0) break;
    text = applyEdits(text, edits);
    made += edits.length;
  }
  if (text !== original) await write(path, original, text);
  return made;
}

/** Writes in the encoding of the file: UTF-8, with the byte order mark that it had. */
async function write(path: string, original: string, text: string): Promise<void> {
  const bytes = await readFile(path);
  const plain = Buffer.from(original, "utf8");
  const mark = bytes.subarray(0, bytes.length - plain.length);
  if (!Buffer.concat([mark, plain]).equals(bytes)) {
    throw new CommandError(`Cannot mend ${path}: it is not UTF-8.`);
  }
  await writeFile(path, Buffer.concat([mark, Buffer.from(text, "utf8")])).catch((error) => {
    throw fileError("write", path, error);
  });
}
