import { BLOCK_ROWS, BRANCHING, type TraceChunk } from "./traceChunk";

/** A series at the resolution of a screen. All four arrays have one entry a bucket. */
export interface Envelope {
  /** First row of the bucket. */
  readonly steps: Float64Array;
  /** Value at that row, which need not be finite. */
  readonly values: Float64Array;
  /** Smallest finite value in the bucket; +∞ when there is none. */
  readonly minimum: Float64Array;
  /** Largest finite value in the bucket; −∞ when there is none. */
  readonly maximum: Float64Array;
}

/** The chunks of a trace and the rows at which they start. */
export interface ChunkSequence {
  readonly chunks: readonly TraceChunk[];
  readonly starts: readonly number[];
  /** Index of the chunk with a row that exists. */
  chunkIndexAt(row: number): number;
}

/** @param starts first rows of the buckets, rising, and the row after the last bucket, as `bucketStarts` gives them */
export function envelopeOf(sequence: ChunkSequence, column: number, starts: readonly number[]): Envelope {
  const points = starts.length - 1;
  const envelope: Envelope = {
    steps: new Float64Array(points),
    values: new Float64Array(points),
    minimum: new Float64Array(points),
    maximum: new Float64Array(points),
  };
  for (let bucket = 0; bucket < points; bucket++) {
    const first = starts[bucket];
    const end = starts[bucket + 1];
    const index = sequence.chunkIndexAt(first);
    const chunk = sequence.chunks[index];
    const extremes = extremesOf(sequence, column, first, end);
    envelope.steps[bucket] = first;
    envelope.values[bucket] = chunk.values[column * chunk.stride + first - sequence.starts[index]];
    envelope.minimum[bucket] = extremes.minimum;
    envelope.maximum[bucket] = extremes.maximum;
  }
  return envelope;
}

interface Extremes {
  minimum: number;
  maximum: number;
}

/** Smallest and largest finite value of a column in the rows `first` to `end` (exclusive). */
function extremesOf(sequence: ChunkSequence, column: number, first: number, end: number): Extremes {
  const extremes = { minimum: Infinity, maximum: -Infinity };
  for (let row = first; row < end; ) {
    const index = sequence.chunkIndexAt(row);
    const start = sequence.starts[index];
    const stop = Math.min(end, start + sequence.chunks[index].capacity);
    widen(extremes, sequence.chunks[index], column, 0, row - start, stop - start);
    row = stop;
  }
  return extremes;
}

/**
 * Widens `extremes` to a stretch of one level of a chunk, 0 being the rows and 1 to 3 the pyramid: what lies within whole
 * blocks of the next level is left to that level, so that at most 15 entries at either end are looked at.
 */
function widen(extremes: Extremes, chunk: TraceChunk, column: number, level: number, first: number, end: number): void {
  const firstBlock = Math.ceil(first / BRANCHING);
  const endBlock = Math.floor(end / BRANCHING);
  if (level === BLOCK_ROWS.length || firstBlock >= endBlock) {
    scan(extremes, chunk, column, level, first, end);
    return;
  }
  scan(extremes, chunk, column, level, first, firstBlock * BRANCHING);
  widen(extremes, chunk, column, level + 1, firstBlock, endBlock);
  scan(extremes, chunk, column, level, endBlock * BRANCHING, end);
}

/** Widens `extremes` to every finite value in a stretch of one level. */
function scan(extremes: Extremes, chunk: TraceChunk, column: number, level: number, first: number, end: number): void {
  const lows = level === 0 ? chunk.values : chunk.minima[level - 1];
  const highs = level === 0 ? chunk.values : chunk.maxima[level - 1];
  const start = column * (level === 0 ? chunk.stride : Math.floor(chunk.capacity / BLOCK_ROWS[level - 1]));
  for (let position = start + first; position < start + end; position++) {
    const low = lows[position];
    const high = highs[position];
    if (low < extremes.minimum && low > -Infinity) extremes.minimum = low;
    if (high > extremes.maximum && high < Infinity) extremes.maximum = high;
  }
}
