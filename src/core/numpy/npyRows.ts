import type { FloatArray } from "../floatArray";
import type { ByteSource } from "./byteSource";
import { bytesPerValue, decodeNpyValues, expectNpySize } from "./npyArray";
import { NPY_HEADER_LIMIT, NpyError, type NpyHeader, parseNpyHeader, shapeSize } from "./npyHeader";

/** Bytes that are read at a time, at least. */
const BLOCK_BYTES = 1 << 20;

/** A .npy file that is read row by row, since it may be larger than memory. A row is one entry of the first dimension. */
export class NpyRows {
  readonly header: NpyHeader;
  readonly rows: number;
  readonly rowLength: number;
  private readonly rowBytes: number;
  /** Made with the first row that is read. */
  private block = new Uint8Array(0);
  /** Rows that the block holds. */
  private blockStart = 0;
  private blockEnd = 0;

  /** @throws NpyError naming the source, where it is no .npy file of one dimension or more, or is cut short */
  constructor(private readonly source: ByteSource) {
    this.header = readHeader(source);
    const [rows, ...rest] = this.header.shape;
    this.rows = rows;
    this.rowLength = shapeSize(rest);
    this.rowBytes = this.rowLength * bytesPerValue(this.header.precision);
  }

  get shape(): readonly number[] {
    return this.header.shape;
  }

  /** Writes a row's values into `out`, rounded to its precision. */
  read(row: number, out: FloatArray): void {
    if (row < this.blockStart || row >= this.blockEnd) this.readBlock(row);
    const start = (row - this.blockStart) * this.rowBytes;
    decodeNpyValues(this.header, this.block.subarray(start, start + this.rowBytes), out);
  }

  private readBlock(row: number): void {
    const { rowBytes, header, source } = this;
    const rows = Math.min(this.rows - row, Math.max(1, Math.floor(BLOCK_BYTES / Math.max(1, rowBytes))));
    if (this.block.length < rows * rowBytes) this.block = new Uint8Array(rows * rowBytes);
    this.blockEnd = this.blockStart;
    source.read(this.block.subarray(0, rows * rowBytes), header.dataOffset + row * rowBytes);
    this.blockStart = row;
    this.blockEnd = row + rows;
  }
}

function readHeader(source: ByteSource): NpyHeader {
  const start = new Uint8Array(Math.min(NPY_HEADER_LIMIT, source.size));
  source.read(start, 0);
  try {
    const header = parseNpyHeader(start);
    expectNpySize(header, source.size);
    if (header.shape.length === 0) throw new NpyError("The .npy file holds a single number; expected an array.");
    return header;
  } catch (error) {
    throw error instanceof NpyError ? new NpyError(`${source.name}: ${error.message}`) : error;
  }
}
