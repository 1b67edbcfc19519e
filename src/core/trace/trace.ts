import { type BucketSpacing, bucketStarts } from "./bucketStarts";
import { type Envelope, envelopeOf } from "./envelope";
import { ALL_FINITE, CHUNK_ROWS, TraceChunk } from "./traceChunk";

/**
 * A table of float64 columns, one row per step, read from chunks that another thread may still be filling. All chunks
 * before the one being filled are full.
 */
export class Trace {
  private readonly chunks: TraceChunk[] = [];
  /** First row of every chunk. */
  private readonly starts: number[] = [];

  constructor(readonly columns: readonly string[]) {}

  /**
   * Appends a chunk with the trace's columns.
   *
   * @throws Error naming what was found and what was expected, where the buffer is no such chunk
   */
  addChunk(buffer: ArrayBufferLike): void {
    const last = this.chunks.length - 1;
    this.starts.push(last < 0 ? 0 : this.starts[last] + this.chunks[last].capacity);
    this.chunks.push(TraceChunk.open(buffer, this.columns.length));
  }

  /** Rows written so far. */
  get rows(): number {
    const last = this.chunks.length - 1;
    return last < 0 ? 0 : this.starts[last] + this.chunks[last].rows;
  }

  /** @throws RangeError when there is no such column */
  columnIndex(name: string): number {
    const index = this.columns.indexOf(name);
    if (index < 0) throw new RangeError(`The trace has no column ${name}; it has ${this.columns.join(", ")}.`);
    return index;
  }

  /** @throws RangeError when there is no such column or row */
  value(column: number, row: number): number {
    this.expectColumn(column);
    this.expectRow(row);
    const index = this.chunkIndexAt(row);
    const chunk = this.chunks[index];
    return chunk.values[column * chunk.stride + row - this.starts[index]];
  }

  /**
   * Writes all columns' values at a row into `out`.
   *
   * @throws RangeError when there is no such row or `out` is too short
   */
  readRow(row: number, out: Float64Array): void {
    this.expectRow(row);
    if (out.length < this.columns.length) {
      throw new RangeError(`A row has ${this.columns.length} values; there is room for ${out.length}.`);
    }
    const index = this.chunkIndexAt(row);
    const chunk = this.chunks[index];
    let position = row - this.starts[index];
    for (let column = 0; column < this.columns.length; column++, position += chunk.stride) {
      out[column] = chunk.values[position];
    }
  }

  /** First row at which a column is infinite or NaN; null while it never was. */
  firstNonFinite(column: number): number | null {
    this.expectColumn(column);
    const index = this.chunks.findIndex((chunk) => chunk.firstNonFinite[column] !== ALL_FINITE);
    return index < 0 ? null : this.starts[index] + this.chunks[index].firstNonFinite[column];
  }

  /** A copy of a column's rows `from` to `to` (exclusive); of all rows by default. */
  column(column: number, from = 0, to = this.rows): Float64Array {
    this.expectColumn(column);
    this.expectRange(from, to);
    const copy = new Float64Array(to - from);
    for (let row = from; row < to; ) {
      const index = this.chunkIndexAt(row);
      const chunk = this.chunks[index];
      const end = Math.min(to, this.starts[index] + chunk.capacity);
      const base = column * chunk.stride - this.starts[index];
      copy.set(chunk.values.subarray(base + row, base + end), row - from);
      row = end;
    }
    return copy;
  }

  /**
   * A column's rows `from` to `to` (exclusive) at the resolution of a screen, in time that depends on the number of
   * buckets and hardly on that of the rows.
   *
   * @throws RangeError when the trace has no such rows, or `buckets` is no positive integer
   */
  envelope(column: number, from: number, to: number, buckets: number, spacing: BucketSpacing = "linear"): Envelope {
    this.expectColumn(column);
    this.expectRange(from, to);
    if (!Number.isInteger(buckets) || buckets < 1) {
      throw new RangeError(`An envelope has one bucket or more; asked for ${buckets}.`);
    }
    return this.envelopeAt(column, bucketStarts(from, to, buckets, spacing));
  }

  /**
   * The same with buckets of one's own choice.
   *
   * @param starts first rows of the buckets, rising, and the row after the last bucket
   * @throws RangeError when the trace has no such column or rows
   */
  envelopeAt(column: number, starts: readonly number[]): Envelope {
    this.expectColumn(column);
    this.expectRange(starts[0] ?? 0, starts.at(-1) ?? 0);
    const { chunks, chunkIndexAt } = this;
    return envelopeOf({ chunks, starts: this.starts, chunkIndexAt }, column, starts);
  }

  /** Index of the chunk with a row that exists. */
  private readonly chunkIndexAt = (row: number): number => {
    // No chunk holds more rows, so the right one is this one or, where some are smaller, one of the next.
    let index = Math.floor(row / CHUNK_ROWS);
    while (this.starts[index] + this.chunks[index].capacity <= row) index++;
    return index;
  };

  private expectColumn(column: number): void {
    if (!Number.isInteger(column) || column < 0 || column >= this.columns.length) {
      throw new RangeError(`Column ${column} is not among the ${this.columns.length} columns of the trace.`);
    }
  }

  private expectRow(row: number): void {
    const rows = this.rows;
    if (!Number.isInteger(row) || row < 0 || row >= rows) {
      throw new RangeError(`Row ${row} is not among the ${rows} rows of the trace.`);
    }
  }

  private expectRange(from: number, to: number): void {
    const rows = this.rows;
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to < from || to > rows) {
      throw new RangeError(`Rows ${from} to ${to} are not among the ${rows} rows of the trace.`);
    }
  }
}
