import { createHash } from "node:crypto";
import type { ByteSource } from "../core/numpy/byteSource";

const PIECE_BYTES = 1 << 20;

/** Pieces of a file that are read for its digest: enough to notice every change up to 16 MB, few enough to take no time. */
const MOST_PIECES = 16;

/**
 * Tells files apart by their size and content (SHA-256). Of a file of more than 16 MB, evenly spread pieces stand for the whole, first
 * and last among them: a change of some values in between may go unnoticed.
 */
export function digestOf(source: ByteSource): string {
  const hash = createHash("sha256").update(String(source.size));
  const piece = new Uint8Array(Math.min(PIECE_BYTES, source.size));
  const pieces = Math.min(MOST_PIECES, Math.ceil(source.size / PIECE_BYTES));
  const spacing = (source.size - piece.length) / Math.max(1, pieces - 1);
  for (let index = 0; index < pieces; index++) {
    source.read(piece, Math.floor(index * spacing));
    hash.update(piece);
  }
  return hash.digest("hex");
}
