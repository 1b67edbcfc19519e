import { allocate } from "../allocate";

/** The bytes of several vectors, one behind the other, as a snapshot. */
export function packVectors(vectors: readonly ArrayBufferView[]): Uint8Array {
  const length = byteLength(vectors);
  const packed = allocate(length, "A checkpoint", () => new Uint8Array(length));
  let at = 0;
  for (const vector of vectors) {
    packed.set(bytesOf(vector), at);
    at += vector.byteLength;
  }
  return packed;
}

/**
 * Writes a snapshot back into the vectors that it was made of.
 *
 * @throws RangeError if it was made of others
 */
export function unpackVectors(packed: Uint8Array, vectors: readonly ArrayBufferView[]): void {
  const expected = byteLength(vectors);
  if (packed.length !== expected) {
    throw new RangeError(`The snapshot has ${packed.length} bytes; expected ${expected}.`);
  }
  let at = 0;
  for (const vector of vectors) {
    bytesOf(vector).set(packed.subarray(at, at + vector.byteLength));
    at += vector.byteLength;
  }
}

function byteLength(vectors: readonly ArrayBufferView[]): number {
  return vectors.reduce((bytes, vector) => bytes + vector.byteLength, 0);
}

function bytesOf(vector: ArrayBufferView): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}
