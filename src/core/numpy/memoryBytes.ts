import type { ByteSource } from "./byteSource";

/** The content of a file that lies in memory. */
export class MemoryBytes implements ByteSource {
  private readonly bytes: Uint8Array;

  constructor(
    readonly name: string,
    content: ArrayBufferLike,
  ) {
    this.bytes = new Uint8Array(content);
  }

  get size(): number {
    return this.bytes.length;
  }

  read(target: Uint8Array, position: number): void {
    target.set(this.bytes.subarray(position, position + target.length));
  }
}
