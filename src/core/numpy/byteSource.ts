/** Bytes that are read where they are needed: of a file, which may be larger than memory, or in memory. */
export interface ByteSource {
  /** As messages name it: the path of a file. */
  readonly name: string;
  /** Number of bytes. */
  readonly size: number;
  /** Fills `target` with the bytes from `position` on, of which there must be as many. */
  read(target: Uint8Array, position: number): void;
}
